// Who took part in an event or in a phase of it: for which side, with which unit, in what role, and who says so.
//
// topic:   events
// param:   event! Event|Agreement the event
// param:   side State|Organisation|Unit only this side
// param:   source Source only what this source says
// columns: event entity, participant entity, side entities, unit entities, capacity text, source source
// pivot:   event participation
// need:    participant
// where:   side source
// sort:    event participant source
// example: annals ask took-part event/khalkhin-gol

var event = g.V(thing(args.event));
var events = event.or(event.in(word("partOf"))).unique();

statements(saidBy(events.tag("event")).in(word("inEvent")), "participation");
events.tag("event").labelContext(believed, "passage").out(word("actor")).tag("participant").all();
