// What else happened within some days of an event, and who says so.
//
// The days count from the first on which the event may have begun to the last on which it
// may have ended, by whoever dates it.
//
// topic:   time
// param:   event! Event|Agreement the event
// param:   days days how many days before and after; 7 if not given
// columns: date date, end date, thing entity, what term, account text, source source
// said:    thing
// pivot:   thing
// dated:   thing
// near:    event days
// sort:    date thing what source
// example: annals ask contemporaries agreement/1936-protocol --days 20

things(g.V().in().unique().except(g.V(word("Source")).in(type)), "thing");
