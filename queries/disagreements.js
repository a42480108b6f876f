// Where sources disagree, with their claims side by side.
//
// Two claims disagree where the vocabulary says that a thing can have only one value
// (a date, a birth, a number counted), independent witnesses or different passages give
// different ones, and neither refines the other: 1936 and 1936-03-12 agree. Signers
// disagree where a source that says its list is complete lacks one, or where two
// independent witnesses name nobody in common.
//
// topic:   sources
// param:   about Entity only what is said of this, or of what belongs to it
// columns: subject entity, property term, value any, source source, kind term
// disagree:
// sort:
// example: annals ask disagreements
// example: annals ask disagreements --about agreement/1936-protocol

var subjects = g.V();
if (args.about) {
  var it = g.V(thing(args.about));
  var parts = it.or(it.in(word("partOf")));
  var own = ["instrument", "inEvent", "figureOf", "holder", "office", "unit", "signer", "participant"].map(word);
  subjects = parts.or(saidBy(parts).in(own)).unique();
}
// Only what the vocabulary says to be single-valued can disagree, and who signed what.
var disputable = g.V().has(word("singleValuedFor"))
  .or(g.V.apply(g, ["atLeast", "atMost", "signer", "instrument", "completeList"].map(word))).unique();
subjects.tag("subject").labelContext(believed, "passage").out(disputable, "property").tag("value").all();
