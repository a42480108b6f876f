package ui

import (
	"archive/tar"
	"archive/zip"
	"bytes"
	"compress/flate"
	"compress/gzip"
	"flag"
	"io"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

var update = flag.Bool("update", false, "make the archive anew from the npm packages")

// taken is what the page uses of the npm packages.
var taken = []struct {
	pkg     string // as npm writes it
	folder  string // in the archive
	files   []string
	licence []string // also beside the archive
}{
	{
		pkg: "monaco-editor@0.18.1", folder: monacoFolder,
		files: []string{
			"min/vs/loader.js",
			"min/vs/editor/editor.main.css",
			"min/vs/editor/editor.main.js",
			"min/vs/editor/editor.main.nls.js",
			"min/vs/base/worker/workerMain.js",
			"min/vs/basic-languages/graphql/graphql.js",
			"min/vs/basic-languages/javascript/javascript.js",
			"min/vs/language/json/jsonMode.js",
			"min/vs/language/json/jsonWorker.js",
			"min/vs/language/typescript/tsMode.js", // of JavaScript, too
			"min/vs/language/typescript/tsWorker.js",
		},
		licence: []string{"LICENSE", "ThirdPartyNotices.txt"},
	},
	{
		pkg: "material-design-icons-iconfont@5.0.1", folder: iconsFolder,
		files:   []string{"dist/fonts/MaterialIcons-Regular.woff2"},
		licence: []string{"LICENSE"},
	},
}

// TestArchive holds the archive, file by file, against what npm packs.
func TestArchive(t *testing.T) {
	want, beside := map[string]string{}, map[string]string{}
	for _, p := range taken {
		content := npmPackage(t, p.pkg)
		for _, name := range slices.Concat(p.files, p.licence) {
			text, ok := content["package/"+name]
			if !ok {
				t.Fatalf("%s has no %s", p.pkg, name)
			}
			want[p.folder+"/"+name] = text
		}
		for _, name := range p.licence {
			// In git, a text has git's line ends.
			beside[p.folder+"."+name] = strings.ReplaceAll(content["package/"+name], "\r\n", "\n")
		}
	}
	if *update {
		write(t, filepath.Join("assets", "editor.zip"), zipped(t, want))
		for name, text := range beside {
			write(t, filepath.Join("assets", name), []byte(text))
		}
		return
	}
	got := map[string]string{}
	files, err := archived()
	if err != nil {
		t.Fatal(err)
	}
	for name, f := range files {
		got[name] = content(t, f)
	}
	if names, wanted := slices.Sorted(maps.Keys(got)), slices.Sorted(maps.Keys(want)); !slices.Equal(names, wanted) {
		t.Fatalf("the archive has other files (make it anew: go generate):\n%s", cmp.Diff(wanted, names))
	}
	for name, text := range want {
		if got[name] != text {
			t.Errorf("%s is not as in the npm package: go generate", name)
		}
	}
	for name, text := range beside {
		if here, err := os.ReadFile(filepath.Join("assets", name)); err != nil || string(here) != text {
			t.Errorf("assets/%s is not as in the npm package: go generate (%v)", name, err)
		}
	}
}

// npmPackage gives the files of a package, as npm packs them: from the cache of this
// machine, or fetched anew.
func npmPackage(t *testing.T, pkg string) map[string]string {
	t.Helper()
	npm, err := exec.LookPath("npm")
	if err != nil {
		t.Skip("npm not found: install it to compare the archive with the packages it is made of")
	}
	cache, err := os.UserCacheDir()
	if err != nil {
		cache = t.TempDir()
	}
	dir := filepath.Join(cache, "annals-tests", "npm-pack")
	tarball := filepath.Join(dir, strings.ReplaceAll(pkg, "@", "-")+".tgz")
	if _, err := os.Stat(tarball); err != nil {
		if err := os.MkdirAll(dir, 0o755); err != nil {
			t.Fatal(err)
		}
		pack := exec.CommandContext(t.Context(), npm, "pack", "--silent", "--pack-destination", dir, pkg)
		if out, err := pack.CombinedOutput(); err != nil {
			t.Skipf("npm package %s not found: let npm fetch it: %v\n%s", pkg, err, out)
		}
	}
	return untarred(t, tarball)
}

func untarred(t *testing.T, tarball string) map[string]string {
	t.Helper()
	f, err := os.Open(tarball)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	z, err := gzip.NewReader(f)
	if err != nil {
		t.Fatal(err)
	}
	files := map[string]string{}
	for r := tar.NewReader(z); ; {
		header, err := r.Next()
		if err == io.EOF {
			return files
		}
		if err != nil {
			t.Fatal(err)
		}
		text, err := io.ReadAll(r)
		if err != nil {
			t.Fatal(err)
		}
		files[header.Name] = string(text)
	}
}

// zipped writes the same bytes for the same files: in order, without times.
func zipped(t *testing.T, files map[string]string) []byte {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	z.RegisterCompressor(zip.Deflate, func(w io.Writer) (io.WriteCloser, error) {
		return flate.NewWriter(w, flate.BestCompression)
	})
	for _, name := range slices.Sorted(maps.Keys(files)) {
		header := &zip.FileHeader{Name: name, Method: zip.Deflate}
		if strings.HasSuffix(name, ".woff2") {
			header.Method = zip.Store // it is compressed
		}
		w, err := z.CreateHeader(header)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := io.WriteString(w, files[name]); err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func write(t *testing.T, name string, content []byte) {
	t.Helper()
	if err := os.WriteFile(name, content, 0o644); err != nil {
		t.Fatal(err)
	}
}

// content gives what a file says when nobody compresses it.
func content(t *testing.T, f *file) string {
	t.Helper()
	if !f.gzipped {
		return string(f.body)
	}
	z, err := gzip.NewReader(bytes.NewReader(f.body))
	if err != nil {
		t.Fatal(err)
	}
	text, err := io.ReadAll(z) // with its checksum and length
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}
