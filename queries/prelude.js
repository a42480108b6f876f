// What every question shares. `args` holds what was asked, as data:
//   args.believed   the passages and sources that are believed, or null for all
//   args.vocabulary the address before every word of the vocabulary
//   and each parameter by its name: an address, a date, or nothing.

// word is the node of a word of the vocabulary.
function word(name) { return g.IRI(args.vocabulary + name) }

// thing is the node of an address.
function thing(address) { return g.IRI(address) }

var type = g.IRI("http://www.w3.org/1999/02/22-rdf-syntax-ns#type");

// believed are the passages that may speak.
var believed = g.V();
if (args.believed) {
  believed = g.V.apply(g, args.believed.length ? args.believed.map(thing) : [thing("urn:nobody")]);
}

// saidBy(path) goes on only along statements of passages that are believed.
function saidBy(path) { return path.labelContext(believed) }

// statements(path, name) gives what is said of each thing that the path leads to,
// with the tags name, property, value and passage.
function statements(path, name) {
  path.tag(name).labelContext(believed, "passage").out(g.V(), "property").tag("value").all();
}

// things(path, name) gives the things themselves, for the step "said": over a
// whole dataset that is faster.
function things(path, name) { path.tag(name).all() }

// minted(class, …) are the nodes that the editors mint: signatures, remarks …
function minted() { return g.V.apply(g, [].slice.call(arguments).map(word)).in(type) }

// links(path, name, words) gives the things that lead to the path's by one of the
// words, with the tags name, relation and passage; and it gives them as a path. An
// editors' remark is about a thing, but does not lead to it.
function links(path, name, words) {
  var remarks = minted("Remark");
  path.labelContext(believed, "passage").in(words.map(word), "relation").except(remarks).tag(name).all();
  return saidBy(path).in(words.map(word)).except(remarks).unique();
}
