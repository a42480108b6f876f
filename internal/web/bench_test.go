package web_test

import (
	"io"
	"net/url"
	"testing"

	"github.com/cayleygraph/quad"

	"annals.example/graph"
	"annals.example/internal/address"
	"annals.example/internal/web"
)

func BenchmarkPages(b *testing.B) {
	d, err := graph.Open(b.Context(), "")
	if err != nil {
		b.Fatal(err)
	}
	defer d.Close()
	strange, err := graph.OpenQuads(strangers("http://e.org/"), "strangers")
	if err != nil {
		b.Fatal(err)
	}
	defer strange.Close()
	p := web.New(web.Options{Dataset: d, Space: address.Space{Base: d.Base(), Vocabulary: graph.VocabularyIRI}})
	others := web.New(web.Options{Dataset: strange, Space: address.Space{Vocabulary: graph.VocabularyIRI}})
	signed, err := graph.QuestionNamed("who-signed")
	if err != nil {
		b.Fatal(err)
	}
	for name, write := range map[string]func() error{
		"home":   func() error { return p.Home(b.Context(), io.Discard) },
		"person": func() error { return p.Thing(b.Context(), io.Discard, quad.IRI(d.Base()+"person/genden"), nil) },
		"agreement": func() error {
			return p.Thing(b.Context(), io.Discard, quad.IRI(d.Base()+"agreement/1936-protocol"), nil)
		},
		"source": func() error {
			return p.Thing(b.Context(), io.Discard, quad.IRI(d.Base()+"source/bold-limited-war"), nil)
		},
		"catalogue": func() error { return p.Thing(b.Context(), io.Discard, quad.IRI(d.Base()+"source/catalogue"), nil) },
		"sources":   func() error { return p.List(b.Context(), io.Discard, "source", 1, nil) },
		"answer": func() error {
			_, err := p.Answer(b.Context(), io.Discard, signed, url.Values{"agreement": {"agreement/1936-protocol"}})
			return err
		},
		"hub": func() error { return others.Thing(b.Context(), io.Discard, quad.IRI("http://e.org/person/hub"), nil) },
	} {
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				if err := write(); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
