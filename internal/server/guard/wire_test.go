package guard

import (
	"bufio"
	"io"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"testing"
	"time"
)

// told sends bytes as they are, and gives the status of each answer until the server has
// no more to say.
func told(t *testing.T, address, request string) (statuses []int) {
	t.Helper()
	conn := dial(t, address)
	go io.WriteString(conn, request) // it may be answered before it is read
	for from := bufio.NewReader(conn); ; {
		a, err := http.ReadResponse(from, nil)
		if err != nil {
			return statuses
		}
		statuses = append(statuses, a.StatusCode)
		if _, err := io.Copy(io.Discard, a.Body); err != nil {
			return statuses
		}
	}
}

// Where a proxy and we could disagree on where a request ends, what stands behind it is
// never taken for another: RFC 9112, section 11.2.
func TestNoRequestHidesInAnother(t *testing.T) {
	limits := Usual()
	limits.Idle, limits.Upload = 200*time.Millisecond, time.Second
	came := &journal{}
	address := serve(t, limits, Chain(reader, came.note, limits.Guard(Plain)))
	hidden := func(path string) string { return "GET " + path + " HTTP/1.1\r\nHost: localhost\r\n\r\n" }
	for about, lines := range map[string]string{
		"a length and chunks":               "Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
		"chunks and a length":               "Transfer-Encoding: chunked\r\nContent-Length: 5\r\n\r\n0\r\n\r\n",
		"a longer length than the chunks":   "Content-Length: 500\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
		"chunks twice":                      "Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
		"chunks in a list":                  "Transfer-Encoding: chunked, chunked\r\n\r\n0\r\n\r\n",
		"chunks in other words":             "Transfer-Encoding: xchunked\r\n\r\n0\r\n\r\n",
		"chunks behind a control":           "Transfer-Encoding: \x0bchunked\r\n\r\n0\r\n\r\n",
		"chunks behind a space in the name": "Transfer-Encoding : chunked\r\n\r\n0\r\n\r\n",
		"chunks on a folded line":           "Transfer-Encoding:\r\n chunked\r\n\r\n0\r\n\r\n",
		"a chunk of hexadecimal with 0x":    "Transfer-Encoding: chunked\r\n\r\n0x0\r\n\r\n",
		"a chunk below zero":                "Transfer-Encoding: chunked\r\n\r\n-1\r\n\r\n",
		"a chunk too long for a number":     "Transfer-Encoding: chunked\r\n\r\n10000000000000000\r\n\r\n",
		"a chunk without an end":            "Transfer-Encoding: chunked\r\n\r\n1\r\naX0\r\n\r\n",
		"two lengths":                       "Content-Length: 0\r\nContent-Length: 5\r\n\r\n",
		"a list of lengths":                 "Content-Length: 0, 5\r\n\r\n",
		"a length with a sign":              "Content-Length: +0\r\n\r\n",
		"a length below zero":               "Content-Length: -1\r\n\r\n",
		"a length in hexadecimal":           "Content-Length: 0x0\r\n\r\n",
		"a return within a line":            "X: y\rContent-Length: 0\r\n\r\n",
		"a NUL":                             "X: \x00\r\n\r\n",
	} {
		for _, version := range []string{"HTTP/1.1", "HTTP/1.0\r\nConnection: keep-alive"} {
			t.Run(about+", in "+version[:8], func(t *testing.T) {
				t.Parallel()
				path := "/hidden/" + url.PathEscape(t.Name())
				got := told(t, address, "POST /seen "+version+"\r\nHost: localhost\r\n"+lines+hidden(path))
				if came.has("GET " + path) {
					t.Errorf("what stood behind it was answered: %v", got)
				}
				if len(got) != 1 {
					t.Errorf("answered by %v", got)
				}
			})
		}
	}
	// And where nothing is in doubt, the next is answered.
	got := told(t, address, "POST /seen HTTP/1.1\r\nHost: localhost\r\nContent-Length: 3\r\n\r\nabc"+hidden("/next"))
	if !slices.Equal(got, []int{200, 200}) || !came.has("GET /next") {
		t.Errorf("two requests in a row are answered by %v", got)
	}
}

// Nobody is led to another protocol, in which no guard would look at what is asked.
func TestNoOtherProtocol(t *testing.T) {
	limits := Usual()
	limits.Idle = 200 * time.Millisecond
	came := &journal{}
	address := serve(t, limits, Chain(welcome, came.note, Hosts{}.Guard(Plain, Proxies{}), limits.Guard(Plain)))
	for about, test := range map[string]struct {
		request string
		want    []int
	}{
		"an upgrade to HTTP/2": {"GET /up HTTP/1.1\r\nHost: localhost\r\nConnection: Upgrade, HTTP2-Settings\r\n" +
			"Upgrade: h2c\r\nHTTP2-Settings: AAMAAABkAAQCAAAAAAIAAAAA\r\n\r\n", []int{200}}, // as if it had not asked
		"an upgrade to a WebSocket": {"GET /up HTTP/1.1\r\nHost: localhost\r\nConnection: Upgrade\r\n" +
			"Upgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n\r\n", []int{200}},
		"HTTP/2 without asking": {"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n\x00\x00\x00\x04\x00\x00\x00\x00\x00", []int{421}},
		"HTTP/3":                {"GET /up HTTP/3.0\r\nHost: localhost\r\n\r\n", []int{505}},
		"no version":            {"GET /up\r\n\r\n", []int{400}},
		"TLS":                   {"\x16\x03\x01\x00\x05\x01\x00\x00\x01\x00\r\n\r\n", []int{400}},
	} {
		if got := told(t, address, test.request); !slices.Equal(got, test.want) {
			t.Errorf("%s: answered by %v, want %v", about, got, test.want)
		}
	}
	for _, entry := range came.entries() {
		if entry != "GET /up" && !strings.HasPrefix(entry, "PRI ") {
			t.Errorf("a handler was asked for %s", entry)
		}
	}
}
