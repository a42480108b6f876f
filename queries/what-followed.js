// What followed an agreement: approval, protests, replies, consequences, later texts, and who says so.
//
// A row is one thing in one passage that says how it follows (about it, an answer to it,
// said to break another by it, caused by it, replacing it …), with replies to what followed.
//
// topic:   agreements
// param:   agreement! Agreement the agreement
// param:   from date on this day or later
// param:   to date on this day or earlier
// columns: event entity, relation entities, date date, actor entities, account text, source source
// pivot:   event
// either:  date begin
// need:    relation
// within:  date
// sort:    date event source
// example: annals ask what-followed agreement/1936-protocol

var after = ["about", "answerTo", "formalises", "replaces", "restates", "causedBy", "precedent", "negotiated"];

var first = links(g.V(thing(args.agreement)), "event", after);
var second = links(first, "event", ["answerTo"]);

statements(first.or(second).unique(), "event");
