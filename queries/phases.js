// The phases of a battle, the sittings of a negotiation, the parts of an event, in order, and who says so.
//
// topic:   time
// param:   event! Event the event
// columns: phase entity, date date, end date, place entity, account text, outcome text, source source
// pivot:   phase
// either:  date begin
// need:    date end account outcome
// sort:    date phase source
// example: annals ask phases event/khalkhin-gol

var event = g.V(thing(args.event));
var parts = event.in(word("partOf"));
statements(parts.or(parts.in(word("partOf"))).unique(), "phase");
