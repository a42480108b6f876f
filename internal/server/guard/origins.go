package guard

import (
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strings"
)

// Origins are the sites whose pages may read a server's data from their scripts. The
// zero value is none.
type Origins struct {
	every  bool
	listed []string
}

// ParseOrigins reads sites as in https://atlas.example or http://localhost:3000, or
// * for every one.
func ParseOrigins(texts []string) (Origins, error) {
	var o Origins
	for _, text := range texts {
		if text == "*" {
			o.every = true
			continue
		}
		u, err := url.Parse(text)
		if err != nil || u.Scheme != "http" && u.Scheme != "https" || u.User != nil || u.Path != "" || u.RawQuery != "" || u.Fragment != "" {
			return Origins{}, fmt.Errorf("origin %q is no site: write it as in https://atlas.example, without a path, or * for every site", text)
		}
		a, ok := parseAuthority(u.Host)
		if !ok {
			return Origins{}, fmt.Errorf("origin %q has no host that a browser would send: write it as in https://atlas.example", text)
		}
		o.listed = append(o.listed, u.Scheme+"://"+a.over(u.Scheme))
	}
	return o, nil
}

// over writes a host as the origin of a page has it: without the scheme's own port.
func (a authority) over(scheme string) string {
	name := a.name
	if strings.Contains(name, ":") {
		name = "[" + name + "]"
	}
	if a.port == "" || scheme == "http" && a.port == "80" || scheme == "https" && a.port == "443" {
		return name
	}
	return name + ":" + a.port
}

// Allow says whether pages of an origin, as a browser writes it, may read the data.
func (o Origins) Allow(origin string) bool {
	return o.every || slices.Contains(o.listed, origin)
}

// Isolate turns away with 403 what pages of other sites ask for, unless their site
// is among the origins. Links from everywhere stay: a person who follows one asks
// for a whole page. It belongs before every route, and before Share.
//
// Nothing here can be changed, and a browser shows a foreign page nothing of an
// answer anyhow. But a query costs, also one that is sent blindly as an image, a
// form or a no-cors fetch: no page shall make a server on the reader's own machine
// work. net/http's CrossOriginProtection, whose rules for POST these are, lets every
// GET pass, and GET is a query, too.
//
// Programs send neither Sec-Fetch-Site nor Origin, and pass. So do images and frames
// where a browser sends neither: one of before 2023, or any over plain HTTP to another
// name than localhost.
func (o Origins) Isolate(fail Fail, p Proxies) Middleware {
	return func(next http.Handler) http.Handler {
		return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			if !o.foreign(r, p) {
				next.ServeHTTP(w, r)
				return
			}
			fail.refuse(w, r, http.StatusForbidden, "a page of another site asked for this",
				"open the address itself, or whoever runs the server can let that site in: annals serve --cors ORIGIN")
		})
	}
}

// foreign says whether a request is the doing of another site's page.
func (o Origins) foreign(r *http.Request, p Proxies) bool {
	origins := r.Header.Values("Origin")
	if len(origins) > 1 {
		return true // no browser does
	}
	if o.every || len(origins) == 1 && slices.Contains(o.listed, origins[0]) {
		return false
	}
	switch r.Header.Get("Sec-Fetch-Site") {
	case "same-origin", "none":
		return false
	case "":
		return len(origins) == 1 && !isOwn(origins[0], p.Site(r).Host)
	}
	// A page can also have a link followed that nobody has clicked, for later: Sec-Purpose
	// then says prefetch.
	link := r.Method == http.MethodGet && r.Header.Get("Sec-Fetch-Mode") == "navigate" &&
		r.Header.Get("Sec-Fetch-Dest") == "document" && r.Header.Get("Sec-Purpose") == ""
	return !link
}

// isOwn says whether an origin is the site that a request was sent to. Its scheme is
// not looked at: a proxy may speak HTTPS for a server that does not.
func isOwn(origin, host string) bool {
	scheme, of, ok := strings.Cut(origin, "://")
	if !ok || scheme != "http" && scheme != "https" {
		return false // null, and other schemes
	}
	theirs, ok := parseAuthority(of)
	ours, okOurs := parseAuthority(host)
	return ok && okOurs && theirs.over(scheme) == ours.over(scheme)
}

// Share lets the pages of the origins read the answers of a route: CORS, as the
// Fetch standard has it, for the methods that the route has. It never allows
// credentials, of which this server knows none, and never repeats an Origin that is
// not listed. It belongs before the routes of data, and behind Isolate.
func (o Origins) Share(methods ...string) Middleware {
	allowed := strings.Join(methods, ", ")
	return func(next http.Handler) http.Handler {
		if !o.every && len(o.listed) == 0 {
			return next
		}
		return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			h := w.Header()
			if !o.every {
				h.Add("Vary", "Origin") // also where none is sent: caches keep that answer, too
			}
			origin := r.Header.Get("Origin")
			if origin == "" && !o.every || origin != "" && !o.Allow(origin) {
				next.ServeHTTP(w, r)
				return
			}
			if o.every {
				origin = "*"
			}
			h.Set("Access-Control-Allow-Origin", origin)
			h.Set("Cross-Origin-Resource-Policy", "cross-origin")
			if r.Method == http.MethodOptions && r.Header.Get("Access-Control-Request-Method") != "" {
				h.Set("Access-Control-Allow-Methods", allowed)
				h.Set("Access-Control-Allow-Headers", "Accept, Accept-Language, Content-Type, If-Modified-Since, If-None-Match, Range")
				h.Set("Access-Control-Max-Age", "7200") // no browser keeps it longer
				w.WriteHeader(http.StatusNoContent)
				return
			}
			h.Set("Access-Control-Expose-Headers", "Content-Location, ETag, Link, Retry-After, X-Request-Id")
			next.ServeHTTP(w, r)
		})
	}
}
