package ui

import (
	"net/http"
	"strings"
)

// protect says what the page may do: run the scripts that are served here, ask this
// server, and nothing else. It is sent with every file, because a worker goes by the
// policy of its own file.
//
// Styles alone may be inline: Monaco places every line of text by a style attribute in
// the HTML that it writes, and its colours by style elements. Its pictures are data in its
// style sheet.
func protect(h http.Header) {
	h.Set("Content-Security-Policy", strings.Join([]string{
		"default-src 'none'",
		"script-src 'self'",
		"worker-src 'self'",
		"connect-src 'self'",
		"style-src 'self' 'unsafe-inline'",
		"img-src 'self' data:",
		"font-src 'self'",
		"base-uri 'none'",
		"form-action 'none'",
		"frame-ancestors 'none'",
	}, "; "))
	h.Set("X-Content-Type-Options", "nosniff")
	h.Set("Referrer-Policy", "no-referrer")
	h.Set("Cross-Origin-Resource-Policy", "same-origin")
}
