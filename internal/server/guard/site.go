package guard

import "net/http"

// A Site is where a server was reached, as the address bar of a browser has it.
type Site struct {
	Scheme string // http or https
	Host   string // with its port, unless that is the scheme's own
}

// Site gives where the client has reached the server: by the scheme of its connection
// and the host that it named. Where one of the proxies sent the request, it is what the
// proxy was asked for: what stands last in X-Forwarded-Proto and X-Forwarded-Host, or in
// Forwarded (RFC 7239) for the same hop as the address of Client.
//
// As with Client, where both ways are used and differ, neither is believed. The host is
// not yet one that the server answers to: Hosts.Guard sees to that.
func (p Proxies) Site(r *http.Request) Site {
	s := Site{"http", r.Host}
	if r.TLS != nil {
		s.Scheme = "https"
	}
	if near := peer(r); p.has(near) {
		standard := p.furthest(near, r.Header.Values("Forwarded"), parseForwarded)
		s.Scheme = agreed(s.Scheme, schemeOf(lastOf(r.Header.Values("X-Forwarded-Proto"))), standard.scheme)
		s.Host = agreed(s.Host, lastOf(r.Header.Values("X-Forwarded-Host")), standard.host)
	}
	if a, ok := parseAuthority(s.Host); ok {
		s.Host = a.over(s.Scheme)
	}
	return s
}

// String writes a site as the origin of its pages: https://museum.example.
func (s Site) String() string { return s.Scheme + "://" + s.Host }

// isTrustworthy says whether a browser takes it that nobody on the way has changed what
// the site sends: Secure Contexts, section 3.1.
func (s Site) isTrustworthy() bool {
	a, ok := parseAuthority(s.Host)
	return s.Scheme == "https" || ok && a.isLoopback()
}

// agreed is what two headers say, each "" where it says nothing, or else our own.
func agreed(own, plain, standard string) string {
	switch {
	case standard == "" && plain != "", plain == standard && plain != "":
		return plain
	case plain == "" && standard != "":
		return standard
	}
	return own
}

// lastOf is the last element of a list: the word of the nearest proxy.
func lastOf(values []string) string {
	if len(values) == 0 {
		return ""
	}
	_, element, _ := cutLast(values[len(values)-1])
	return element
}
