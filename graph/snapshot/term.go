package snapshot

import (
	"bytes"
	"fmt"
	"hash/maphash"
	"math/bits"
	"unsafe"

	"github.com/cayleygraph/quad"
)

// A Term is a value as a reader finds it in a line, before anything is made of
// it: its bytes are looked at during a call only, so that the reader may use
// them again. The zero Term is none.
type Term struct {
	Kind Kind   // KindTyped for all literals with a datatype, also dates and numbers
	Text []byte // of a blank node the label, without "_:"
	Tag  []byte // of KindLang the language, of KindTyped the IRI of the datatype
	New  bool   // whether Intake.Add met it for the first time
}

// Terms are those of one quad: subject, predicate, object and label, which may
// be none.
type Terms [directions]Term

// termOf gives a value as a term, which uses the bytes of the value.
func termOf(v quad.Value) (Term, error) {
	switch v := v.(type) {
	case quad.IRI:
		return Term{Kind: KindIRI, Text: bytesOf(string(v))}, nil
	case quad.BNode:
		return Term{Kind: KindBlank, Text: bytesOf(string(v))}, nil
	case quad.String:
		return Term{Kind: KindString, Text: bytesOf(string(v))}, nil
	case quad.LangString:
		return Term{Kind: KindLang, Text: bytesOf(string(v.Value)), Tag: bytesOf(v.Lang)}, nil
	case quad.TypedString:
		return Term{Kind: KindTyped, Text: bytesOf(string(v.Value)), Tag: bytesOf(string(v.Type))}, nil
	case nil:
		return Term{}, nil
	}
	return Term{}, fmt.Errorf("%w: %T does not keep its text: use quad.TypedString", ErrValue, v)
}

// value gives the value of a term, with bytes of its own; nil of none. It is the way
// back from termOf.
func (t *Term) value() quad.Value {
	switch t.Kind {
	case KindIRI:
		return quad.IRI(t.Text)
	case KindBlank:
		return quad.BNode(t.Text)
	case KindString:
		return quad.String(t.Text)
	case KindLang:
		return quad.LangString{Value: quad.String(t.Text), Lang: string(t.Tag)}
	case KindTyped:
		return quad.TypedString{Value: quad.String(t.Text), Type: quad.IRI(t.Tag)}
	}
	return nil
}

// bytesOf gives the bytes of a text without copying them: they are only read.
func bytesOf(text string) []byte { return unsafe.Slice(unsafe.StringData(text), len(text)) }

// textOf gives bytes as a text without copying them: it is used only as long as
// they stay.
func textOf(b []byte) string { return unsafe.String(unsafe.SliceData(b), len(b)) }

func (t *Term) equal(other *Term) bool {
	return t.Kind == other.Kind && bytes.Equal(t.Text, other.Text) && bytes.Equal(t.Tag, other.Tag)
}

// hash is good within this build only, so that nobody can make terms of which
// he knows that they collide. It leaves no trace in the file, for which termHash is.
// It is never 0.
func (t *Term) hash(seed maphash.Seed) uint64 {
	h := maphash.Bytes(seed, t.Text)
	switch t.Kind {
	case KindBlank:
		h = ^h
	case KindString:
		h = bits.ReverseBytes64(h)
	case KindLang, KindTyped:
		h ^= bits.RotateLeft64(maphash.Bytes(seed, t.Tag), 23)
	}
	return h | 1 // the low half does not count
}

// String shows the term in an error.
func (t Term) String() string {
	text := t.Text[:min(len(t.Text), 80)]
	switch t.Kind {
	case 0:
		return "none"
	case KindIRI:
		return fmt.Sprintf("<%s>", text)
	case KindBlank:
		return fmt.Sprintf("_:%s", text)
	}
	return fmt.Sprintf("%q", text)
}

// isKeyOf reports whether a key is that of a term, without making the key.
func isKeyOf(key []byte, t *Term) bool {
	kind, rest := Kind(key[0]), key[1:]
	switch {
	case kind == t.Kind && kind <= KindString:
		return bytes.Equal(rest, t.Text)
	case kind == t.Kind:
		return isPair(rest, t.Tag, t.Text)
	case kind < KindDate || t.Kind != KindTyped:
		return false
	}
	// A date or number has no such character as a code in it.
	n := len(rest) - len(t.Text)
	return n > 0 && bytes.Equal(rest[n:], t.Text) && rest[n-1] < byte(len(datatypes)) &&
		string(datatypes[rest[n-1]]) == string(t.Tag) && len(storedOf(key)) == len(t.Text)+1
}

func isPair(rest, tag, text []byte) bool {
	zero := len(tag)
	return len(rest) == zero+1+len(text) && rest[zero] == 0 && bytes.Equal(rest[zero+1:], text) && bytes.Equal(rest[:zero], tag)
}

// wellFormed holds a quad against what RDF 1.1 allows in each place.
func (q *Terms) wellFormed() error {
	what := ""
	switch {
	case q[inS].Kind != KindIRI && q[inS].Kind != KindBlank:
		what = fmt.Sprintf("%s as subject", q[inS])
	case q[inP].Kind != KindIRI:
		what = fmt.Sprintf("%s as predicate", q[inP])
	case q[inO].Kind == 0 || q[inO].Kind > KindTyped:
		what = fmt.Sprintf("%s as object", q[inO])
	case q[inG].Kind > KindBlank:
		what = fmt.Sprintf("%s as label", q[inG])
	default:
		return nil
	}
	return fmt.Errorf("%w: %s", ErrValue, what)
}
