package snapshot

import (
	"bytes"
	"math/rand/v2"
	"slices"
	"testing"
)

// A reader that reads on in blocks gives what each term alone does, whatever is
// asked after what.
func TestTermReaderGivesEveryTerm(t *testing.T) {
	s, err := OpenBytes(mustBytes(t, randomQuads(3000, 41)))
	if err != nil {
		t.Fatal(err)
	}
	up := make([]ID, s.Terms()+2)
	for i := range up {
		up[i] = ID(i)
	}
	down := slices.Clone(up)
	slices.Reverse(down)
	random, some := rand.New(rand.NewPCG(4, 1)), rand.New(rand.NewPCG(4, 2))
	mixed := slices.Clone(up)
	random.Shuffle(len(mixed), func(i, j int) { mixed[i], mixed[j] = mixed[j], mixed[i] })
	leaps := slices.DeleteFunc(slices.Clone(up), func(ID) bool { return some.IntN(4) > 0 })
	r := s.TermReader()
	for _, ids := range [][]ID{up, down, mixed, leaps, {1, 1, 2, 2, NoLabel, 3}} {
		for _, id := range ids {
			var read Term
			read.Kind, read.Text, read.Tag = r.Read(id)
			if got, want := read.value(), s.Term(id); got != want {
				t.Fatalf("term %d: %#v, want %#v", id, got, want)
			}
		}
	}
	if err := s.Err(); err != nil {
		t.Error(err)
	}
	if n := testing.AllocsPerRun(10, func() {
		for _, id := range mixed {
			r.Read(id)
		}
	}); n != 0 {
		t.Errorf("%v allocations", n)
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	if kind, text, tag := r.Read(up[3]); kind != 0 || text != nil || tag != nil {
		t.Errorf("closed, it reads %d %q %q", kind, text, tag)
	}
}

// A block is read by its lengths, which may be anything in a damaged file: what is
// read is within it, and what cannot be read is said.
func TestDamagedBlocksAreReadWithinThem(t *testing.T) {
	good := mustBytes(t, randomQuads(60, 42))
	whole, err := OpenBytes(good)
	if err != nil {
		t.Fatal(err)
	}
	e := whole.head.sections[0] // the terms
	said := 0
	for at := e.offset; at < e.offset+e.length; at++ {
		for _, to := range []byte{0, 0x7F, 0x80, 0xFF} {
			bad := bytes.Clone(good)
			bad[at] = to
			s, err := OpenBytes(sealed(bad))
			if err != nil {
				t.Fatal(err)
			}
			r := s.TermReader()
			for id := range ID(s.Terms()) {
				r.Read(id + 1)
				s.AppendText(nil, id+1)
			}
			if s.Err() != nil {
				said++
			}
		}
	}
	if said == 0 {
		t.Error("no damage was met")
	}
}
