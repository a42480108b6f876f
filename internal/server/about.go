package server

import (
	"context"
	"encoding/json"
	"io"
	"net/http"
	"strconv"

	"github.com/cayleygraph/quad"

	"annals.example/graph"
)

// An about is what the dataset is, for a program that wants to cite or copy it.
type about struct {
	Title      string    `json:"title"`
	Scope      string    `json:"scope,omitempty"`
	Base       string    `json:"base,omitempty"`
	Edition    string    `json:"edition"` // SHA-256 of the compiled dataset
	Licence    string    `json:"licence,omitempty"`
	Statements int       `json:"statements"`
	Sources    int       `json:"sources"`
	Types      []ofAType `json:"types"`
	Formats    []string  `json:"formats"` // of a thing, as media types
	Dumps      []string  `json:"dumps"`
	Vocabulary string    `json:"vocabulary"`
	VoID       string    `json:"void"`
}

// ofAType is how many things of a type there are.
type ofAType struct {
	Type  string `json:"type"`
	Label string `json:"label"`
	Count int    `json:"count"`
}

// about says what the dataset is, as a page, and for programs with whole addresses.
func (s *Server) about(w http.ResponseWriter, r *http.Request) {
	origin := s.origin(r)
	s.document(w, r, answerFormats, origin, func(ctx context.Context, e *edition, b io.Writer, f format) error {
		if f.name == "html" {
			return e.pages.About(ctx, b, e.alternates(answerFormats, e.space.Prefix+"/about", ""))
		}
		told, err := e.about(ctx, origin)
		if err != nil {
			return err
		}
		if f.name == "csv" {
			return rendered(b, told.table(), f)
		}
		text := json.NewEncoder(b)
		text.SetEscapeHTML(false)
		text.SetIndent("", "  ")
		return text.Encode(told)
	})
}

func (e *edition) about(ctx context.Context, origin string) (*about, error) {
	c := e.data.Collection()
	told := &about{Title: c.Title, Scope: c.Scope, Base: e.data.Base(), Edition: e.data.Edition(), Types: []ofAType{},
		Formats: thingFormats.mediaTypes(), Dumps: []string{origin + "/dump.nq.gz", origin + "/dump.trig.gz"},
		Vocabulary: origin + "/vocabulary", VoID: origin + voidPath}
	switch licence := c.Licence.(type) {
	case nil:
	case quad.IRI:
		told.Licence = string(licence)
	default:
		told.Licence = quad.ToString(licence)
	}
	sources, err := e.data.Sources(ctx)
	if err != nil {
		return nil, err
	}
	for _, source := range sources {
		told.Sources++
		told.Statements += source.Claims
	}
	types, err := e.data.Types(ctx)
	for _, t := range types {
		told.Types = append(told.Types, ofAType{t.Type, t.Label, t.Count})
	}
	return told, err
}

// table is the same with a row for each thing that is told.
func (a *about) table() *graph.Answer {
	answer := &graph.Answer{Columns: []graph.Column{{Name: "name", Kind: "text"}, {Name: "value", Kind: "text"}}}
	tell := func(name string, values ...string) {
		for _, v := range values {
			if v == "" {
				continue // nobody says
			}
			answer.Rows = append(answer.Rows, []graph.Cell{graph.Text{Text: name}, graph.Text{Text: v}})
		}
	}
	tell("title", a.Title)
	tell("scope", a.Scope)
	tell("base", a.Base)
	tell("edition", a.Edition)
	tell("licence", a.Licence)
	tell("statements", strconv.Itoa(a.Statements))
	tell("sources", strconv.Itoa(a.Sources))
	for _, t := range a.Types {
		tell("type "+t.Type, strconv.Itoa(t.Count))
	}
	tell("format", a.Formats...)
	tell("dump", a.Dumps...)
	tell("vocabulary", a.Vocabulary)
	tell("void", a.VoID)
	return answer
}
