package web

import "strings"

// licenceName is a licence as people call it. Those of Creative Commons tell it by their
// address: https://creativecommons.org/licenses/by-sa/4.0/.
func licenceName(text string) string {
	_, path, ok := strings.Cut(text, "://creativecommons.org/")
	parts := strings.Split(strings.TrimSuffix(path, "/"), "/")
	if !ok || len(parts) != 3 {
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
