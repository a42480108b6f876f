package server

import (
	"io"
	"net/http"
)

// robots tells crawlers what to leave out, as RFC 9309 has it: what can be asked in ever
// new ways, and would be asked for ever. Pages of things, lists and their data stay, each
// at an address of its own.
const robots = `User-agent: *
Disallow: /ask/
Disallow: /search
Disallow: /query/
Disallow: /ui/
Disallow: /api/
`

// robotsTxt answers at /robots.txt.
func robotsTxt(w http.ResponseWriter, _ *http.Request) {
	w.Header().Set("Content-Type", "text/plain; charset=utf-8")
	w.Header().Set("Cache-Control", "public, max-age=3600")
	_, _ = io.WriteString(w, robots) // the client is gone
}
