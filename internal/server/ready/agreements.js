// Every agreement by its name
var type = g.IRI("http://www.w3.org/1999/02/22-rdf-syntax-ns#type"), word = "{vocabulary}"
g.V(g.IRI(word + "Agreement")).in(type).unique()
  .save(g.IRI(word + "label"), "label").all()
