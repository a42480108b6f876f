package ui_test

import (
	"net/http"
	"testing"

	cayleygraph "github.com/cayleygraph/cayley/graph"
	_ "github.com/cayleygraph/cayley/query/gizmo"
	_ "github.com/cayleygraph/cayley/query/graphql"
	_ "github.com/cayleygraph/cayley/query/mql"
	cayleyhttp "github.com/cayleygraph/cayley/server/http"

	"annals.example/data"
	"annals.example/graph/cayley"
	"annals.example/graph/cayley/ui"
	"annals.example/graph/snapshot"
)

// whoSigned draws who signed the protocol of 1936, and for whom. Several passages say so:
// unique leaves one row for a signatory.
const whoSigned = `// Who signed the Protocol of 1936, and for whom.
var word = function(name) { return "<https://annals.example/vocabulary#" + name + ">"; };
var protocol = g.V("<https://annals.example/soviet-mongolian/agreement/1936-protocol>");

protocol.tag("target").in(word("instrument")).unique()
  .out(word("signer")).unique().tag("source").all();
protocol.in(word("instrument")).unique().tag("signature")
  .out(word("signer")).unique().tag("source")
  .back("signature").out(word("onBehalfOf")).tag("target").all();
`

const signatories = `// Who signed the Protocol of 1936: each once, whoever says so.
g.V("<https://annals.example/soviet-mongolian/agreement/1936-protocol>")
  .in("<https://annals.example/vocabulary#instrument>")
  .out("<https://annals.example/vocabulary#signer>")
  .unique().all()
`

func readyQueries() []ui.Query {
	return []ui.Query{
		{Name: "protocol-1936", Title: "Who signed in 1936", Language: "gizmo", Text: whoSigned, Draw: true},
		{Name: "signatories", Title: "Signatories of 1936", Language: "gizmo", Text: signatories},
	}
}

// site is a server with the UI and the API of the real Cayley, on the embedded dataset.
func site(t *testing.T, prefix string) http.Handler {
	t.Helper()
	page, err := ui.New(ui.Options{Prefix: prefix, Home: "To the first page", Ready: readyQueries()})
	if err != nil {
		t.Fatal(err)
	}
	s, err := snapshot.OpenBytes(data.SovietMongolianSnapshot())
	if err != nil {
		t.Fatal(err)
	}
	api := cayleyhttp.NewAPIv2(&cayleygraph.Handle{QuadStore: cayley.QuadStore(s)})
	mux := http.NewServeMux()
	mux.Handle("/ui", page)
	mux.Handle("/ui/", page)
	mux.Handle("/api/v2/", api)
	return http.StripPrefix(prefix, mux)
}
