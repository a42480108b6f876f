// Who met whom: negotiations and conversations with those who took part, and who says so.
//
// topic:   people
// param:   person Person|State|Organisation only meetings of this one
// param:   with Person|State|Organisation … with this one
// param:   from date on this day or later
// param:   to date on this day or earlier
// columns: date date, end date, meeting entity, participants entities, place entity, topic text, source source
// pivot:   meeting
// either:  date begin
// need:    participants
// within:  date
// sort:    date meeting source
// example: annals ask who-met-whom person/stalin --with person/genden

function met(who) { return saidBy(g.V(thing(who))).in(word("participant")).out(word("inEvent")) }

var meetings = g.V(word("Negotiation")).in(type);
if (args.person) meetings = meetings.intersect(met(args.person));
if (args["with"]) meetings = meetings.intersect(met(args["with"]));
meetings = meetings.unique();

statements(meetings, "meeting");
meetings.tag("meeting").labelContext(believed, "passage").in(word("inEvent")).out(word("participant")).tag("participants").all();
