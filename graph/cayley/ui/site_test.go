package ui_test

import (
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"

	cayleygraph "github.com/cayleygraph/cayley/graph"
	_ "github.com/cayleygraph/cayley/query/gizmo"
	cayleyhttp "github.com/cayleygraph/cayley/server/http"

	"annals.example/data"
	"annals.example/graph/cayley"
	"annals.example/graph/cayley/ui"
	"annals.example/graph/snapshot"
)

// whoSigned draws who signed the protocol of 1936, and for whom.
const whoSigned = `// Who signed the Protocol of 1936, and for whom.
var word = function(name) { return "<https://annals.example/vocabulary#" + name + ">"; };
var protocol = "<https://annals.example/soviet-mongolian/agreement/1936-protocol>";

g.V(protocol).tag("source").in(word("instrument")).out(word("signer")).tag("target").unique().all();
g.V(protocol).in(word("instrument")).tag("signature").out(word("signer")).tag("source")
  .back("signature").out(word("onBehalfOf")).tag("target").unique().all();
`

func readyQueries() []ui.Query {
	return []ui.Query{
		{Name: "protocol-1936", Title: "Who signed in 1936", Language: "gizmo", Text: whoSigned, Draw: true},
		{
			Name: "agreements", Title: "All agreements", Language: "gizmo",
			Text: `g.V("<https://annals.example/vocabulary#Agreement>").in("<http://www.w3.org/1999/02/22-rdf-syntax-ns#type>").unique().all()`,
		},
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

// A network is all that the browser of the tests can reach: it is its proxy. A request to
// a host that is no site is noted, and refused, whichever part of the browser makes it.
type network struct {
	*httptest.Server
	sites map[string]http.Handler

	mu      sync.Mutex
	strange []string
	asked   []string
}

func newNetwork(t *testing.T, sites map[string]http.Handler) *network {
	t.Helper()
	n := &network{sites: sites}
	n.Server = httptest.NewServer(n)
	t.Cleanup(n.Close)
	return n
}

func (n *network) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	site, ok := n.sites[r.Host]
	n.mu.Lock()
	if ok {
		n.asked = append(n.asked, r.Method+" "+r.URL.Path)
	} else {
		n.strange = append(n.strange, r.Method+" "+r.Host+" "+r.URL.String())
	}
	n.mu.Unlock()
	if !ok || r.Method == http.MethodConnect {
		http.Error(w, "no such host", http.StatusForbidden)
		return
	}
	site.ServeHTTP(w, r)
}

// outside gives the requests that were for nobody here.
func (n *network) outside() string {
	n.mu.Lock()
	defer n.mu.Unlock()
	return strings.Join(n.strange, "\n")
}

// saw says whether a path was asked for.
func (n *network) saw(request string) bool {
	n.mu.Lock()
	defer n.mu.Unlock()
	for _, r := range n.asked {
		if strings.HasSuffix(r, request) {
			return true
		}
	}
	return false
}
