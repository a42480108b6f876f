package cayleyapi

import (
	"strconv"
	"strings"
)

// A wish is one element of an Accept header.
type wish struct {
	value   string // a media type, a range of them, a coding; in small letters
	quality float64
}

// mostWishes bounds what a hostile header costs.
const mostWishes = 100

// wishes reads a header of the kind of Accept: RFC 9110, section 12.4.2. What cannot be
// read is left out. Parameters other than the quality are not looked at, because no
// format here has any.
func wishes(header []string) []wish {
	var all []wish
	for element := range strings.SplitSeq(strings.Join(header, ","), ",") {
		value, parameters, _ := strings.Cut(element, ";")
		value = strings.ToLower(strings.TrimSpace(value))
		if value == "" {
			continue
		}
		w := wish{value, 1}
		for parameter := range strings.SplitSeq(parameters, ";") {
			name, text, _ := strings.Cut(parameter, "=")
			if strings.EqualFold(strings.TrimSpace(name), "q") {
				w.quality = quality(strings.TrimSpace(text))
			}
		}
		if all = append(all, w); len(all) == mostWishes {
			break
		}
	}
	return all
}

func quality(text string) float64 {
	q, err := strconv.ParseFloat(text, 64)
	if err != nil || !(q >= 0 && q <= 1) {
		return 0 // nobody can know what was meant
	}
	return q
}

// preferred gives the offer that a client likes best; among equals the one that the
// client names first, then the one that is offered first. A client that likes none gets
// the first offer, as from Cayley: its Content-Type tells.
func preferred(header []string, offers []string) string {
	best, quality, place := offers[0], 0.0, 0
	all := wishes(header)
	for _, offer := range offers {
		q, at := liked(all, offer)
		if q > quality || q == quality && q > 0 && at < place {
			best, quality, place = offer, q, at
		}
	}
	return best
}

// liked gives the quality of an offer and the place of the wish that decides it: the
// most specific one (RFC 9110, section 12.5.1).
func liked(all []wish, offer string) (quality float64, place int) {
	specific := 0
	for i, w := range all {
		s := 0
		major, isRange := strings.CutSuffix(w.value, "/*")
		switch {
		case w.value == offer:
			s = 3
		case w.value == "*/*", w.value == "*":
			s = 1
		case isRange && strings.HasPrefix(offer, major+"/"):
			s = 2
		}
		if s > specific {
			specific, quality, place = s, w.quality, i
		}
	}
	return quality, place
}
