package yamlld_test

import (
	"fmt"
	"io/fs"
	"path"
	"testing"
	"testing/fstest"

	"annals.example/internal/rdfio/yamlld"
)

// The files of the design, copied until they are 200.
func BenchmarkRead(b *testing.B) {
	fsys, names := design(b)
	copies := fstest.MapFS{}
	var all []string
	for i := 0; len(all) < 200; i++ {
		for _, name := range names {
			data, err := fs.ReadFile(fsys, name)
			if err != nil {
				b.Fatal(err)
			}
			if name == yamlld.ContextFile {
				copies[name] = &fstest.MapFile{Data: data}
				continue
			}
			copied := path.Join(fmt.Sprint(i), name)
			copies[copied] = &fstest.MapFile{Data: data}
			all = append(all, copied)
		}
	}
	quads := 0
	for b.Loop() {
		d, problems := yamlld.Read(copies, all, options())
		if len(problems) > 0 {
			b.Fatal(problems[0])
		}
		quads = len(d.Statements)
	}
	b.ReportMetric(float64(quads), "quads")
}
