// Package web writes the pages: what a dataset claims about a thing and who says so,
// the named questions with their answers, the sources with what they say, the words of
// the vocabulary. The pages are whole without scripts.
//
// Everything that stands in a dataset may come from a stranger, and is text here, never
// markup: addresses become links only where they are safe to follow, long texts and long
// lists are cut where they say so.
//
// Requests, headers, negotiation and the data behind the links to formats are left to
// internal/server; what is claimed, and how it is ordered, to graph; where a thing
// stands, to internal/address.
package web
