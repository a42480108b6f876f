// All that a source says.
//
// topic:   sources
// param:   source! Source the source
// columns: subject entity, property term, value any, source source
// sort:    source subject property value
// example: annals ask said-by source/frus-1936-4-83

var passages = g.V(thing(args.source));
passages = passages.or(passages.out(word("hasPassage"))).intersect(believed);
g.V().tag("subject").labelContext(passages, "passage").out(g.V(), "property").tag("value").all();
