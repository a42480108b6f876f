// Who signed with somebody, what and when, and who says so.
//
// Two people are co-signatories where one passage names both under one agreement:
// sources that name other signers do not make them so.
//
// topic:   people
// param:   person! Person whose co-signatories
// param:   agreement Agreement only under this agreement
// param:   from date signed on this day or later
// param:   to date signed on this day or earlier
// columns: signer entity, agreement entity, on_behalf_of entity or reading, capacity text, date date, source source
// pivot:   agreement signature
// fill:    date place from agreement
// editors: on_behalf_of
// need:    signer
// beside:  signer person
// within:  date
// where:   agreement
// sort:    signer date agreement source
// example: annals ask co-signatories person/tairov

var agreements = saidBy(g.V(thing(args.person))).in(word("signer")).out(word("instrument")).unique();

statements(saidBy(agreements.tag("agreement")).in(word("instrument")), "signature");
statements(agreements, "agreement");
