// What somebody signed, for whom, in what capacity, when and where, and who says so.
//
// topic:   people
// param:   person! Person who signed
// param:   from date signed on this day or later
// param:   to date signed on this day or earlier
// param:   source Source only what this source says
// columns: agreement entity, on_behalf_of entity or reading, capacity text, instrument entity, date date, place entity, source source
// pivot:   agreement signature
// fill:    date place from agreement
// editors: on_behalf_of
// need:    signer
// within:  date
// where:   source
// sort:    date agreement source
// example: annals ask signed-by person/molotov

var signatures = saidBy(g.V(thing(args.person))).in(word("signer")).unique();
var agreements = saidBy(signatures).out(word("instrument")).unique();

statements(saidBy(agreements.tag("agreement")).in(word("instrument")).intersect(signatures), "signature");
statements(agreements, "agreement");
