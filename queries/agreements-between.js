// The agreements between two parties, with their dates, and who says so.
//
// A party is a state or body that a source names as one, or for which somebody signed
// (by a source, or in the editors' reading). A row is a passage that dates or places
// the agreement or names its parties.
//
// topic:   agreements
// param:   a! State|Organisation one party
// param:   b! State|Organisation the other party
// param:   from date on this day or later
// param:   to date on this day or earlier
// columns: agreement entity, parties entities, date date, place entity, source source
// pivot:   agreement
// need:    date place parties
// within:  date
// sort:    date agreement source
// example: annals ask agreements-between state/ussr state/mpr --from 1930

function bound(party) {
  var named = saidBy(g.V(thing(party)));
  return named.in(word("party")).or(saidBy(named.in(word("onBehalfOf"))).out(word("instrument")));
}

var agreements = bound(args.a).intersect(bound(args.b)).unique();

statements(agreements, "agreement");
agreements.tag("agreement").labelContext(believed, "passage").out(word("party")).tag("parties").all();
