// Package dataset reads a whole dataset, whatever holds it: a directory of
// YAML-LD, an RDF file (also gzipped), or a stream. It gives statements with the
// place that states each, and every mistake that keeps something from being read.
//
// Each format is a package below internal/rdfio; whether the statements make
// sense is the business of internal/check.
package dataset

import (
	"compress/gzip"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"annals.example/internal/rdfio"
	"annals.example/internal/rdfio/nquads"
	"annals.example/internal/rdfio/yamlld"
)

// Catalogue is the id of the source of the editors' own statements, below the
// base of a dataset.
const Catalogue = "source/catalogue"

// Minted are the classes of what the editors mint, which follow from the ids.
func Minted() []yamlld.Class {
	return []yamlld.Class{
		{Prefix: "signature/", Class: "Signature"},
		{Prefix: "participation/", Class: "Participation"},
		{Prefix: "tenure/", Class: "Tenure"},
		{Prefix: "figure/", Class: "Figure"},
		{Prefix: "remark/", Class: "Remark"},
	}
}

// mostMistakes is how many mistakes of one stream are gathered: a file of another
// format would have one in each line.
const mostMistakes = 1000

// A Dataset is what was read.
type Dataset struct {
	Name       string // the path that was read
	Base       string // the address before its ids; "" in data of others
	Vocabulary string // the address before its words; "" in data of others
	Statements []rdfio.Statement
	Mistakes   []*rdfio.SyntaxError // what kept something from being read
	Files      int
}

// ReadPath reads the dataset at a path: a directory of YAML-LD or one file, whose
// ending tells its format. The error is for what cannot be opened; what cannot be
// understood stands in Mistakes.
func ReadPath(ctx context.Context, name string) (*Dataset, error) {
	info, err := os.Stat(name)
	if err != nil {
		return nil, err
	}
	if info.IsDir() {
		return ReadDir(ctx, os.DirFS(name), name)
	}
	var d *Dataset
	err = openFile(name, func(r io.Reader, format string) error {
		if format == "yamlld" {
			d, err = readDocument(r, name)
		} else {
			d, err = readLines(ctx, r, name, nquads.Options{Triples: format == "nt"})
		}
		return err
	})
	return d, err
}

// openFile opens a file, unzips it where it is zipped, and tells its format by its
// ending.
func openFile(name string, read func(r io.Reader, format string) error) error {
	format, zipped := formatOf(name)
	if format == "" {
		return &FormatError{Path: name}
	}
	file, err := os.Open(name)
	if err != nil {
		return err
	}
	defer file.Close()
	if !zipped {
		return read(file, format)
	}
	unzip, err := gzip.NewReader(file)
	if err != nil {
		return fmt.Errorf("%s: %w", name, err)
	}
	defer unzip.Close()
	return read(unzip, format)
}

// A FormatError says that the ending of a file names no format that is read.
type FormatError struct{ Path string }

func (e *FormatError) Error() string {
	return fmt.Sprintf("%s: its ending names no format that is read: .nq, .nt or .yamlld, each also with .gz, .annals, or a directory of YAML-LD", e.Path)
}

func formatOf(name string) (format string, zipped bool) {
	name, zipped = strings.CutSuffix(strings.ToLower(name), ".gz")
	switch ending := strings.TrimPrefix(filepath.Ext(name), "."); ending {
	case "nq", "nt", "yamlld":
		return ending, zipped
	}
	return "", zipped
}

// ReadDir reads a directory of YAML-LD: all files below it that end in .yaml,
// .yml or .yamlld. name stands before their names in places.
func ReadDir(ctx context.Context, fsys fs.FS, name string) (*Dataset, error) {
	var files []string
	err := fs.WalkDir(fsys, ".", func(p string, entry fs.DirEntry, err error) error {
		if err == nil && !entry.IsDir() && slices.Contains([]string{".yaml", ".yml", ".yamlld"}, path.Ext(p)) {
			files = append(files, p)
		}
		return errors.Join(err, ctx.Err())
	})
	if err != nil {
		return nil, err
	}
	if len(files) == 0 {
		return nil, fmt.Errorf("%s: no YAML-LD file is in this directory", name)
	}
	read, mistakes := yamlld.Read(fsys, files, yamlld.Options{Dir: name, Catalogue: Catalogue, Classes: Minted()})
	return &Dataset{Name: name, Base: read.Base, Vocabulary: read.Vocab,
		Statements: read.Statements, Mistakes: mistakes, Files: len(files)}, nil
}

func readDocument(r io.Reader, name string) (*Dataset, error) {
	text, err := io.ReadAll(io.LimitReader(r, yamlld.MaxFileSize+1))
	if err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	// A document may name a context that lies beside it, and nothing else.
	statements, mistakes := yamlld.ReadDocument(text, filepath.Base(name),
		yamlld.DocumentOptions{Files: os.DirFS(filepath.Dir(name))})
	for i := range statements {
		statements[i].At.File = name
	}
	for _, m := range mistakes {
		m.At.File = name
	}
	return &Dataset{Name: name, Statements: statements, Mistakes: mistakes, Files: 1}, nil
}

// ReadNQuads reads N-Quads from a stream; name stands in places.
func ReadNQuads(ctx context.Context, r io.Reader, name string) (*Dataset, error) {
	return readLines(ctx, r, name, nquads.Options{})
}

func readLines(ctx context.Context, r io.Reader, name string, options nquads.Options) (*Dataset, error) {
	d := &Dataset{Name: name, Files: 1}
	for statement, err := range lines(ctx, r, name, options) {
		var mistake *rdfio.SyntaxError
		switch {
		case errors.As(err, &mistake):
			d.Mistakes = append(d.Mistakes, mistake)
			if len(d.Mistakes) == mostMistakes {
				return d, nil
			}
		case err != nil:
			return nil, err
		default:
			d.Statements = append(d.Statements, statement)
		}
	}
	return d, nil
}
