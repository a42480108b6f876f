// Package address says at which path of a server a thing of a dataset stands, and
// which thing a path means.
//
// A thing below the dataset's base has the path that its own address has there:
// agreement/1936-protocol stands at /agreement/1936-protocol, a passage as an anchor
// of its source. What has no such address, as in data of others, stands at
// /entity?iri=….
package address

import (
	"net/url"
	"slices"
	"strings"

	"github.com/cayleygraph/quad"
)

// A Space is where one dataset is served.
type Space struct {
	Base       string // before the ids of the dataset's things; "" in data of others
	Vocabulary string // before the words of the vocabulary
	Prefix     string // before every path of the server: "", or "/archive" below a sub-path
}

// reserved are the first parts of paths that mean something else than a thing.
var reserved = []string{
	".well-known", "about", "api", "ask", "assets", "entity", "graph", "map", "query", "search",
	"sources", "timeline", "ui", "vocabulary",
}

// Path gives the path at which a thing or a passage is served, with the anchor of a
// passage, ready to be written into a link.
func (s Space) Path(v quad.Value) string {
	iri, ok := v.(quad.IRI)
	if !ok {
		return s.entity(v)
	}
	text := string(iri)
	if word, ok := cut(text, s.Vocabulary); ok {
		return s.Prefix + "/vocabulary#" + escape(word)
	}
	id, ok := cut(text, s.Base)
	if !ok {
		return s.entity(v)
	}
	thing, passage, anchored := strings.Cut(id, "#")
	if !plain(thing) {
		return s.entity(v)
	}
	path := s.Prefix + "/" + escape(thing)
	if anchored {
		path += "#" + escape(passage)
	}
	return path
}

func (s Space) entity(v quad.Value) string {
	name := quad.ToString(v)
	if iri, ok := v.(quad.IRI); ok {
		name = string(iri)
	}
	return s.Prefix + "/entity?iri=" + url.QueryEscape(name)
}

// Things gives the addresses that a path, as it stands in a request without its
// prefix, may mean: with what it escapes read as text, and as it is written.
func (s Space) Things(path string) []quad.IRI {
	id := strings.TrimPrefix(path, "/")
	if s.Base == "" || !plain(id) {
		return nil
	}
	things := []quad.IRI{quad.IRI(s.Base + id)}
	if read, err := url.PathUnescape(id); err == nil && read != id {
		things = append(things, quad.IRI(s.Base+read))
	}
	return things
}

// plain says whether an id is TYPE/slug, and so a path of its own.
func plain(id string) bool {
	kind, slug, ok := strings.Cut(id, "/")
	return ok && kind != "" && slug != "" && !slices.Contains(reserved, kind) &&
		!strings.ContainsAny(id, "?#\\") && !strings.Contains(slug, "/") &&
		kind != "." && kind != ".." && slug != "." && slug != ".."
}

// escape writes an IRI's characters as a URL has them: RFC 3987, section 3.1. What is
// escaped already stays so.
func escape(text string) string {
	var b strings.Builder
	for i := range len(text) {
		switch c := text[i]; {
		case c <= ' ', c >= 0x7f, strings.IndexByte("\"<>\\^`{|}", c) >= 0:
			const digits = "0123456789ABCDEF"
			b.WriteByte('%')
			b.WriteByte(digits[c>>4])
			b.WriteByte(digits[c&15])
		default:
			b.WriteByte(c)
		}
	}
	return b.String()
}

func cut(text, prefix string) (rest string, ok bool) {
	if prefix == "" {
		return "", false
	}
	return strings.CutPrefix(text, prefix)
}
