package graph

import (
	"context"
	"errors"

	"annals.example/graph/snapshot"
	"annals.example/internal/dataset"
	"annals.example/internal/rdfio/nquads"
)

// partBytes is how much of a file of lines is read at a time by one core: little
// enough that all cores end at about the same time.
const partBytes = 4 << 20

// buildLines compiles files of lines with all cores, if all are such files. It reports
// false otherwise, and where there is a mistake: Build then reads them one after the
// other, which finds its place.
func buildLines(ctx context.Context, file string, paths []string, o BuildOptions) (done bool, err error) {
	var parts []snapshot.Part
	for _, path := range paths {
		lines, err := dataset.OpenLines(path, partBytes)
		if lines == nil || err != nil {
			return false, err
		}
		defer lines.Close()
		for part := range lines.Parts() {
			parts = append(parts, func(ctx context.Context, to *snapshot.Intake) error {
				in := intake{to: to}
				return lines.ReadPart(ctx, part, in.take)
			})
		}
	}
	err = snapshot.BuildParts(ctx, file, parts, o.snapshot())
	if errors.Is(err, dataset.ErrMistake) || errors.Is(err, snapshot.ErrValue) {
		return false, nil
	}
	return err == nil, err
}

// An intake takes statements into a snapshot.
type intake struct {
	to    *snapshot.Intake
	quads []snapshot.Terms
}

func (in *intake) take(statements [][4]nquads.Term) error {
	for len(in.quads) < len(statements) {
		in.quads = append(in.quads, snapshot.Terms{})
	}
	quads := in.quads[:len(statements)]
	for i := range statements {
		for d := range statements[i] {
			t, read := &quads[i][d], &statements[i][d]
			t.Kind, t.Text, t.Tag = kinds[read.Kind], read.Text, read.Tag
		}
		if quads[i][3].Kind == 0 {
			quads[i][3] = unlabelledTerm
		}
	}
	if err := in.to.Add(quads); err != nil {
		return err
	}
	for i := range statements {
		for d := range statements[i] {
			if quads[i][d].New && !statements[i][d].Valid() {
				return dataset.ErrMistake
			}
		}
	}
	return nil
}

// kinds are the kinds of terms in a snapshot, by those in a file.
var kinds = [...]snapshot.Kind{
	nquads.IRI:   snapshot.KindIRI,
	nquads.Blank: snapshot.KindBlank,
	nquads.Plain: snapshot.KindString,
	nquads.Lang:  snapshot.KindLang,
	nquads.Typed: snapshot.KindTyped,
}

// unlabelledTerm is the label of statements that have none.
var unlabelledTerm = snapshot.Term{Kind: snapshot.KindIRI, Text: []byte(unlabelled)}
