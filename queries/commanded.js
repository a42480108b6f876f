// Who commanded a unit, or what somebody commanded, from when to when or in which event, and who says so.
//
// On a day: all that is said of the commands that lasted on that day, by somebody at least.
//
// topic:   people
// param:   person Person the commander
// param:   unit Unit|Organisation the unit
// param:   on date in command on this day
// columns: unit entity, commander entity, begin date, end date, event entity, capacity text, source source
// pivot:   command
// either:  commander holder participant
// either:  event in_event
// need:    unit
// need:    commander
// on:      command
// sort:    unit begin commander end source
// example: annals ask commanded --unit unit/57th-special-corps
// example: annals ask commanded person/zhukov

var led = saidBy(g.V()).out(word("unit")).unique();
var commands = saidBy(args.unit ? g.V(thing(args.unit)) : led).in(word("unit")).unique();
if (args.person) {
  commands = commands.intersect(saidBy(g.V(thing(args.person))).in([word("holder"), word("participant")]));
}
statements(commands, "command");
