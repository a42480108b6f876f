package graph

import (
	"context"
	"iter"
	"strings"

	"github.com/cayleygraph/quad"
)

// A Claim is one statement and who makes it.
type Claim struct {
	Subject  quad.Value
	Property quad.Value
	Value    quad.Value
	Source   quad.Value // the passage, or the source where there is no finer place
}

// Claims gives the claims that agree with the pattern in every field that is not
// nil, in no order of meaning.
func (d *Dataset) Claims(ctx context.Context, pattern Claim) iter.Seq2[Claim, error] {
	return func(yield func(Claim, error) bool) {
		for q, err := range d.store.Quads(ctx, quad.Quad{Subject: pattern.Subject, Predicate: pattern.Property,
			Object: pattern.Value, Label: pattern.Source}) {
			if !yield(Claim{q.Subject, q.Predicate, q.Object, q.Label}, err) {
				return
			}
		}
	}
}

// all gives the claims that agree with the pattern. It is for what the store
// holds in memory, where a look-up cannot fail or wait; in the course of an answer it
// ends with that.
func (d *Dataset) all(pattern Claim) []Claim {
	var found []Claim
	for c, err := range d.Claims(d.context(), pattern) {
		if err == nil {
			found = append(found, c)
		}
	}
	return found
}

// one gives the value of the first claim that agrees with the pattern, or nil.
func (d *Dataset) one(subject quad.Value, property quad.IRI) quad.Value {
	for c, err := range d.Claims(d.context(), Claim{Subject: subject, Property: property}) {
		if err == nil {
			return c.Value
		}
	}
	return nil
}

// exists tells whether anything is said of a value, by it, or with it.
func (d *Dataset) exists(v quad.Value) bool {
	for _, pattern := range []Claim{{Subject: v}, {Value: v}, {Source: v}} {
		for _, err := range d.Claims(context.Background(), pattern) {
			return err == nil
		}
	}
	return false
}

// SourceOf gives the source that a passage is a part of: its address without
// what follows the #. A source is its own.
func SourceOf(passage quad.Value) quad.Value {
	if iri, ok := passage.(quad.IRI); ok {
		source, _, _ := strings.Cut(string(iri), "#")
		return quad.IRI(source)
	}
	return passage
}

// ID gives an address as people type it: agreement/1936-protocol, without the
// dataset's base.
func (d *Dataset) ID(v quad.Value) string {
	text := valueText(v)
	if d.base != "" {
		text = strings.TrimPrefix(text, d.base)
	}
	return text
}
