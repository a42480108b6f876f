package guard

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"
)

// reader answers with how much of the body it read, and 413 where that was too much.
var reader = http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
	n, err := io.Copy(io.Discard, r.Body)
	var tooLarge *http.MaxBytesError
	switch {
	case errors.As(err, &tooLarge):
		http.Error(w, err.Error(), http.StatusRequestEntityTooLarge)
	case err != nil:
		http.Error(w, err.Error(), http.StatusBadRequest)
	default:
		fmt.Fprint(w, n)
	}
})

func TestLimitsOverTheWire(t *testing.T) {
	limits := Usual()
	limits.Address, limits.Fields, limits.Body = 100, 10, 1000
	address := serve(t, limits, limits.Guard(Plain)(reader))
	const host = "Host: localhost\r\n"
	lines := func(n int) string { return strings.Repeat("X: y\r\n", n) }
	tests := []struct {
		about   string
		request string
		status  int
		body    string
	}{
		{"nothing special", "GET / HTTP/1.1\r\n" + host + "\r\n", 200, "0"},
		{"an address as long as may be", "GET /" + strings.Repeat("a", 99) + " HTTP/1.1\r\n" + host + "\r\n", 200, "0"},
		{"one byte more", "GET /" + strings.Repeat("a", 100) + " HTTP/1.1\r\n" + host + "\r\n", 414, "101 bytes"},
		{"a long query", "GET /?qu=" + strings.Repeat("a", 100) + " HTTP/1.1\r\n" + host + "\r\n", 414, "as the body of a POST"},
		{"a long address in full", "GET http://localhost/" + strings.Repeat("a", 90) + " HTTP/1.1\r\n" + host + "\r\n", 414, ""},
		{"an address without end", "GET /" + strings.Repeat("a", 100_000) + " HTTP/1.1\r\n" + host + "\r\n", 431, ""},
		{"lines as many as may be", "GET / HTTP/1.1\r\n" + host + lines(10) + "\r\n", 200, "0"},
		{"one line more", "GET / HTTP/1.1\r\n" + host + lines(11) + "\r\n", 431, "more than 10"},
		{"lines as long as may be", "GET / HTTP/1.1\r\n" + host + "X: " + strings.Repeat("y", 32<<10-len("GET / HTTP/1.1\r\n"+host+"X: \r\n")) + "\r\n\r\n", 200, "0"},
		{"one byte in them more", "GET / HTTP/1.1\r\n" + host + "X: " + strings.Repeat("y", 32<<10-len("GET / HTTP/1.1\r\n"+host+"X: \r\n")+1) + "\r\n\r\n", 431, "more than 32768 bytes"},
		{"a flood of lines", "GET / HTTP/1.1\r\n" + host + lines(100_000) + "\r\n", 431, ""},
		{"a line without end", "GET / HTTP/1.1\r\n" + host + "X: " + strings.Repeat("y", 1<<20) + "\r\n\r\n", 431, ""},
		{"a body as long as may be", "POST / HTTP/1.1\r\n" + host + "Content-Length: 1000\r\n\r\n" + strings.Repeat("a", 1000), 200, "1000"},
		{"a body that is too long, unsent", "POST / HTTP/1.1\r\n" + host + "Content-Length: 1001\r\n\r\n", 413, "1001 bytes"},
		{"a body that says it is vast", "POST / HTTP/1.1\r\n" + host + "Content-Length: 9223372036854775807\r\n\r\n", 413, ""},
		{"a body in chunks", "POST / HTTP/1.1\r\n" + host + "Transfer-Encoding: chunked\r\n\r\n3e8\r\n" + strings.Repeat("a", 1000) + "\r\n0\r\n\r\n", 200, "1000"},
		{"a body in chunks that is too long", "POST / HTTP/1.1\r\n" + host + "Transfer-Encoding: chunked\r\n\r\n3e9\r\n" + strings.Repeat("a", 1001) + "\r\n0\r\n\r\n", 413, ""},
		{"an unsent body that is waited for", "POST / HTTP/1.1\r\n" + host + "Expect: 100-continue\r\nContent-Length: 1001\r\n\r\n", 413, "1001 bytes"},
		{"two lengths", "POST / HTTP/1.1\r\n" + host + "Content-Length: 1\r\nContent-Length: 2\r\n\r\nab", 400, ""},
		{"DELETE, for a route to refuse", "DELETE / HTTP/1.1\r\n" + host + "\r\n", 200, "0"},
		{"TRACE", "TRACE / HTTP/1.1\r\n" + host + "\r\n", 405, `"TRACE"`},
		{"CONNECT", "CONNECT localhost:443 HTTP/1.1\r\n" + host + "\r\n", 405, "CONNECT"},
		{"a method of nobody", "BREW / HTTP/1.1\r\n" + host + "\r\n", 501, "BREW"},
		{"a method in lower case", "get / HTTP/1.1\r\n" + host + "\r\n", 501, ""},
		{"a method without end", strings.Repeat("A", 5000) + " / HTTP/1.1\r\n" + host + "\r\n", 501, "AAA…"},
	}
	for _, test := range tests {
		t.Run(test.about, func(t *testing.T) {
			got := say(t, address, test.request)
			if got.StatusCode != test.status || !strings.Contains(got.body, test.body) {
				t.Errorf("status %d, want %d with %q\n%s", got.StatusCode, test.status, test.body, got.body)
			}
			if len(got.body) > 500 {
				t.Errorf("an error of %d bytes", len(got.body))
			}
			if got.StatusCode == http.StatusMethodNotAllowed && got.Header.Get("Allow") == "" {
				t.Error("405 without Allow")
			}
		})
	}
}

// shortly are limits that end within a test.
func shortly() Limits {
	l := Usual()
	const short = 700 * time.Millisecond
	l.Header, l.Upload, l.Stall, l.Idle = short, short, short, short
	return l
}

func TestWhoDawdlesIsCutOff(t *testing.T) {
	limits := shortly()
	address := serve(t, limits, Chain(reader, limits.Guard(Plain), Hosts{}.Guard(Plain, Proxies{})))
	for about, begin := range map[string]string{
		"nothing at all":     "",
		"half a header":      "GET / HTTP/1.1\r\nHost: loc",
		"half a body":        "POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 10\r\n\r\nabc",
		"no second request":  "GET / HTTP/1.1\r\nHost: localhost\r\n\r\n",
		"chunks without end": "POST / HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n",

		// Also who is turned away before the body is wanted.
		"half a body for another host":       "POST / HTTP/1.1\r\nHost: evil.example\r\nContent-Length: 10\r\n\r\nabc",
		"half a body behind a long address":  "POST /" + strings.Repeat("a", limits.Address) + " HTTP/1.1\r\nHost: localhost\r\nContent-Length: 10\r\n\r\nabc",
		"half a body of a method of nobody":  "BREW / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 10\r\n\r\nabc",
		"half a body behind too many lines":  "POST / HTTP/1.1\r\nHost: localhost\r\n" + strings.Repeat("X: y\r\n", limits.Fields+1) + "Content-Length: 10\r\n\r\nabc",
		"half a vast body":                   "POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 10000000\r\n\r\nabc",
		"chunks without end to another host": "POST / HTTP/1.1\r\nHost: evil.example\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n",
	} {
		t.Run(about, func(t *testing.T) {
			t.Parallel()
			conn := dial(t, address)
			io.WriteString(conn, begin)
			if _, err := io.ReadAll(conn); os.IsTimeout(err) { // dial gives it a minute
				t.Error("the connection is still open")
			}
		})
	}
}

// A reader that takes nothing ends the handler; one that is slow does not.
func TestWhoReadsNothingIsCutOff(t *testing.T) {
	limits := shortly()
	ended := make(chan error, 1)
	address := serve(t, limits, limits.Guard(Plain)(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		part := bytes.Repeat([]byte("x"), 1<<16)
		for {
			if _, err := w.Write(part); err != nil {
				ended <- err
				return
			}
		}
	})))
	conn := dial(t, address)
	io.WriteString(conn, "GET / HTTP/1.1\r\nHost: localhost\r\n\r\n")
	select {
	case <-ended:
	case <-time.After(time.Minute):
		t.Error("after a minute the handler still writes to one who does not read")
	}
}

// Nor does who is turned away, request after request, and takes none of the answers.
func TestWhoReadsNoRefusalIsCutOff(t *testing.T) {
	limits := shortly()
	address := serve(t, limits, Chain(reader, limits.Guard(Plain), Hosts{}.Guard(Plain, Proxies{})))
	for about, request := range map[string]string{
		"to another host":   "GET / HTTP/1.1\r\nHost: evil.example\r\n\r\n",
		"a nobody's method": "BREW / HTTP/1.1\r\nHost: localhost\r\n\r\n",
	} {
		t.Run(about, func(t *testing.T) {
			t.Parallel()
			conn := dial(t, address)
			many := strings.Repeat(request, 1000)
			for {
				if _, err := io.WriteString(conn, many); os.IsTimeout(err) { // after a minute
					t.Fatal("the server still waits for its answers to be taken")
				} else if err != nil {
					return
				}
			}
		})
	}
}

// Who reads a long answer slowly has the same time for each part of it, also where it
// is written at once.
func TestWhoReadsSlowlyIsNotCutOff(t *testing.T) {
	limits := shortly()
	limits.Stall = 1500 * time.Millisecond
	const size, sips = 64 << 20, 40
	address := serve(t, limits, limits.Guard(Plain)(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Length", strconv.Itoa(size))
		w.Write(make([]byte, size))
	})))
	conn := dial(t, address)
	io.WriteString(conn, "GET / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
	var got int64
	for {
		n, err := io.CopyN(io.Discard, conn, size/sips)
		if got += n; err != nil {
			break
		}
		time.Sleep(limits.Stall * 3 / 2 / sips)
	}
	if got < size {
		t.Errorf("cut off after %d of %d bytes", got, size)
	}
}

// An answer that takes longer than any of the limits, with a body read before: it
// comes whole, and the request's context lives as long.
func TestALongAnswerIsNotCutOff(t *testing.T) {
	limits := shortly()
	address := serve(t, limits, limits.Guard(Plain)(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		io.Copy(io.Discard, r.Body)
		for range 12 {
			select {
			case <-r.Context().Done():
				return
			case <-time.After(100 * time.Millisecond):
			}
			io.WriteString(w, "line\n")
			w.(http.Flusher).Flush()
		}
		io.WriteString(w, "end\n")
	})))
	for _, request := range []string{
		"GET / HTTP/1.1\r\nHost: localhost\r\n\r\n",
		"POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 3\r\n\r\nabc",
	} {
		if got := say(t, address, request); !strings.HasSuffix(got.body, "end") {
			t.Errorf("%.4s: cut off after %q", request, got.body)
		}
	}
}

// sunk sees what a connection is asked to send.
type sunk struct {
	http.ResponseWriter
	sources []io.Reader
	sent    int64
}

func (s *sunk) ReadFrom(src io.Reader) (int64, error) {
	s.sources = append(s.sources, src)
	n, err := io.Copy(io.Discard, src)
	s.sent += n
	return n, err
}

// The system can send a file by itself when it is given an *os.File within one
// io.LimitedReader; that must be what a handler's file becomes here.
func TestFilesReachTheConnectionAsFiles(t *testing.T) {
	for _, size := range []int64{0, 10, atOnce, atOnce + 1, 3 * atOnce} {
		name := filepath.Join(t.TempDir(), "dump")
		if err := os.WriteFile(name, make([]byte, size), 0o600); err != nil {
			t.Fatal(err)
		}
		below := &sunk{ResponseWriter: httptest.NewRecorder()}
		Usual().Guard(Plain)(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			http.ServeFile(w, r, name)
		})).ServeHTTP(below, httptest.NewRequest(http.MethodGet, "/", nil))
		if below.sent != size {
			t.Errorf("%d of %d bytes", below.sent, size)
		}
		for _, src := range below.sources {
			limited, ok := src.(*io.LimitedReader)
			if !ok {
				t.Fatalf("a %T, want *io.LimitedReader", src)
			}
			if _, ok := limited.R.(*os.File); !ok {
				t.Errorf("a %T within, want *os.File", limited.R)
			}
		}
	}
}

// Who reads no answer before all is sent gets one, too.
func TestALongBodyIsHeardOut(t *testing.T) {
	limits := Usual()
	address := serve(t, limits, limits.Guard(Plain)(reader))
	const size = 10 << 20
	conn := dial(t, address)
	fmt.Fprintf(conn, "POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: %d\r\n\r\n", size)
	if n, err := conn.Write(make([]byte, size)); err != nil {
		t.Fatalf("after %d bytes: %v", n, err)
	}
	if got := hear(t, conn); got.StatusCode != http.StatusRequestEntityTooLarge || !strings.Contains(got.body, "at most 1048576 are read") {
		t.Errorf("%d %s", got.StatusCode, got.body)
	}
}
