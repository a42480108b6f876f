// Who held an office, or which offices somebody held, from when to when, and who says so.
//
// On a day: all that is said of the terms that lasted on that day, by somebody at least;
// so whoever lets such a term begin later or end sooner stands beside.
//
// topic:   people
// param:   office Office the office
// param:   person Person the holder
// param:   on date in office on this day
// columns: office entity, holder entity, begin date, end date, capacity text, source source
// pivot:   tenure
// need:    office capacity
// need:    holder
// on:      tenure
// sort:    office begin holder end source
// example: annals ask office-holders --office "Prime minister of Mongolia" --on 1936-03-12
// example: annals ask office-holders --person person/genden

var tenures = saidBy(args.office ? g.V(thing(args.office)) : g.V(word("Office")).in(type)).in(word("office")).unique();
if (args.person) tenures = saidBy(g.V(thing(args.person))).in(word("holder")).unique();
if (args.person && args.office) tenures = tenures.intersect(saidBy(g.V(thing(args.office))).in(word("office")));
statements(tenures, "tenure");
