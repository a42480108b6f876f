// Package nquads reads and writes N-Quads and N-Triples, the program's own
// exchange format, exactly as the W3C's RDF 1.1 Recommendations define them.
//
// Reading is strict and changes nothing: literals keep their text ("01" stays
// "01"), language tags their case, blank nodes their labels. The only
// rewritings are those that the Recommendations ask for: escapes are decoded,
// and a literal of type xsd:string is a plain string. Values are quad.IRI,
// quad.BNode, quad.String, quad.LangString and quad.TypedString, never the
// native types of package quad.
//
// Writing gives the canonical form, in which a quad can be written in one way
// only (see [AppendQuad]), so that equal data are equal bytes.
//
// It leaves to its callers: compression, the order and the uniqueness of
// quads, what to do with quads without a graph, and blank nodes of the same
// label in different files, which are different nodes.
package nquads

// MaxLine is the length in bytes of the longest line that is read. A longer
// one is an error of that line; it bounds the memory that a hostile file can
// make a Reader take.
const MaxLine = 64 << 20

const xsdString = "http://www.w3.org/2001/XMLSchema#string"
