package guard

import (
	"fmt"
	"net/http"
	"net/netip"
)

// Proxies are the addresses of the proxies that stand before a server, whose word on
// who asks, and by which address, is taken. The zero value trusts none.
type Proxies struct {
	trusted []netip.Prefix
}

// ParseProxies reads addresses and networks: 127.0.0.1, 10.1.0.0/16, ::1,
// 2001:db8::/32.
func ParseProxies(texts []string) (Proxies, error) {
	var p Proxies
	for _, text := range texts {
		prefix, err := netip.ParsePrefix(text)
		if err != nil {
			addr, addrErr := netip.ParseAddr(text)
			if addrErr != nil || addr.Zone() != "" {
				return Proxies{}, fmt.Errorf("proxy %q is no address and no network: write it as in 127.0.0.1 or 10.1.0.0/16", text)
			}
			prefix = netip.PrefixFrom(addr, addr.BitLen())
		}
		if addr := prefix.Addr(); addr.Is4In6() {
			if prefix.Bits() < 96 {
				return Proxies{}, fmt.Errorf("proxy %q is more than the IPv4 addresses: write those as in 10.1.0.0/16", text)
			}
			prefix = netip.PrefixFrom(addr.Unmap(), prefix.Bits()-96)
		}
		p.trusted = append(p.trusted, prefix.Masked())
	}
	return p, nil
}

// Sent says whether a request comes from one of the proxies.
func (p Proxies) Sent(r *http.Request) bool { return p.has(peer(r)) }

func (p Proxies) has(addr netip.Addr) bool {
	for _, prefix := range p.trusted {
		if prefix.Contains(addr) {
			return true
		}
	}
	return false
}

// Client gives the address of who asks: of the connection, or, where that is one of
// the proxies, the nearest address in X-Forwarded-For or Forwarded (RFC 7239) that
// is none of them. What stands further from us there, the client may have written
// itself.
//
// A proxy writes one of the two headers and often passes on the other as it came.
// So where both are sent and differ, neither is believed, and the proxy's own
// address is given. It is not valid where the connection has none.
func (p Proxies) Client(r *http.Request) netip.Addr {
	near := peer(r)
	if !p.has(near) {
		return near
	}
	plain, standard := r.Header.Values("X-Forwarded-For"), r.Header.Values("Forwarded")
	switch {
	case len(standard) == 0:
		return p.furthest(near, plain, parseFor).client
	case len(plain) == 0:
		return p.furthest(near, standard, parseForwarded).client
	}
	client := p.furthest(near, plain, parseFor).client
	if p.furthest(near, standard, parseForwarded).client != client {
		return near
	}
	return client
}

// peer is the other end of the connection.
func peer(r *http.Request) netip.Addr {
	ap, err := netip.ParseAddrPort(r.RemoteAddr)
	if err != nil {
		return netip.Addr{} // a Unix socket
	}
	return known(ap.Addr())
}

// known writes an address in one way: an IPv4 address is one also where the system
// shows it as IPv6, and a zone is the matter of one link.
func known(addr netip.Addr) netip.Addr { return addr.Unmap().WithZone("") }
