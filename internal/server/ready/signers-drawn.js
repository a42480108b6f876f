// Draw who signed the Protocol of 1936
var base = "{base}", word = "{vocabulary}"
g.V(g.IRI(base + "agreement/1936-protocol")).tag("source")
  .in(g.IRI(word + "instrument")).out(g.IRI(word + "signer")).tag("target")
  .unique().all()
