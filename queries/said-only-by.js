// Claims that a single independent witness makes: nobody else says the same or what agrees with it.
//
// Sources that copy each other are one witness. A date that another refines is not said
// by one alone. The editors' own statements are left out.
//
// topic:   sources
// param:   about Entity only what is said of this, or of what belongs to it
// param:   source Source only what this source says
// columns: subject entity, property term, value any, source source, kind term
// single:
// where:   source
// sort:    subject property value source
// example: annals ask said-only-by --about person/genden

var subjects = g.V();
if (args.about) {
  var it = g.V(thing(args.about));
  var own = ["instrument", "inEvent", "figureOf", "holder", "signer", "participant"].map(word);
  subjects = it.or(saidBy(it).in(own)).unique();
}
subjects.tag("subject").labelContext(believed, "passage").out(g.V(), "property").tag("value").all();
