package web

import "strings"

// licence is a licence as pages show it. A dataset says what it likes: only an address
// that is safe to follow is a link.
func licence(l Link) Link {
	l.Text, l.Href = licenceName(l.Text), outward(l.Href)
	return l
}

// licenceName is a licence as people call it. Those of Creative Commons tell it by their
// address: https://creativecommons.org/licenses/by-sa/4.0/.
func licenceName(text string) string {
	scheme, path, ok := strings.Cut(text, "://creativecommons.org/")
	parts := strings.Split(strings.TrimSuffix(path, "/"), "/")
	if !ok || scheme != "https" && scheme != "http" || len(parts) != 3 {
		return text
	}
	kind, name, version := parts[0], parts[1], parts[2]
	switch {
	case kind == "licenses":
		return "CC " + strings.ToUpper(name) + " " + version
	case kind == "publicdomain" && name == "zero":
		return "CC0 " + version
	case kind == "publicdomain" && name == "mark":
		return "Public Domain Mark " + version
	}
	return text
}
