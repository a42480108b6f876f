// When was the Protocol of 1936 signed, and who says so?
var base = "{base}", word = "{vocabulary}"
g.V(g.IRI(base + "agreement/1936-protocol"))
  .labelContext(g.V(), "source")
  .out(g.IRI(word + "date")).all()
