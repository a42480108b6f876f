package nquads

import (
	"bytes"
	"fmt"
	"io"
	"math/rand/v2"
	"testing"

	"github.com/cayleygraph/quad"
	peer "github.com/cayleygraph/quad/nquads"
)

// chronicle generates n quads in the shape of our own data: events with type,
// names in two scripts, dates and actors, each said by a passage of a source.
// About 170 bytes a quad; the same n gives the same quads.
func chronicle(n int) []quad.Quad {
	const base = "https://annals.example/soviet-mongolian/"
	term := func(name string) quad.IRI { return quad.IRI("https://annals.example/vocabulary#" + name) }
	random := rand.New(rand.NewPCG(1936, 3))
	quads := make([]quad.Quad, 0, n)
	for event := 0; len(quads) < n; event++ {
		subject := quad.IRI(fmt.Sprintf("%sevent/meeting-%d", base, event))
		source := quad.IRI(fmt.Sprintf("%ssource/archive-%d#p-%d", base, random.IntN(300), random.IntN(20)))
		day := fmt.Sprintf("19%02d-%02d-%02d", random.IntN(100), 1+random.IntN(12), 1+random.IntN(28))
		say := func(predicate string, object quad.Value) {
			quads = append(quads, quad.Quad{Subject: subject, Predicate: term(predicate), Object: object, Label: source})
		}
		say("type", term("Event"))
		say("name", quad.LangString{Value: quad.String(fmt.Sprintf("Meeting number %d of the delegations", event)), Lang: "en"})
		say("name", quad.LangString{Value: quad.String(fmt.Sprintf("Төлөөлөгчдийн %d дугаар уулзалт", event)), Lang: "mn-Cyrl"})
		say("date", quad.TypedString{Value: quad.String(day), Type: "http://id.loc.gov/datatypes/edtf/EDTF"})
		say("place", quad.IRI(fmt.Sprintf("%splace/%d", base, random.IntN(500))))
		for range 2 + random.IntN(4) {
			say("participant", quad.IRI(fmt.Sprintf("%sperson/%d", base, int(random.ExpFloat64()*500))))
		}
		say("note", quad.String(fmt.Sprintf("Minutes, file %d: \"as agreed\",\nsigned twice.", event)))
	}
	return quads[:n]
}

func written(tb testing.TB, quads []quad.Quad) []byte {
	tb.Helper()
	var buf bytes.Buffer
	w := NewWriter(&buf)
	for _, q := range quads {
		if err := w.Write(q); err != nil {
			tb.Fatal(err)
		}
	}
	if err := w.Flush(); err != nil {
		tb.Fatal(err)
	}
	return buf.Bytes()
}

const benchQuads = 200_000

func BenchmarkRead(b *testing.B) {
	data := written(b, chronicle(benchQuads))
	b.SetBytes(int64(len(data)))
	b.ReportAllocs()
	for b.Loop() {
		r := NewReader(bytes.NewReader(data), "chronicle.nq", Options{})
		if n := drain(b, func() error { _, err := r.Read(); return err }); n != benchQuads {
			b.Fatalf("read %d quads of %d", n, benchQuads)
		}
	}
	reportQuads(b)
}

// BenchmarkReadPeer is quad/nquads on the same data: it does less checking and
// gives no places.
func BenchmarkReadPeer(b *testing.B) {
	data := written(b, chronicle(benchQuads))
	b.SetBytes(int64(len(data)))
	b.ReportAllocs()
	for b.Loop() {
		r := peer.NewReader(bytes.NewReader(data), false)
		if n := drain(b, func() error { _, err := r.ReadQuad(); return err }); n != benchQuads {
			b.Fatalf("read %d quads of %d", n, benchQuads)
		}
	}
	reportQuads(b)
}

func BenchmarkWrite(b *testing.B) {
	quads := chronicle(benchQuads)
	b.SetBytes(int64(len(written(b, quads))))
	b.ReportAllocs()
	for b.Loop() {
		w := NewWriter(io.Discard)
		for _, q := range quads {
			if err := w.Write(q); err != nil {
				b.Fatal(err)
			}
		}
		if err := w.Flush(); err != nil {
			b.Fatal(err)
		}
	}
	reportQuads(b)
}

func BenchmarkWritePeer(b *testing.B) {
	quads := chronicle(benchQuads)
	b.SetBytes(int64(len(written(b, quads))))
	b.ReportAllocs()
	for b.Loop() {
		w := peer.NewWriter(io.Discard)
		if _, err := w.WriteQuads(quads); err != nil {
			b.Fatal(err)
		}
		if err := w.Close(); err != nil {
			b.Fatal(err)
		}
	}
	reportQuads(b)
}

func drain(b *testing.B, read func() error) (n int) {
	for {
		err := read()
		if err == io.EOF {
			return n
		}
		if err != nil {
			b.Fatal(err)
		}
		n++
	}
}

func reportQuads(b *testing.B) {
	b.ReportMetric(float64(benchQuads)*float64(b.N)/b.Elapsed().Seconds(), "quads/s")
}
