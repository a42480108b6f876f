package turtle

import "strings"

// short appends an address as prefix:rest, or reports that it must stand in full.
func (w *Writer) short(dst []byte, iri string) ([]byte, bool) {
	cut := strings.LastIndexAny(iri, "/#") + 1
	name, ok := w.names[iri[:cut]]
	if !ok || !isSafe(iri[cut:]) {
		return dst, false
	}
	dst = append(append(dst, name...), ':')
	return append(dst, iri[cut:]...), true
}

// isSafe says whether a text can follow a prefix without any escape. The grammar
// (PN_LOCAL) allows more: characters beyond ASCII, colons, percent signs and escapes,
// and readers differ there. What is not safe stands in full.
func isSafe(local string) bool {
	for i := range len(local) {
		switch c := local[i]; {
		case 'a' <= c && c <= 'z', 'A' <= c && c <= 'Z', '0' <= c && c <= '9', c == '_':
		case c == '-' && i > 0:
		case c == '.' && i > 0 && i < len(local)-1: // at the end it would end the statement
		default:
			return false
		}
	}
	return true
}

// isName says whether a text can be the name of a prefix: a part of PN_PREFIX, without
// what readers differ in.
func isName(name string) bool {
	for i := range len(name) {
		switch c := name[i]; {
		case 'a' <= c && c <= 'z':
		case i > 0 && ('0' <= c && c <= '9' || c == '-' && i < len(name)-1):
		default:
			return false
		}
	}
	return name != ""
}
