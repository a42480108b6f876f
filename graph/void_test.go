package graph

import (
	"context"
	"errors"
	"io"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/cayleygraph/quad"

	"annals.example/internal/rdfio/rdfiotest"
)

// The counts of the description are those that one gets by counting an export.
func TestVoIDCountsAreTrue(t *testing.T) {
	for name, d := range map[string]*Dataset{"embedded": embedded(t), "emperors": open(t, emperors), "many": open(t, many())} {
		quads, err := d.VoID(t.Context(), VoIDOptions{Dataset: "http://e.org/dataset"})
		if err != nil {
			t.Fatal(err)
		}
		c := counted(d, read(t, NQuads, exported(t, d, NQuads, "")))
		said := func(of quad.Value, property string) int {
			for _, q := range quads {
				if q.Subject == of && q.Predicate == quad.IRI(voidSpace+property) {
					n, err := strconv.Atoi(valueText(q.Object))
					if err != nil {
						t.Error(err)
					}
					return n
				}
			}
			return -1
		}
		for property, want := range map[string]int{"triples": len(c.triples), "entities": len(c.entities), "distinctSubjects": len(c.subjects),
			"distinctObjects": len(c.objects), "properties": len(c.properties), "classes": len(c.classes)} {
			if got := said(quad.IRI("http://e.org/dataset"), property); got != want {
				t.Errorf("%s: %d %s, counted %d", name, got, property, want)
			}
		}
		parts := 0
		for _, q := range quads {
			switch q.Predicate {
			case quad.IRI(voidSpace + "class"):
				parts++
				if got := said(q.Subject, "entities"); got != len(c.classes[q.Object]) {
					t.Errorf("%s: %d of class %v, counted %d", name, got, q.Object, len(c.classes[q.Object]))
				}
			case quad.IRI(voidSpace + "property"):
				parts++
				if got := said(q.Subject, "triples"); got != c.properties[q.Object] {
					t.Errorf("%s: %d with %v, counted %d", name, got, q.Object, c.properties[q.Object])
				}
			}
		}
		if want := min(mostParts, len(c.classes)) + min(mostParts, len(c.properties)); parts != want {
			t.Errorf("%s: %d parts, want %d", name, parts, want)
		}
	}
}

// A voidCount is what is counted in quads, one by one.
type voidCount struct {
	triples                     map[quad.Quad]bool
	entities, subjects, objects map[quad.Value]bool
	properties                  map[quad.Value]int                 // of triples
	classes                     map[quad.Value]map[quad.Value]bool // of their things
}

func counted(d *Dataset, quads []quad.Quad) voidCount {
	c := voidCount{
		triples: map[quad.Quad]bool{}, entities: map[quad.Value]bool{}, subjects: map[quad.Value]bool{}, objects: map[quad.Value]bool{},
		properties: map[quad.Value]int{}, classes: map[quad.Value]map[quad.Value]bool{},
	}
	for _, q := range rdfiotest.Triples(quads) {
		if !c.triples[q] {
			c.properties[q.Predicate]++
		}
		c.triples[q], c.subjects[q.Subject], c.objects[q.Object] = true, true, true
		if iri, ok := q.Subject.(quad.IRI); ok && (d.base == "" || strings.HasPrefix(string(iri), d.base) && !strings.Contains(string(iri), "#")) {
			c.entities[iri] = true
		}
		if q.Predicate == rdfType {
			if c.classes[q.Object] == nil {
				c.classes[q.Object] = map[quad.Value]bool{}
			}
			c.classes[q.Object][q.Subject] = true
		}
	}
	return c
}

// What is published says whose it is, under which licence and where the whole is.
func TestVoIDOfTheEmbeddedDataset(t *testing.T) {
	d := embedded(t)
	quads, err := d.VoID(t.Context(), VoIDOptions{
		Document: quad.IRI(d.Base() + ".well-known/void"),
		Homepage: quad.IRI(d.Base()),
		Dumps:    []quad.IRI{quad.IRI(d.Base() + "dump.nq.gz"), quad.IRI(d.Base() + "dump.trig.gz")},
		Lookup:   quad.IRI(d.Base() + "entity?iri="),
		Modified: time.Date(2026, 3, 1, 12, 0, 0, 0, time.FixedZone("", 3600)),
	})
	if err != nil {
		t.Fatal(err)
	}
	holdFormats(t, quads, func(w io.Writer, format string) error { return d.WriteQuads(t.Context(), w, format, quads) },
		"\n<https://annals.example/soviet-mongolian/>\n",
		"    dcterms:title \"Soviet-Mongolian military cooperation, 1911-1946\"@en",
		"    dcterms:license <https://creativecommons.org/publicdomain/zero/1.0/> ",
		"    dcterms:identifier \"sha256:"+d.Edition()+"\"",
		"    dcterms:modified \"2026-03-01T11:00:00Z\"^^xsd:dateTime",
		"    void:dataDump <https://annals.example/soviet-mongolian/dump.nq.gz> ,\n",
		"    void:exampleResource agreement:1936-protocol ",
		"<https://annals.example/vocabulary> ",
		"    foaf:primaryTopic <https://annals.example/soviet-mongolian/> .\n",
	)
}

// The claims are counted once: whoever describes a dataset again need not wait.
func TestVoIDCountsOnce(t *testing.T) {
	d := embedded(t)
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := d.VoID(ctx, VoIDOptions{}); !errors.Is(err, context.Canceled) {
		t.Errorf("it counts for nobody: %v", err)
	}
	first, err := d.VoID(t.Context(), VoIDOptions{})
	if err != nil {
		t.Fatal(err)
	}
	again, err := d.VoID(ctx, VoIDOptions{})
	if err != nil {
		t.Fatalf("it counts again: %v", err)
	}
	rdfiotest.Same(t, first, again)
}
