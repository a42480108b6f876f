package snapshot_test

import (
	"context"
	"fmt"
	"slices"

	"github.com/cayleygraph/quad"

	"annals.example/graph/snapshot"
)

// Battles of one war, in the order in which their dates may have begun.
func Example() {
	date := func(text string) quad.Value {
		return quad.TypedString{Value: quad.String(text), Type: "http://id.loc.gov/datatypes/edtf/EDTF"}
	}
	begin, source := quad.IRI("u:begin"), quad.IRI("u:thucydides")
	b, err := snapshot.Bytes(context.Background(), slices.Values([]quad.Quad{
		{Subject: quad.IRI("u:plataea"), Predicate: begin, Object: date("-0430-03"), Label: source},
		{Subject: quad.IRI("u:pylos"), Predicate: begin, Object: date("-0424"), Label: source},
		{Subject: quad.IRI("u:potidaea"), Predicate: begin, Object: date("-0431"), Label: source},
	}))
	if err != nil {
		fmt.Println(err)
		return
	}
	s, err := snapshot.OpenBytes(b)
	if err != nil {
		fmt.Println(err)
		return
	}
	defer s.Close()
	pattern, _ := s.Find(quad.Quad{Predicate: begin})
	before, _ := s.Compared(snapshot.Less, date("-0425"))
	for q := range s.RangeIn(pattern, before).Quads() {
		fmt.Println(q.Subject, q.Object)
	}
	// Output:
	// <u:potidaea> "-0431"^^<http://id.loc.gov/datatypes/edtf/EDTF>
	// <u:plataea> "-0430-03"^^<http://id.loc.gov/datatypes/edtf/EDTF>
}
