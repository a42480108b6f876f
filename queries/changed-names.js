// What somebody or something was called, in which language, and by whom.
//
// topic:   sources
// param:   thing! Entity the place, person, state …
// columns: name any, language text, source source
// pivot:   subject
// need:    name
// tongue:  name
// sort:    language name source
// example: annals ask changed-names place/ulaanbaatar

statements(g.V(thing(args.thing)), "subject");
