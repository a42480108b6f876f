// What happened, in the order of time: about anyone or anything, from, to, and who says so.
//
// A row is one dated thing in one passage. About somebody or something: what is said of
// it, what it took part in, signed, held, did or is a part or the place of.
//
// topic:   time
// param:   about Entity a person, state, place, agreement, event …
// param:   from date on this day or later
// param:   to date on this day or earlier
// columns: date date, end date, thing entity, what term, account text, source source
// said:    thing
// pivot:   thing
// dated:   thing
// within:  date
// sort:    date thing what source
// example: annals ask chronology --about person/genden --from 1932 --to 1936

if (args.about) {
  var it = g.V(thing(args.about));
  // What leads to it directly, or through a signature or a participation.
  var near = saidBy(it).in();
  var through = [word("inEvent"), word("instrument")];
  var joined = saidBy(near).out(through);
  var sources = g.V(word("Source")).in(type);
  things(it.or(near).or(joined).unique().except(sources), "thing");
} else {
  things(g.V().in().unique().except(g.V(word("Source")).in(type)), "thing");
}
