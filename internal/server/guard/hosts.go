package guard

import (
	"fmt"
	"net/http"
	"net/netip"
	"strconv"
	"strings"
)

// Hosts are the names that a server answers to: always those of the machine itself
// (localhost and what ends in .localhost, 127.0.0.0/8, [::1]), at any port, and
// those that were added.
//
// A page of evil.example may have that name mean 127.0.0.1 once it is open, and then
// speak to a server on the reader's own machine as if it were its own (DNS
// rebinding). The browser still sends the name that it was told: that is what is
// looked at here.
type Hosts struct {
	added map[authority]bool
}

// An authority is a host as a request names it, in one spelling.
type authority struct {
	name string // lower case, without a final dot; an address as netip writes it
	port string // "" where none is given
}

// ParseHosts reads names to answer to: museum.example, with any port, or
// museum.example:8080, with that one only. An IPv6 address with a port stands in
// brackets.
func ParseHosts(names []string) (Hosts, error) {
	h := Hosts{added: map[authority]bool{}}
	for _, name := range names {
		a, ok := parseAuthority(name)
		if !ok {
			a, ok = parseAuthority("[" + name + "]") // an IPv6 address as people write it
		}
		if !ok {
			return Hosts{}, fmt.Errorf("host %q is no name or address: write it as in museum.example, museum.example:8080 or [2001:db8::1], and other letters than a-z in their xn-- form", name)
		}
		h.added[a] = true
	}
	return h, nil
}

// Answers says whether the server answers to a host as a request names it.
func (h Hosts) Answers(host string) bool {
	a, ok := parseAuthority(host)
	return ok && (a.isLoopback() || h.added[a] || h.added[authority{name: a.name}])
}

// Guard turns away what is meant for another host with 421: RFC 9110, section
// 15.5.20. It looks at what counts for net/http, too: the host of the request's
// target where that has one, and else the header Host. A request without either is
// turned away: no browser sends one, and a program can say a name.
//
// Where a proxy says by which host it was asked itself, that must be one of the names,
// too. It does not stand in for the other: also what a rebound name's page sends from
// this machine may seem to come from a proxy.
func (h Hosts) Guard(fail Fail, p Proxies) Middleware {
	return func(next http.Handler) http.Handler {
		return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			host := r.Host
			if h.Answers(host) {
				host = p.Site(r).Host
			}
			switch {
			case h.Answers(host):
				next.ServeHTTP(w, r)
			case host == "":
				fail.refuse(w, r, http.StatusMisdirectedRequest, "the request names no host",
					"send a Host header, as in Host: localhost")
			default:
				fail.refuse(w, r, http.StatusMisdirectedRequest, "this server does not answer to the host "+shown(host),
					"ask for localhost, or whoever runs the server can add a name: annals serve --host NAME")
			}
		})
	}
}

func (a authority) isLoopback() bool {
	if a.name == "localhost" || strings.HasSuffix(a.name, ".localhost") {
		return true // RFC 6761, section 6.3: never anywhere else
	}
	ip, err := netip.ParseAddr(a.name)
	return err == nil && ip.IsLoopback()
}

// parseAuthority reads host[:port] strictly: what two programs may understand in two
// ways is no host.
func parseAuthority(text string) (a authority, ok bool) {
	if len(text) > 260 { // the longest name and port: RFC 1035, section 2.3.4
		return a, false
	}
	host, port := text, ""
	if i := strings.LastIndexByte(text, ':'); i >= 0 && !strings.HasSuffix(text, "]") {
		host, port = text[:i], text[i+1:]
		if port != "" && !isPort(port) {
			return a, false
		}
	}
	if inside, ok := strings.CutPrefix(host, "["); ok {
		inside, closed := strings.CutSuffix(inside, "]")
		ip, err := netip.ParseAddr(inside)
		if !closed || err != nil || !ip.Is6() || ip.Zone() != "" {
			return a, false
		}
		return authority{ip.Unmap().String(), port}, true
	}
	name := strings.TrimSuffix(host, ".")
	if !isName(name) {
		return a, false
	}
	return authority{strings.ToLower(name), port}, true
}

func isPort(text string) bool {
	n, err := strconv.ParseUint(text, 10, 16)
	return err == nil && n > 0 && text[0] != '0'
}

// isName says whether a host is a name or an IPv4 address in its one common form. A
// name whose last part is a number is an address to a browser, however it is written
// (127.1, 0x7f.1), and so is none here unless it is written in full.
func isName(text string) bool {
	const letters = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
	last := text
	for label := range strings.SplitSeq(text, ".") {
		if label == "" || strings.Trim(label, letters+"0123456789-_") != "" {
			return false
		}
		last = label
	}
	if last[0] < '0' || last[0] > '9' {
		return true
	}
	ip, err := netip.ParseAddr(text)
	return err == nil && ip.Is4()
}
