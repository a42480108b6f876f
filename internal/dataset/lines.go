package dataset

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os"

	"annals.example/internal/rdfio"
	"annals.example/internal/rdfio/nquads"
)

// ErrMistake says that lines have a mistake. Which, and where, Stream tells: who
// reads a part does not know how many lines are before it.
var ErrMistake = errors.New("a line cannot be read")

// A LinesFile is an open file of N-Quads or N-Triples in parts that can be read side
// by side, each of whole lines.
type LinesFile struct {
	file    *os.File
	name    string
	triples bool
	bounds  []int64 // where parts begin and the last ends
}

// OpenLines opens a file of lines and cuts it into parts of about so many bytes. It
// gives nil for what is no such file: a directory, one that is zipped, another
// format, a pipe.
func OpenLines(name string, size int64) (*LinesFile, error) {
	format, zipped := formatOf(name)
	if zipped || format != "nq" && format != "nt" {
		return nil, nil
	}
	// A pipe can be opened once only.
	info, err := os.Stat(name)
	if err != nil || !info.Mode().IsRegular() {
		return nil, err
	}
	file, err := os.Open(name)
	if err != nil {
		return nil, err
	}
	l := &LinesFile{file: file, name: name, triples: format == "nt"}
	if err := l.cut(info.Size(), size); err != nil {
		return nil, errors.Join(err, file.Close())
	}
	return l, nil
}

// cut finds the ends of parts. Each byte is looked at once, however long lines are.
func (l *LinesFile) cut(end, size int64) error {
	l.bounds = []int64{0}
	for at := size; at < end; at += size {
		var err error
		if at, err = l.afterLine(at, end); err != nil {
			return err
		}
		if at < end {
			l.bounds = append(l.bounds, at)
		}
	}
	l.bounds = append(l.bounds, end)
	return nil
}

// afterLine gives the place after the first line feed at or after a place, or the end.
func (l *LinesFile) afterLine(at, end int64) (int64, error) {
	buf := make([]byte, 4<<10)
	for at < end {
		n, err := l.file.ReadAt(buf, at)
		if i := bytes.IndexByte(buf[:n], '\n'); i >= 0 {
			return at + int64(i) + 1, nil
		}
		at += int64(n)
		switch {
		case err == io.EOF:
			return end, nil
		case err != nil:
			return 0, fmt.Errorf("read %s: %w", l.name, err)
		}
	}
	return end, nil
}

// Parts is how many parts there are.
func (l *LinesFile) Parts() int { return len(l.bounds) - 1 }

// Close closes the file, of which no part may be read any more.
func (l *LinesFile) Close() error { return l.file.Close() }

// ReadPart gives the statements of a part to take, some at a time, with terms that are
// not checked yet: see nquads.Reader. It is ErrMistake if a line cannot be read. An
// error of take ends it and is returned.
func (l *LinesFile) ReadPart(ctx context.Context, part int, take func([][4]nquads.Term) error) error {
	from, to := l.bounds[part], l.bounds[part+1]
	section := io.NewSectionReader(l.file, from, to-from)
	reader := nquads.NewReader(section, l.name, nquads.Options{Triples: l.triples})
	statements := make([][4]nquads.Term, atOnce)
	for ctx.Err() == nil {
		n, err := reader.ReadTerms(statements)
		if err := take(statements[:n]); err != nil {
			return err
		}
		if err != nil {
			return l.ended(section, err)
		}
	}
	return ctx.Err()
}

// atOnce is how many statements are given at a time.
const atOnce = 64

// ended says why a part has no more statements: nil if it was read whole.
func (l *LinesFile) ended(section *io.SectionReader, err error) error {
	var mistake *rdfio.SyntaxError
	switch {
	case errors.As(err, &mistake):
		return ErrMistake
	case !errors.Is(err, io.EOF):
		return err
	}
	if at, err := section.Seek(0, io.SeekCurrent); err != nil || at < section.Size() {
		return errors.Join(err, fmt.Errorf("%s became shorter while it was read", l.name))
	}
	return nil
}
