// The works that a source cites, as it cites them.
//
// topic:   sources
// param:   source! Source the citing source
// columns: work entity, author text, title text, published date, published_in text, source source
// pivot:   work
// need:    author editor title published cited
// sort:    source work
// example: annals ask works-cited-by source/zhabaeva-2020

var source = g.V(thing(args.source));
var works = saidBy(source).out(word("cites")).unique();

statements(works, "work");
source.labelContext(believed, "passage").out(word("cites")).tag("work").tag("cited").all();
