// Package negotiate chooses the media type of an answer by what a request accepts:
// RFC 9110, section 12.5.1.
//
// What each type looks like, and what is told to those who accept none, is left to
// package server.
package negotiate

import (
	"strconv"
	"strings"
)

// Choose gives the index of the offer that fits best what the Accept headers of a
// request say, and whether any fits. Offers are media types, the one that the server
// likes best first; without a header any fits.
//
// The quality of an offer is that of the most specific range that matches it. Of
// offers of the same quality the one that is named counts before one that is only
// covered by a wildcard, then the earlier. A parameter of a range is a wish that an
// offer without it may leave unfulfilled, as the profile of JSON-LD is; an offer with
// the parameter fits better.
func Choose(accept []string, offers []string) (index int, ok bool) {
	ranges := parse(accept)
	if len(ranges) == 0 {
		return 0, len(offers) > 0
	}
	best, found := fit{}, -1
	for i, offer := range offers {
		if f := fitOf(ranges, offer); f.quality > 0 && f.better(best) {
			best, found = f, i
		}
	}
	return found, found >= 0
}

// Accepts says whether a request accepts a media type by its name, and not only by
// a wildcard.
func Accepts(accept []string, mediaType string) bool {
	f := fitOf(parse(accept), mediaType)
	return f.quality > 0 && f.specific >= named
}

// How closely a range describes an offer.
const (
	anything = iota + 1 // */*
	anyOf               // text/*
	named               // text/turtle, with as many more as parameters fit
)

// A fit is what a request says of an offer.
type fit struct {
	quality  int // in thousandths
	specific int // 0 where no range matches
}

func (f fit) better(than fit) bool {
	return f.quality > than.quality || f.quality == than.quality && f.specific > than.specific
}

func fitOf(ranges []mediaRange, offer string) fit {
	o, ok := parseRange(offer)
	if !ok {
		return fit{}
	}
	var best fit
	for _, r := range ranges {
		if s := r.matches(o); s > best.specific || s == best.specific && s > 0 && r.quality > best.quality {
			best = fit{r.quality, s}
		}
	}
	return best
}

// A mediaRange is one element of an Accept header.
type mediaRange struct {
	kind, sub string
	params    [][2]string
	quality   int
}

// matches says how closely the range describes an offer, 0 for not at all.
func (r mediaRange) matches(offer mediaRange) int {
	switch {
	case r.kind == "*":
		return anything
	case r.kind != offer.kind:
		return 0
	case r.sub == "*":
		return anyOf
	case r.sub != offer.sub:
		return 0
	}
	specific := named
	for _, p := range r.params {
		for _, q := range offer.params {
			if p == q {
				specific++
			}
		}
	}
	return specific
}

// parse reads Accept headers; elements that are none are passed over.
func parse(accept []string) (ranges []mediaRange) {
	for _, header := range accept {
		for _, element := range split(header, ',') {
			if r, ok := parseRange(element); ok {
				ranges = append(ranges, r)
			}
		}
	}
	return ranges
}

func parseRange(text string) (r mediaRange, ok bool) {
	parts := split(text, ';')
	kind, sub, ok := strings.Cut(strings.ToLower(strings.TrimSpace(parts[0])), "/")
	if !ok || kind == "" || sub == "" || kind == "*" && sub != "*" {
		return r, false
	}
	r = mediaRange{kind: kind, sub: sub, quality: 1000}
	for _, part := range parts[1:] {
		name, value, _ := strings.Cut(part, "=")
		name, value = strings.ToLower(strings.TrimSpace(name)), unquote(strings.TrimSpace(value))
		switch name {
		case "":
		case "q":
			if r.quality, ok = quality(value); !ok {
				return r, false
			}
		default:
			r.params = append(r.params, [2]string{name, value})
		}
	}
	return r, true
}

// quality reads a weight, 0 to 1 with three digits at most: RFC 9110, section 12.4.2.
func quality(text string) (thousandths int, ok bool) {
	if len(text) == 0 || len(text) > 5 || strings.Trim(text, "0123456789.") != "" {
		return 0, false
	}
	q, err := strconv.ParseFloat(text, 64)
	if err != nil || q > 1 {
		return 0, false
	}
	return int(q*1000 + 0.5), true
}

// split cuts a header at a separator, but not within a quoted string.
func split(text string, separator byte) (parts []string) {
	start, quoted := 0, false
	for i := 0; i < len(text); i++ {
		switch c := text[i]; {
		case c == '\\' && quoted:
			i++
		case c == '"':
			quoted = !quoted
		case c == separator && !quoted:
			parts = append(parts, text[start:i])
			start = i + 1
		}
	}
	return append(parts, text[start:])
}

// unquote reads a quoted string: RFC 9110, section 5.6.4.
func unquote(text string) string {
	if len(text) < 2 || text[0] != '"' || text[len(text)-1] != '"' {
		return text
	}
	var b strings.Builder
	for i := 1; i < len(text)-1; i++ {
		if text[i] == '\\' && i+1 < len(text)-1 {
			i++
		}
		b.WriteByte(text[i])
	}
	return b.String()
}
