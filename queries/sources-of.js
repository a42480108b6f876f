// Who says anything about a person, a place, an agreement …, and how many claims.
//
// Counted are the claims that have it as subject or as value, and those of the
// signatures, participations, offices and figures that belong to it. Sources that copy
// each other are one witness: the last column names the one that stands for them.
//
// topic:   sources
// param:   entity! Entity what the claims are about
// columns: source source, kind term, claims number, one_witness_with entity
// count:   claims
// sort:    kind source
// example: annals ask sources-of person/genden

var it = g.V(thing(args.entity));
var own = saidBy(it).in().intersect(minted("Signature", "Participation", "Tenure", "Figure"));
var subjects = it.or(own).unique();

subjects.tag("subject").labelContext(believed, "passage").out(g.V(), "property").tag("value").all();
it.tag("value").labelContext(believed, "passage").in(g.V(), "property").tag("subject").all();
