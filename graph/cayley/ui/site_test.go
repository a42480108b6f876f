package ui_test

import (
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"sync"
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

// A network is all that the browser of the tests can reach: it is its proxy. What is no
// site is noted, and refused, whichever part of the browser asks.
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
	switch {
	case ok:
		n.asked = append(n.asked, r.Method+" "+r.Host+r.URL.Path)
	case !browsersOwn(r.URL.Hostname()):
		n.strange = append(n.strange, r.Method+" "+r.URL.String())
	}
	n.mu.Unlock()
	if !ok {
		http.Error(w, "no such host", http.StatusForbidden)
		return
	}
	site.ServeHTTP(w, r)
}

// browsersOwn says whether a browser asks a host by itself, page or no page: for updates,
// the time, accounts. Three hosts of its maker are others: Cayley's bundle names them.
func browsersOwn(host string) bool {
	switch host {
	case "fonts.googleapis.com", "fonts.gstatic.com", "storage.googleapis.com":
		return false
	}
	for _, domain := range []string{"google.com", "googleapis.com", "gvt1.com"} {
		if strings.HasSuffix(host, "."+domain) {
			return true
		}
	}
	return false
}

// outside gives the requests that were for nobody here.
func (n *network) outside() []string {
	n.mu.Lock()
	defer n.mu.Unlock()
	return slices.Clone(n.strange)
}

// times counts the requests, as METHOD HOST/PATH, that end so.
func (n *network) times(request string) (count int) {
	n.mu.Lock()
	defer n.mu.Unlock()
	for _, r := range n.asked {
		if strings.HasSuffix(r, request) {
			count++
		}
	}
	return count
}
