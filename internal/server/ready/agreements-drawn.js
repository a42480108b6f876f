// Draw who signed what
var word = "{vocabulary}"
g.V(g.IRI(word + "Signature")).in(g.IRI("http://www.w3.org/1999/02/22-rdf-syntax-ns#type")).unique()
  .save(g.IRI(word + "signer"), "source")
  .save(g.IRI(word + "instrument"), "target")
  .all()
