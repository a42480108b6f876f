package guard

import "net/http"

// PagePolicy is the Content-Security-Policy of a page that loads only from its own
// server, runs no inline script and stands in nobody's frame.
const PagePolicy = "default-src 'none'; style-src 'self'; img-src 'self' data:; script-src 'self'; " +
	"connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"

// Headers sets what a browser may do with an answer: policy as its
// Content-Security-Policy, no guessing of its type, no Referer to where its links
// lead, no window of another site that holds it, no site that loads it as its own
// image or script, no camera. A handler may set others in their place before it
// writes.
//
// Under no-referrer a browser sends "Origin: null" with the POST of a form, and over
// plain HTTP nothing that says whose form it was. So a form that POSTs works over
// HTTPS and on localhost only; one that GETs works everywhere. There alone a browser
// heeds Cross-Origin-Opener-Policy, too; elsewhere it would complain of it on the
// console of each page, so that it is not sent.
func Headers(policy string, p Proxies) Middleware {
	return func(next http.Handler) http.Handler {
		return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			h := w.Header()
			h.Set("Content-Security-Policy", policy)
			h.Set("X-Content-Type-Options", "nosniff")
			h.Set("Referrer-Policy", "no-referrer")
			if p.Site(r).isTrustworthy() {
				h.Set("Cross-Origin-Opener-Policy", "same-origin")
			}
			// Of what a page loads without CORS; what fetch reads with it is not
			// concerned.
			h.Set("Cross-Origin-Resource-Policy", "same-origin")
			h.Set("Permissions-Policy", "camera=(), geolocation=(), microphone=(), payment=(), usb=()")
			next.ServeHTTP(w, r)
		})
	}
}
