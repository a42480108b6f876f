// The losses in a battle or war, figure by figure, side by side, and who gives each.
//
// A figure is one number asked of the sources: whose losses, counting what. A source that
// gives a range gives its two ends; whose count it passes on stands beside it.
//
// topic:   events
// param:   event! Event the battle, operation or war, with its phases
// param:   side State|Organisation|Unit only the losses of this side
// columns: side entities, counts term, number number, at_least number, at_most number, number_written text, counted_by text, event entity, source source
// pivot:   event figure
// need:    number at_least at_most number_written
// where:   side
// sort:    side counts number at_least event source
// example: annals ask losses event/khalkhin-gol

var event = g.V(thing(args.event));
var events = event.or(event.in(word("partOf"))).unique();
var kinds = ["killed", "wounded", "missing", "deadAndMissing", "captured", "returned", "sick", "killedAndWounded",
  "casualties", "lost", "battleDeaths", "aircraftLost", "tanksLost", "armouredCarsLost"].map(word);
var figures = g.V.apply(g, kinds).in(word("counts")).unique();

statements(saidBy(events.tag("event")).in(word("figureOf")).intersect(figures), "figure");
