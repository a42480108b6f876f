package observe

import (
	"bytes"
	"encoding/json"
	"errors"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"
)

// hostile are texts that would like to be more than a value.
var hostile = []string{
	"a\nlevel=ERROR msg=forged",
	"a\r\n{\"level\":\"ERROR\"}",
	`a" level=ERROR forged="`,
	"\x1b[2J\x1b]0;title\x07",
	"\u009b31mred", "\u0085next", "\u2028line\u2029paragraph",
	"\u202eright to left", "\x00\x7f", "\xff\xfe",
	strings.Repeat("ж", 1<<20),
}

func TestAValueStaysInItsLine(t *testing.T) {
	for _, format := range []string{"text", "json"} {
		for _, text := range hostile {
			for about, value := range map[string]any{"text": text, "error": errors.New(text)} {
				var out bytes.Buffer
				log, err := Logger(&out, format, nil)
				if err != nil {
					t.Fatal(err)
				}
				log.Info("request", "value", value, slog.Group("within", "value", value))
				log.Warn(text)
				got := out.String()
				if lines := strings.Count(got, "\n"); lines != 2 || !strings.HasSuffix(got, "\n") {
					t.Errorf("%s, %s %.30q: %d lines:\n%.300s", format, about, text, lines, got)
				}
				if len(got) > 40<<10 || !utf8.ValidString(got) {
					t.Errorf("%s, %s %.30q: %d bytes, valid: %t", format, about, text, len(got), utf8.ValidString(got))
				}
				for _, r := range got {
					if !unicode.IsPrint(r) && r != '\n' {
						t.Errorf("%s, %s %.30q: %U reaches the terminal", format, about, text, r)
					}
				}
				if format == "text" && strings.Contains(got, "\nlevel=ERROR") || strings.Contains(got, ` level=ERROR forged="`) && !strings.Contains(got, `\" level=ERROR`) {
					t.Errorf("a forged line:\n%s", got)
				}
				for line := range strings.Lines(got) {
					if format == "json" && !json.Valid([]byte(line)) {
						t.Errorf("no JSON: %s", line)
					}
				}
			}
		}
	}
}

func TestLogFormats(t *testing.T) {
	if _, err := Logger(nil, "xml", nil); err == nil || !strings.Contains(err.Error(), "text or json") {
		t.Errorf("xml: %v", err)
	}
	var out bytes.Buffer
	log, err := Logger(&out, "json", slog.LevelWarn)
	if err != nil {
		t.Fatal(err)
	}
	log.Info("hidden")
	log.Warn("Гэндэн", "n", 3)
	var entry map[string]any
	if err := json.Unmarshal(out.Bytes(), &entry); err != nil || entry["msg"] != "Гэндэн" || entry["n"] != 3.0 || entry["time"] == nil {
		t.Errorf("%v, %v", entry, err)
	}
}

func TestCutBetweenCharacters(t *testing.T) {
	if got := cut("жж", 3); got != "ж… (4 bytes)" {
		t.Errorf("%q", got)
	}
}

// What is logged during a request begins with its id, also by a logger made of the log, and
// nothing else does.
func TestLinesOfARequestHaveItsID(t *testing.T) {
	lines := &book{}
	plain, err := Logger(lines, "json", nil)
	if err != nil {
		t.Fatal(err)
	}
	log := WithIDs(WithIDs(plain))
	h := Requests(Options{Log: log})(http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) {
		log.WarnContext(r.Context(), "within", "n", 3)
		log.With("part", "x").WithGroup("more").InfoContext(r.Context(), "within", "n", 4)
		log.Info("outside")
	}))
	w := httptest.NewRecorder()
	h.ServeHTTP(w, httptest.NewRequest(http.MethodGet, "/", nil))
	id := w.Header().Get(idHeader)
	within := lines.entries(t, "within", 2)
	more, _ := within[1]["more"].(map[string]any)
	if within[0]["id"] != id || within[0]["n"] != 3.0 || within[1]["part"] != "x" || more["id"] != id || more["n"] != 4.0 {
		t.Errorf("%v, not with id %s", within, id)
	}
	if request := lines.entries(t, "request", 1)[0]; request["id"] != id {
		t.Errorf("%v, not with id %s", request, id)
	}
	if outside := lines.entries(t, "outside", 1)[0]; outside["id"] != nil {
		t.Errorf("%v", outside)
	}
	if n := strings.Count(lines.lines.String(), `"id"`); n != 3 {
		t.Errorf("%d ids in:\n%s", n, &lines.lines)
	}
}
