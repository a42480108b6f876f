// What happened at a place or at one that lies in it, and who says so.
//
// topic:   time
// param:   place! Place|State the place
// param:   from date on this day or later
// param:   to date on this day or earlier
// columns: date date, end date, thing entity, relation entities, place entity, account text, source source
// pivot:   thing
// either:  date begin
// either:  date born
// need:    relation
// within:  date
// sort:    date thing source
// example: annals ask happened-at place/ulaanbaatar

var place = g.V(thing(args.place));
var near = place.or(saidBy(place).in([word("locatedIn"), word("partOf")]));
near = near.or(saidBy(near).in([word("locatedIn"), word("partOf")])).unique();

statements(links(near, "thing", ["place", "birthPlace", "deathPlace"]), "thing");
