// Who signed the Protocol of 1936, and who says so
var base = "{base}", word = "{vocabulary}"
g.V(g.IRI(base + "agreement/1936-protocol"))
  .in(g.IRI(word + "instrument")).unique().tag("signature")
  .labelContext(g.V(), "source")
  .out(g.IRI(word + "signer")).all()
