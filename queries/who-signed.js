// Who signed an agreement, for whom, in what capacity, when and where, and who says so.
//
// A row is one signature in one passage. What the passage does not say of the
// signature is taken from what it, then its source, says of the agreement (date,
// place); for whom somebody signed may be the editors' reading. A passage that dates
// or places the signing and names nobody has a row without signer.
//
// topic:   agreements
// param:   agreement Agreement the agreement
// param:   signer Person only this signer
// param:   on-behalf-of State|Organisation only those who signed for it
// param:   from date signed on this day or later
// param:   to date signed on this day or earlier
// param:   source Source only what this source says
// columns: agreement entity, signer entity, on_behalf_of entity or reading, capacity text, instrument entity, date date, place entity, source source
// pivot:   agreement signature
// fill:    date place from agreement
// editors: on_behalf_of
// alone:   signer date place
// within:  date
// where:   signer on_behalf_of source
// sort:    date agreement source signer
// example: annals ask who-signed --agreement agreement/1936-protocol
// example: annals ask who-signed --signer person/molotov --from 1939 --to 1945

var agreements = args.agreement ? g.V(thing(args.agreement))
  : g.V(word("Agreement")).in(type).or(saidBy(g.V()).out(word("instrument"))).unique();

// What is signed may be a part of the agreement.
var whole = agreements.tag("agreement");
var instruments = whole.or(whole.in(word("partOf")));

statements(saidBy(instruments).in(word("instrument")), "signature");
statements(agreements, "agreement");
