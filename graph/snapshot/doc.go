// Package snapshot keeps one dataset in one immutable file: it builds the file
// from a stream of quads, opens it by mapping it into memory, and gives the
// quads that match a pattern, in any of its four directions, as ranges.
//
// The bytes of a file are a function of the set of quads: order, number of
// cores and memory make no difference, and blank node labels count as content.
// So the file's Hash names the edition. FORMAT.md describes the file for those
// who want to read it in another language; FIGURES.md says what 20 million
// quads take.
//
// Ids are ranks: a term's id is its place among all terms, of which dates stand
// in the order of their instants and numbers in that of their values. Whatever
// compares dates or numbers is therefore a range of ids (Compared), and a
// pattern with such a range (RangeIn) one range of an index.
//
// A file that was damaged is no danger: what it stores is checked before it is
// followed, and a reader that meets what cannot be gives less instead and
// leaves the reason in Err. Verify finds every damage, also that which would
// only give a wrong answer. A file that is cut short while it is mapped ends
// the process (SIGBUS), as with every mapped file: replace a file by rename,
// as Build does, never write into it.
//
// What a question is, how quads are read and written as text, and Cayley are
// left to others.
package snapshot
