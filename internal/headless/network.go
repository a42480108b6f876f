package headless

import (
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"sync"
	"testing"
)

// A Network is all that the browser of a test can reach: it is its proxy. What is no
// site is noted, and refused, whichever part of the browser asks.
type Network struct {
	server *httptest.Server
	sites  map[string]http.Handler // by host and port

	mu      sync.Mutex
	strange []string
	asked   []string
}

// NewNetwork makes a network of sites, each by its host and port.
func NewNetwork(t testing.TB, sites map[string]http.Handler) *Network {
	t.Helper()
	n := &Network{sites: sites}
	n.server = httptest.NewServer(http.HandlerFunc(n.serve))
	t.Cleanup(n.server.Close)
	return n
}

func (n *Network) serve(w http.ResponseWriter, r *http.Request) {
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

// Outside gives the requests that were for none of the sites.
func (n *Network) Outside() []string {
	n.mu.Lock()
	defer n.mu.Unlock()
	return slices.Clone(n.strange)
}

// Times counts the requests, as METHOD HOST/PATH, that end so.
func (n *Network) Times(request string) (count int) {
	n.mu.Lock()
	defer n.mu.Unlock()
	for _, r := range n.asked {
		if strings.HasSuffix(r, request) {
			count++
		}
	}
	return count
}
