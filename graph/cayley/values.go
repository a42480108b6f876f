package cayley

import (
	"strconv"

	"github.com/cayleygraph/cayley/graph/iterator"
	"github.com/cayleygraph/quad"
)

type graphShape = iterator.Shape

const (
	xsdInteger = quad.IRI("http://www.w3.org/2001/XMLSchema#integer")
	xsdBoolean = quad.IRI("http://www.w3.org/2001/XMLSchema#boolean")
)

// toNative gives integers and booleans the types that Gizmo compares: gt(1000)
// finds only quad.Int. It does so only where the text can be had back exactly,
// so "01" stays as it is written.
func toNative(q quad.Quad) quad.Quad {
	t, ok := q.Object.(quad.TypedString)
	if !ok {
		return q
	}
	switch t.Type {
	case xsdInteger:
		n, err := strconv.ParseInt(string(t.Value), 10, 64)
		if err == nil && strconv.FormatInt(n, 10) == string(t.Value) {
			q.Object = quad.Int(n)
		}
	case xsdBoolean:
		if t.Value == "true" || t.Value == "false" {
			q.Object = quad.Bool(t.Value == "true")
		}
	}
	return q
}

func fromNative(q quad.Quad) quad.Quad {
	q.Object = exact(q.Object)
	return q
}

// exact gives back the literal as it was written.
func exact(v quad.Value) quad.Value {
	switch v := v.(type) {
	case quad.Int:
		return quad.TypedString{Value: quad.String(strconv.FormatInt(int64(v), 10)), Type: xsdInteger}
	case quad.Bool:
		return quad.TypedString{Value: quad.String(strconv.FormatBool(bool(v))), Type: xsdBoolean}
	}
	return v
}
