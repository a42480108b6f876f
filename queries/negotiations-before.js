// The talks that led to an agreement, or to one that it builds on: when, who, about what, and who says so.
//
// Talks belong to an agreement where a source (or the editors' reading) says that they
// were about it or led to it; so do those of an agreement that it formalises, replaces
// or restates, and the sittings of all these.
//
// topic:   agreements
// param:   agreement! Agreement the agreement
// columns: negotiation entity, date date, end date, participants entities, topic text, account text, source source
// pivot:   negotiation
// either:  date begin
// need:    date end participants topic account outcome
// sort:    date negotiation source
// example: annals ask negotiations-before agreement/1936-protocol

var agreement = g.V(thing(args.agreement));
var bases = saidBy(agreement).out([word("formalises"), word("replaces"), word("restates")]);
var agreements = agreement.or(bases).or(saidBy(bases).out([word("formalises"), word("replaces")])).unique();
var talks = saidBy(agreements).in(word("negotiated"));
talks = talks.or(saidBy(talks).in(word("partOf"))).unique();

statements(talks, "negotiation");
talks.tag("negotiation").labelContext(believed, "passage").in(word("inEvent")).out(word("participant")).tag("participants").all();
