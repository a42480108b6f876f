package snapshot

import (
	"bytes"
	"fmt"

	"github.com/cayleygraph/quad"
)

// An ID names a term within one file: its rank among all terms, from 1. As
// part of a pattern, 0 stands for any term.
type ID uint32

// NoLabel is the G of a quad without label. It is the id of no term.
const NoLabel ID = 1<<32 - 1

// IDs are ids from Lo up to, but without, Hi.
type IDs struct{ Lo, Hi ID }

// Len is how many ids there are.
func (r IDs) Len() int { return int(max(r.Hi, r.Lo) - r.Lo) }

// Has reports whether id is one of them.
func (r IDs) Has(id ID) bool { return r.Lo <= id && id < r.Hi }

// A Kind is what sort of term an id stands for. Ids are grouped by kind, in
// this order.
type Kind uint8

// The kinds of terms, with the order of the terms within each.
const (
	KindIRI    Kind = iota + 1 // by bytes
	KindBlank                  // by bytes of the label
	KindString                 // by bytes
	KindLang                   // by language, then text
	KindTyped                  // by datatype, then text: all but valid dates and numbers
	KindDate                   // by instant: EDTF, and what XML Schema has on the time line
	KindNumber                 // by value

	kinds = int(KindNumber)
)

// A term is kept in three forms. Stored is what stands in the file: the text,
// for KindLang the language, a zero byte and the text, for KindTyped the same
// with the datatype, for dates and numbers a code for the datatype and the
// text. The key orders terms as bytes.Compare does: the kind, for dates and
// numbers the value, then stored.

// appendKey appends the key of a value. What it appends is at least one byte.
func appendKey(dst []byte, v quad.Value) ([]byte, error) {
	t, err := termOf(v)
	if err != nil {
		return dst, err
	}
	return t.appendKey(dst)
}

func (t *Term) appendKey(dst []byte) ([]byte, error) {
	switch t.Kind {
	case KindIRI, KindBlank, KindString:
		return append(append(dst, byte(t.Kind)), t.Text...), nil
	case KindLang, KindTyped:
		if c := codeOf(t.Tag); c != 0 && t.Kind == KindTyped {
			if key, ok := appendValue(dst, c, textOf(t.Text)); ok {
				return append(append(key, byte(c)), t.Text...), nil
			}
		}
		if bytes.IndexByte(t.Tag, 0) >= 0 {
			return dst, fmt.Errorf("%w: %.80q has a zero byte in its language or datatype", ErrValue, t.Tag)
		}
		dst = append(append(dst, byte(t.Kind)), t.Tag...)
		return append(append(dst, 0), t.Text...), nil
	}
	return dst, fmt.Errorf("%w: a term is missing", ErrValue)
}

// storedOf gives the part of a key that stands in the file.
func storedOf(key []byte) []byte { return key[len(valueOf(key)):] }

// valueOf gives the part of a key that says where the term stands, and for
// dates and numbers all that counts when they are compared (KindDate: with the
// last day, which only orders).
func valueOf(key []byte) []byte {
	switch Kind(key[0]) {
	case KindDate:
		return key[:instantLen(key)+8]
	case KindNumber:
		return key[:numberLen(key)]
	}
	return key[:1]
}

// decode makes a value of its stored form, or nil where there is none such.
func decode(kind Kind, stored []byte) quad.Value {
	var t Term
	t.Kind, t.Text, t.Tag = cutStored(kind, stored)
	if t.Kind == KindTyped && kind != KindTyped { // the name of its datatype is at hand
		return quad.TypedString{Value: quad.String(t.Text), Type: datatypes[stored[0]]}
	}
	return t.value()
}
