package web_test

import (
	"fmt"
	"math"
	"net/http"
	"net/http/httptest"
	"regexp"
	"strings"
	"testing"

	"annals.example/internal/web"
)

// stylesheet gives what a page's stylesheet holds, as a server below a prefix gives it.
func stylesheet(t *testing.T, s *site) string {
	t.Helper()
	_, page := s.get(t, "/")
	css, served := "", 0
	for _, n := range elements(parse(t, page)) {
		rel := attribute(n, "rel")
		if n.Data != "link" || rel != "stylesheet" && rel != "icon" {
			continue
		}
		answer := httptest.NewRecorder()
		request := httptest.NewRequestWithContext(t.Context(), http.MethodGet, attribute(n, "href"), nil)
		http.StripPrefix("/x", web.Assets()).ServeHTTP(answer, request)
		if answer.Code != http.StatusOK || !strings.Contains(answer.Header().Get("Cache-Control"), "immutable") {
			t.Errorf("%s: status %d, %v", attribute(n, "href"), answer.Code, answer.Header())
		}
		if served++; rel == "stylesheet" {
			css = answer.Body.String()
		}
	}
	if served != 2 || css == "" {
		t.Fatalf("%d assets, and a stylesheet of %d bytes; want that and an icon", served, len(css))
	}
	return css
}

// The stylesheet fetches nothing, and what it colours can be read: WCAG 2.2, 1.4.3 wants
// a contrast of 4.5.
func TestStylesheet(t *testing.T) {
	css := stylesheet(t, embedded(t))
	if found := regexp.MustCompile(`url\(|@import|@font-face`).FindString(css); found != "" {
		t.Errorf("it fetches something: %s", found)
	}
	colour := regexp.MustCompile(`--(\w+): #([0-9a-f]{6});`)
	light, dark, ok := strings.Cut(css, "@media (prefers-color-scheme: dark)")
	if !ok {
		t.Fatal("it has no colours for the dark")
	}
	for name, part := range map[string]string{"light": light, "dark": dark} {
		colours := map[string]float64{}
		for _, m := range colour.FindAllStringSubmatch(part, -1) {
			if _, known := colours[m[1]]; !known {
				colours[m[1]] = luminance(t, m[2])
			}
		}
		for _, ink := range []string{"ink", "faint", "link", "red"} {
			for _, ground := range []string{"paper", "leaf", "wash"} {
				a, b := colours[ink], colours[ground]
				if contrast := (max(a, b) + .05) / (min(a, b) + .05); contrast < 4.5 {
					t.Errorf("%s: %s on %s has a contrast of %.2f", name, ink, ground, contrast)
				}
			}
		}
	}
}

// luminance is that of WCAG 2.2.
func luminance(t *testing.T, hex string) float64 {
	var rgb [3]int
	if _, err := fmt.Sscanf(hex, "%02x%02x%02x", &rgb[0], &rgb[1], &rgb[2]); err != nil {
		t.Fatal(err)
	}
	sum := 0.0
	for i, weight := range []float64{.2126, .7152, .0722} {
		c := float64(rgb[i]) / 255
		if c <= .04045 {
			c /= 12.92
		} else {
			c = math.Pow((c+.055)/1.055, 2.4)
		}
		sum += weight * c
	}
	return sum
}

func TestUnknownAssets(t *testing.T) {
	for _, path := range []string{"/assets/", "/assets/annals.css", "/assets/../web.go"} {
		answer := httptest.NewRecorder()
		web.Assets().ServeHTTP(answer, httptest.NewRequestWithContext(t.Context(), http.MethodGet, path, nil))
		if answer.Code != http.StatusNotFound {
			t.Errorf("%s: status %d", path, answer.Code)
		}
	}
}

// A page names the address under which it is to be cited: the thing's own, not that of
// the server that happens to show it.
func TestCanonical(t *testing.T) {
	s := embedded(t)
	for target, want := range map[string]string{
		"/":                        "https://annals.example/soviet-mongolian/",
		"/agreement/1936-protocol": "https://annals.example/soviet-mongolian/agreement/1936-protocol",
		"/sources":                 "https://annals.example/soviet-mongolian/sources",
		"/ask/losses?side=&event=event%2Fkhalkhin-gol": "https://annals.example/soviet-mongolian/ask/losses?event=event%2Fkhalkhin-gol",
	} {
		_, page := s.get(t, target)
		for _, n := range elements(parse(t, page)) {
			if attribute(n, "rel") == "canonical" && attribute(n, "href") != want {
				t.Errorf("%s: canonical %s, want %s", target, attribute(n, "href"), want)
			}
		}
		if !strings.Contains(page, `rel="canonical"`) {
			t.Errorf("%s has no canonical address", target)
		}
	}
}
