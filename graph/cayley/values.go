package cayley

import (
	"math"
	"strconv"
	"strings"

	"github.com/cayleygraph/quad"

	"annals.example/graph/snapshot"
)

const (
	xsd        = "http://www.w3.org/2001/XMLSchema#"
	xsdInteger = quad.IRI(xsd + "integer")
	xsdBoolean = quad.IRI(xsd + "boolean")
)

// native gives integers and booleans the types that Cayley compares by itself
// and writes as such in JSON. It does so only where the text can be had back
// exactly, so "01" stays as it is written.
func native(v quad.Value) quad.Value {
	t, ok := v.(quad.TypedString)
	if !ok {
		return v
	}
	switch t.Type {
	case xsdInteger:
		n, err := strconv.ParseInt(string(t.Value), 10, 64)
		if err == nil && strconv.FormatInt(n, 10) == string(t.Value) {
			return quad.Int(n)
		}
	case xsdBoolean:
		if t.Value == "true" || t.Value == "false" {
			return quad.Bool(t.Value == "true")
		}
	}
	return v
}

// exact gives the literal of a native value, and other values as they are.
func exact(v quad.Value) quad.Value {
	switch v := v.(type) {
	case quad.Int:
		return quad.TypedString{Value: quad.String(strconv.FormatInt(int64(v), 10)), Type: xsdInteger}
	case quad.Bool:
		return quad.TypedString{Value: quad.String(strconv.FormatBool(bool(v))), Type: xsdBoolean}
	case quad.Float:
		return quad.TypedString{Value: quad.String(floatText(float64(v))), Type: xsd + "double"}
	case quad.TypedStringer: // times
		return full(v.TypedString())
	}
	return v
}

// floatText writes a number as XML Schema does: the shortest text.
func floatText(f float64) string {
	switch {
	case math.IsInf(f, 1):
		return "INF"
	case math.IsInf(f, -1):
		return "-INF"
	}
	return strconv.FormatFloat(f, 'g', -1, 64)
}

// full writes out the prefix that Cayley writes before the datatypes of XML
// Schema.
func full(t quad.TypedString) quad.TypedString {
	if name, ok := strings.CutPrefix(string(t.Type), "xsd:"); ok {
		t.Type = xsd + quad.IRI(name)
	}
	return t
}

// find gives the id of a value that is in the file, else 0.
func (s *quadStore) find(v quad.Value) snapshot.ID {
	v = exact(v)
	id := s.snap.ID(v)
	if t, ok := v.(quad.TypedString); ok && id == 0 {
		id = s.snap.ID(full(t))
	}
	return id
}
