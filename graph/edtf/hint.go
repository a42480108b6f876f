package edtf

import (
	"regexp"
	"strings"
)

var monthNames = [12]string{"January", "February", "March", "April", "May", "June",
	"July", "August", "September", "October", "November", "December"}

// meantBy gives the EDTF of a text that looks like a date as people write it.
// Several mean that the text is ambiguous: which was meant, only its writer
// knows. All are valid in the calendar; none means that nothing was
// recognised. This is for hints alone: Parse never repairs.
func meantBy(text string, cal calendar) []string {
	const longest = 60 // no date that people write is longer
	if len(text) > longest {
		return nil
	}
	if meant := valid(slips(text), cal); len(meant) > 0 {
		return meant[:1]
	}
	text = strings.ToLower(strings.Join(strings.Fields(text), " "))
	for _, f := range forms() {
		if m := f.looks.FindStringSubmatch(text); m != nil {
			if meant := valid(f.means(m[1:]), cal); len(meant) > 0 {
				return meant
			}
		}
	}
	if rest := about.ReplaceAllString(text, ""); rest != text {
		dates := valid([]string{rest}, cal)
		if len(dates) == 0 {
			dates = meantBy(rest, cal)
		}
		for i := range dates {
			dates[i] += "~"
		}
		return valid(dates, cal)
	}
	return nil
}

// slips are texts that are EDTF but for a small thing: spaces, letter case,
// or the syntax of the draft of 2012.
func slips(text string) []string {
	compact := strings.Join(strings.Fields(text), "")
	return []string{
		compact,
		strings.NewReplacer("u", "X", "x", "X", "y", "Y", "t", "T", "z", "Z").Replace(compact),
		strings.NewReplacer("?~", "%", "~?", "%").Replace(compact),
		strings.NewReplacer("/unknown", "/", "unknown/", "/", "/open", "/..").Replace(strings.ToLower(compact)),
		strings.NewReplacer("–", "/", "—", "/").Replace(compact),
		strings.NewReplacer("–", "-", "‑", "-", "−", "-").Replace(compact),
	}
}

var about = regexp.MustCompile(`^(?:circa|ca\.?|c\.?|about|around|approximately)\s*`)

func valid(texts []string, cal calendar) []string {
	var good []string
	for _, t := range texts {
		if _, fault := read(t, cal); fault == nil {
			good = append(good, t)
		}
	}
	return good
}
