package snapshot

import (
	"bytes"
	"errors"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"github.com/cayleygraph/quad"
)

// readAll asks an open file everything there is to ask. It must come to an end
// without a fault, whatever the file holds.
func readAll(s *Snapshot) (quads int) {
	for row := range Row(min(s.Len(), 300)) {
		quads += readRow(s, row)
	}
	for id := range ID(min(s.Terms(), 500)) + 2 {
		readTerm(s, id)
	}
	for _, v := range []quad.Value{quad.IRI("nobody"), quad.String(""), quad.TypedString{Value: "1936", Type: datatypes[codeEDTF]}} {
		s.ID(v)
	}
	for id := range min(s.IDs(KindIRI).Hi, 500) {
		s.Predicate(id)
	}
	for range s.Labels() {
		quads++
	}
	return quads
}

// readRow asks for what agrees with a quad in each choice of its parts.
func readRow(s *Snapshot, row Row) (quads int) {
	q := s.At(row)
	s.Quad(row)
	for mask := range 16 {
		p := q
		for d, id := range []*ID{&p.S, &p.P, &p.O, &p.G} {
			if mask>>d&1 == 0 {
				*id = 0
			}
		}
		rows := s.Range(p)
		c := rows.Cursor()
		for range 20 {
			if !c.Next() {
				break
			}
			quads++
			c.Quad()
			c.Subject()
			c.Object()
		}
		rows.Contains(row)
		s.RangeIn(p, IDs{q.O, q.O + 5}).Max()
	}
	return quads
}

func readTerm(s *Snapshot, id ID) {
	v := s.Term(id)
	s.AppendText(nil, id)
	s.ID(v)
	for c := Less; v != nil && c <= GreaterOrEqual; c++ {
		s.Compared(c, v)
	}
}

// TestEveryFlippedByteIsFound turns each byte of a small file, and wants Open or
// Verify to say so. What opens must be readable without a fault.
func TestEveryFlippedByteIsFound(t *testing.T) {
	good := mustBytes(t, randomQuads(25, 31))
	for at := range good {
		bad := bytes.Clone(good)
		bad[at] ^= byte(1 + at%255)
		s, err := OpenBytes(bad)
		if err == nil {
			readAll(s)
			if met := s.Err(); met != nil && !errors.Is(met, ErrDamaged) {
				t.Errorf("byte %d: reading gives %v", at, met)
			}
			err = s.Verify(t.Context(), nil)
		}
		if !errors.Is(err, ErrDamaged) && !(at < 8 && errors.Is(err, ErrNotSnapshot)) && !(at >= 8 && at < 12 && errors.Is(err, ErrVersion)) {
			t.Fatalf("byte %d of %d: %v", at, len(good), err)
		}
	}
}

// sealed gives a file new checksums, as somebody would who means harm.
func sealed(file []byte) []byte {
	h, err := readHeader(file, uint64(len(file)))
	if err != nil && !errors.Is(err, ErrDamaged) {
		return file
	}
	for i := range h.sections {
		e := &h.sections[i]
		if size := uint64(len(file)); e.offset <= size && e.length <= size-e.offset {
			w := newSectionWriter(&memoryFile{}, 0)
			w.write(file[e.offset : e.offset+e.length])
			sum, _ := w.close()
			e.sum = sum.sum
		}
	}
	copy(file, h.encode())
	return file
}

// TestHarmIsFoundBehindRightChecksums turns a bit of each byte of the content
// and gives it right checksums: then only what a file must be can tell.
func TestHarmIsFoundBehindRightChecksums(t *testing.T) {
	good := mustBytes(t, randomQuads(25, 32))
	for at := headerSize; at < len(good); at++ {
		bad := bytes.Clone(good)
		bad[at] ^= 1 << (at % 8)
		s, err := OpenBytes(sealed(bad))
		if err != nil {
			t.Fatalf("byte %d: %v", at, err)
		}
		readAll(s)
		if err := s.Verify(t.Context(), nil); !errors.Is(err, ErrDamaged) {
			t.Errorf("byte %d of %d: %v", at, len(good), err)
		}
	}
}

// TestEveryCutIsFound cuts a small file short at every byte, and a larger one
// at the borders of its sections, on disk.
func TestEveryCutIsFound(t *testing.T) {
	good := mustBytes(t, randomQuads(25, 33))
	for n := range len(good) {
		if _, err := OpenBytes(good[:n]); !errors.Is(err, ErrDamaged) && !(n < 8 && errors.Is(err, ErrNotSnapshot)) {
			t.Fatalf("%d bytes of %d: %v", n, len(good), err)
		}
	}
	if _, err := OpenBytes(append(bytes.Clone(good), 0)); !errors.Is(err, ErrDamaged) {
		t.Errorf("one byte more: %v", err)
	}
	path := filepath.Join(t.TempDir(), "x.annals")
	if err := Build(t.Context(), path, seq(slices.Collect(events(3000, 1))), Options{}); err != nil {
		t.Fatal(err)
	}
	s, err := Open(path)
	if err != nil {
		t.Fatal(err)
	}
	head := s.head
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	for i := sections - 1; i >= 0; i-- {
		if err := os.Truncate(path, int64(head.sections[i].offset)); err != nil {
			t.Fatal(err)
		}
		if _, err := Open(path); !errors.Is(err, ErrDamaged) {
			t.Errorf("cut before section %q: %v", sectionNames[i], err)
		}
	}
}

func TestOtherFiles(t *testing.T) {
	dir := t.TempDir()
	for name, text := range map[string]string{"empty": "", "short": "ANN", "text": "<a> <b> <c> .\n", "long": string(make([]byte, 5000))} {
		path := filepath.Join(dir, name)
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		if _, err := Open(path); !errors.Is(err, ErrNotSnapshot) {
			t.Errorf("%s: %v", name, err)
		}
	}
	if _, err := Open(dir); !errors.Is(err, ErrNotSnapshot) {
		t.Errorf("a directory: %v", err)
	}
	if _, err := Open(filepath.Join(dir, "none")); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("no file: %v", err)
	}
	newer := mustBytes(t, nil)
	newer[8] = version + 1
	if _, err := OpenBytes(newer); !errors.Is(err, ErrVersion) {
		t.Errorf("the next version: %v", err)
	}
}

// TestAnyAlignment opens the same bytes at 64 addresses: what is embedded in a
// program stands anywhere.
func TestAnyAlignment(t *testing.T) {
	quads := randomQuads(200, 34)
	file := mustBytes(t, quads)
	room := make([]byte, len(file)+64)
	for shift := range 64 {
		copy(room[shift:], file)
		s, err := OpenBytes(room[shift:][:len(file)])
		if err != nil {
			t.Fatal(err)
		}
		if err := s.Verify(t.Context(), nil); err != nil {
			t.Fatal(err)
		}
	}
}

// FuzzOpen opens what looks like a file, with right checksums and without.
func FuzzOpen(f *testing.F) {
	for seed, n := range []int{0, 1, 10, 60} {
		file, err := Bytes(f.Context(), slices.Values(randomQuads(n, uint64(seed))))
		if err != nil {
			f.Fatal(err)
		}
		r := rand.New(rand.NewPCG(1, uint64(seed)))
		f.Add(file, uint32(r.IntN(len(file))), byte(1), true)
		f.Add(file, uint32(0), byte(0), false)
	}
	f.Fuzz(func(t *testing.T, file []byte, at uint32, change byte, seal bool) {
		if int(at) < len(file) {
			file[at] ^= change
		}
		if seal && len(file) >= headerSize {
			file = sealed(file)
		}
		s, err := OpenBytes(file)
		if err != nil {
			return
		}
		readAll(s)
		if s.Err() != nil || s.Verify(t.Context(), nil) != nil {
			return
		}
		n := 0
		for q := range s.Range(Quad{}).Quads() {
			n++
			if p, ok := s.Find(q); !ok || s.Range(p).Len() == 0 {
				t.Errorf("Verify says yes, and %v is not found", q)
			}
		}
		if n != s.Len() {
			t.Errorf("Verify says yes, and of %d quads there are %d", s.Len(), n)
		}
	})
}
