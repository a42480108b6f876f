package guard

import (
	"bytes"
	"io"
	"log/slog"
	"net"
	"net/http"
	"testing"
	"testing/synctest"
	"time"
)

// A quay is where the connections of a test come in: they have no buffers, and in a
// bubble of synctest no real time.
type quay chan net.Conn

func (q quay) Accept() (net.Conn, error) {
	if conn, ok := <-q; ok {
		return conn, nil
	}
	return nil, net.ErrClosed
}

func (q quay) Close() error {
	close(q)
	return nil
}

func (q quay) Addr() net.Addr { return &net.TCPAddr{} }

// moor serves a handler to one connection, until it is hung up.
func moor(limits Limits, h http.Handler) (conn net.Conn, hangUp func()) {
	q := make(quay, 1)
	server := limits.Server(limits.Guard(Plain)(h), slog.New(slog.DiscardHandler))
	go server.Serve(q)
	conn, theirs := net.Pipe()
	q <- theirs
	return conn, func() {
		conn.Close()
		server.Close()
	}
}

// Who takes an answer too slowly is cut off, however steadily, and who is slow with
// reason is not.
func TestThePaceOfReaders(t *testing.T) {
	const size = 4 << 20
	for _, test := range []struct {
		about string
		sip   int64 // bytes, one after
		every time.Duration
		whole bool
		most  time.Duration // until it is cut off
	}{
		{"one byte a second", 1, time.Second, false, 31 * time.Second},
		{"as one who would hold a place for a day", 64, time.Second, false, 31 * time.Second},
		{"64 kB in 25 s", 64 << 10, 25 * time.Second, false, 2 * time.Minute},
		{"a fifth too slow", 13 << 10, time.Second, false, 4 * time.Minute},
		{"nothing for too long", 1 << 20, time.Minute, false, 2 * time.Minute},

		{"a fifth faster than need be", 20 << 10, time.Second, true, 0},
		{"with long pauses", 512 << 10, 25 * time.Second, true, 0},
		{"at once", size, 0, true, 0},
	} {
		for way, h := range map[string]http.HandlerFunc{
			"in one":   func(w http.ResponseWriter, _ *http.Request) { w.Write(make([]byte, size)) },
			"in lines": lines(size),
			"a file": func(w http.ResponseWriter, r *http.Request) {
				http.ServeContent(w, r, "", time.Time{}, bytes.NewReader(make([]byte, size)))
			},
		} {
			t.Run(test.about+", "+way, func(t *testing.T) {
				synctest.Test(t, func(t *testing.T) {
					conn, hangUp := moor(Usual(), h)
					defer hangUp()
					go io.WriteString(conn, "GET / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
					begun := time.Now()
					got := int64(0)
					for {
						n, err := io.CopyN(io.Discard, conn, test.sip)
						if got += n; err != nil {
							break
						}
						time.Sleep(test.every)
					}
					took := time.Since(begun)
					if whole := got > size; whole != test.whole {
						t.Errorf("%d of %d bytes were sent, in %v", got, size, took)
					}
					if !test.whole && took > test.most {
						t.Errorf("it was cut off after %v, want %v", took, test.most)
					}
				})
			})
		}
	}
}

// lines answers with many short lines.
func lines(size int) http.HandlerFunc {
	line := append(bytes.Repeat([]byte{'x'}, 99), '\n')
	return func(w http.ResponseWriter, _ *http.Request) {
		for range size/len(line) + 1 {
			if _, err := w.Write(line); err != nil {
				return
			}
		}
	}
}

// The time that a handler takes is not the client's: a long search is no reason to cut
// off whoever waits for what it finds.
func TestALongSearchIsNotTheReadersFault(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		conn, hangUp := moor(Usual(), http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
			for range 10 {
				time.Sleep(10 * time.Minute)
				io.WriteString(w, "found\n")
				w.(http.Flusher).Flush()
			}
		}))
		defer hangUp()
		go io.WriteString(conn, "GET / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
		all, err := io.ReadAll(conn)
		if n := bytes.Count(all, []byte("found\n")); n != 10 {
			t.Errorf("%d of 10 lines, %v", n, err)
		}
	})
}
