// Who says anything about a person, a place, an agreement …, and how many claims.
//
// Counted are the claims that have it as subject or as value, and those of the
// signatures, participations, offices and figures that belong to it.
//
// topic:   sources
// param:   entity! Entity what the claims are about
// columns: source source, kind term, claims number
// count:   claims
// sort:    kind source
// example: annals ask sources-of person/genden

var it = g.V(thing(args.entity));
var own = saidBy(it).in().intersect(minted("Signature", "Participation", "Tenure", "Figure"));
var subjects = it.or(own).unique();

subjects.tag("subject").labelContext(believed, "passage").out(g.V(), "property").tag("value").all();
it.tag("value").labelContext(believed, "passage").in(g.V(), "property").tag("subject").all();
