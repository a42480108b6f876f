package server

import (
	"fmt"
	"html"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
)

// Parts of an answer, as RFC 9110 has them: of a file and of what is in memory.
func TestParts(t *testing.T) {
	s := running(t, Options{})
	for _, path := range []string{"/dump.nq.gz", "/agreement/1936-protocol.nq"} {
		ask := func(method string, headers ...string) *httptest.ResponseRecorder {
			r := httptest.NewRequest(method, "http://localhost"+path, nil)
			for i := 0; i < len(headers); i += 2 {
				r.Header.Set(headers[i], headers[i+1])
			}
			w := httptest.NewRecorder()
			s.ServeHTTP(w, r)
			return w
		}
		whole := ask("GET")
		all, tag := whole.Body.String(), whole.Header().Get("ETag")
		n := len(all)
		for header, want := range map[string]string{
			"bytes=0-9":                              all[:10],
			"Bytes=0-9":                              all[:10],
			"bytes=000000000000000000000000000-0009": all[:10],
			"bytes=5-99999999999999999999":           all[5:],
			"bytes=5-" + strings.Repeat("9", 1000):   all[5:],
			"bytes=-10":                              all[n-10:],
			"bytes=-99999999999999999999":            all,
			"bytes=, 3-5 ,":                          all[3:6],
			"bytes=-0,1-2":                           all[1:3],
			"bytes=99999999999999999999-,1-2":        all[1:3],
			fmt.Sprintf("bytes=%d-", n-1):            all[n-1:],
		} {
			if w := ask("GET", "Range", header); w.Code != 206 || w.Body.String() != want {
				t.Errorf("%s: %s: %d, %d bytes, want %d", path, header, w.Code, w.Body.Len(), len(want))
			}
			if w := ask("HEAD", "Range", header); w.Code != 200 || w.Header().Get("Content-Length") != fmt.Sprint(n) {
				t.Errorf("%s: HEAD with %s: %d, %v", path, header, w.Code, w.Header())
			}
		}
		for _, header := range []string{"items=0-1", "seconds=1-2", "bytes", "bytes 0-1", "=0-1", ""} { // of no unit that there is
			if w := ask("GET", "Range", header); w.Code != 200 || w.Body.String() != all {
				t.Errorf("%s: %q: %d, %d bytes", path, header, w.Code, w.Body.Len())
			}
		}
		for _, header := range []string{
			"bytes=-0", "bytes=-00,-0", fmt.Sprintf("bytes=%d-", n), "bytes=99999999999999999999-", "bytes=99999999999999999999-99999999999999999999",
			"bytes=5-1", "bytes=a-b", "bytes=-", "bytes=1", "bytes=+1-2", "bytes=0x1-2", "bytes=3 - 5", "bytes=0-1,5-1", "bytes=-5-7",
		} {
			w := ask("GET", "Range", header, "Accept", "text/html")
			if w.Code != 416 || !strings.HasPrefix(w.Header().Get("Content-Type"), "text/html") || !strings.Contains(html.UnescapeString(w.Body.String()), header) {
				t.Errorf("%s: %s: %d %v %.100s", path, header, w.Code, w.Header(), w.Body)
			}
			w = ask("GET", "Range", header)
			if w.Code != 416 || w.Header().Get("Content-Type") != jsonType || w.Header().Get("Cache-Control") != "no-store" || w.Header().Get("ETag") != "" ||
				w.Header().Get("Content-Disposition") != "" || w.Header().Get("Accept-Ranges") != "" || w.Header().Get("Link") != "" || strings.Contains(w.Body.String(), "invalid range") {
				t.Errorf("%s: %s: %d %v %.100s", path, header, w.Code, w.Header(), w.Body)
			}
			// What comes before the part is still asked first.
			for _, c := range []struct {
				name, value string
				want        int
			}{
				{"If-None-Match", tag, http.StatusNotModified}, {"If-Match", `"other"`, http.StatusPreconditionFailed},
				{"If-Range", `"other"`, http.StatusOK}, {"If-Range", tag, http.StatusRequestedRangeNotSatisfiable},
			} {
				if w := ask("GET", "Range", header, c.name, c.value); w.Code != c.want {
					t.Errorf("%s: %s with %s: %s: %d, want %d", path, header, c.name, c.value, w.Code, c.want)
				}
			}
		}
		if got := ask("GET", "Range", "bytes=-0").Header().Get("Content-Range"); got != fmt.Sprintf("bytes */%d", n) {
			t.Errorf("%s: Content-Range: %s", path, got)
		}
	}
}
