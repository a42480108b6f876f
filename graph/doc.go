// Package graph is the front door to a dataset of historical claims: open it,
// read its claims with their sources, ask a named question, export it. The
// commands of this program use nothing else.
//
// A claim is a quad. Its fourth element, which RDF calls a graph and Cayley a
// label, is here what it means to a historian: the source, down to the passage,
// that makes the claim. Sources that disagree stand side by side.
//
//	d, err := graph.Open(ctx, "") // the embedded dataset
//	answer, err := d.Ask(ctx, graph.Request{
//		Question: "who-signed",
//		Args:     map[string]string{"agreement": "agreement/1936-protocol"},
//	})
//
// How files are read is left to internal/rdfio, how quads are stored and
// searched to graph/cayley, what the questions are to queries.
package graph
