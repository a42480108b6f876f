package guard

import (
	"net/netip"
	"strings"
)

// A hop is what one proxy says of the request that it was sent.
type hop struct {
	client netip.Addr // who sent it; not valid where that is not told
	scheme string     // http or https, "" where that is not told
	host   string     // as the request named it, "" where that is not told
}

// furthest goes through the elements of a list from its end, past the proxies, and
// gives the last that one of them wrote: of the hops we know about, the furthest from
// us. It stops at what cannot be read. An address that is not told is that of the hop
// before, which is as far as we know.
func (p Proxies) furthest(near netip.Addr, values []string, parse func(string) (hop, bool)) hop {
	last := hop{client: near}
	for i := len(values) - 1; i >= 0; i-- {
		for rest, more := values[i], true; more; {
			var element string
			rest, element, more = cutLast(rest)
			said, ok := parse(element)
			if !ok {
				return last
			}
			told := said.client.IsValid()
			if !told {
				said.client = last.client
			}
			if last = said; !told || !p.has(last.client) {
				return last
			}
		}
	}
	return last
}

// cutLast takes the last element off a list.
func cutLast(list string) (rest, element string, more bool) {
	comma := strings.LastIndexByte(list, ',')
	if comma < 0 {
		return "", strings.TrimSpace(list), false
	}
	return list[:comma], strings.TrimSpace(list[comma+1:]), true
}

// parseFor reads one element of X-Forwarded-For.
func parseFor(element string) (hop, bool) {
	addr, ok := parseNode(element)
	return hop{client: addr}, ok
}

// parseForwarded reads one element of Forwarded. A comma inside quotes, which neither
// address nor host has, leaves halves that are refused.
func parseForwarded(element string) (said hop, ok bool) {
	seen := map[string]bool{}
	for pair := range strings.SplitSeq(element, ";") {
		name, value, _ := strings.Cut(strings.TrimSpace(pair), "=")
		if inside, quoted := strings.CutPrefix(value, `"`); quoted {
			if value, quoted = strings.CutSuffix(inside, `"`); !quoted {
				return hop{}, false // cut in two by a semicolon or comma
			}
		}
		name = strings.ToLower(name)
		if seen[name] || strings.Contains(value, `"`) {
			return hop{}, false // twice: RFC 7239, section 4
		}
		seen[name] = true
		switch name {
		case "for":
			said.client, _ = parseNode(value) // unknown, or _hidden
		case "proto":
			said.scheme = schemeOf(value)
		case "host":
			said.host = value
		}
	}
	return said, true
}

// schemeOf gives http or https, or "" for what is neither.
func schemeOf(text string) string {
	if text = strings.ToLower(text); text == "http" || text == "https" {
		return text
	}
	return ""
}

// parseNode reads an address, in brackets or not, with a port or without.
func parseNode(text string) (netip.Addr, bool) {
	if ap, err := netip.ParseAddrPort(text); err == nil {
		return known(ap.Addr()), true
	}
	if inside, ok := strings.CutPrefix(text, "["); ok {
		text, _ = strings.CutSuffix(inside, "]")
	}
	addr, err := netip.ParseAddr(text)
	return known(addr), err == nil
}
