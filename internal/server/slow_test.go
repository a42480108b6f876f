package server_test

import (
	"errors"
	"fmt"
	"io"
	"net"
	"strings"
	"sync"
	"testing"
	"time"

	"annals.example/internal/server"
	"annals.example/internal/server/guard"
)

// Who sends or reads one byte after another is cut off, and holds nobody up meanwhile.
func TestSlowClients(t *testing.T) {
	limits := guard.Usual()
	limits.Header, limits.Upload, limits.Stall = 500*time.Millisecond, 500*time.Millisecond, 500*time.Millisecond
	s := start(t, server.Options{Limits: limits})
	host := strings.TrimPrefix(s.url, "http://")
	begin := func(text string) net.Conn {
		conn, err := net.Dial("tcp", host)
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { conn.Close() })
		if err := conn.SetDeadline(time.Now().Add(time.Minute)); err != nil {
			t.Fatal(err)
		}
		io.WriteString(conn, text)
		return conn
	}
	var slow []net.Conn
	for range 50 {
		slow = append(slow, begin("GET / HTTP/1.1\r\nHost: localhost\r\nX-Slow: "),
			begin("POST /api/v1/query/gizmo HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100\r\n\r\ng."),
			begin("POST /api/v1/query/gizmo HTTP/1.1\r\nHost: evil.example\r\nContent-Length: 100\r\n\r\ng."))
	}
	get(t, s.url+"/").is(t, 200, "")
	var all sync.WaitGroup
	for i, conn := range slow {
		all.Go(func() {
			said, err := io.ReadAll(conn)
			if err != nil && isTimeout(err) {
				t.Errorf("a slow client is not cut off: %v", err)
			}
			if body := i%3 == 1; body && !strings.HasPrefix(string(said), "HTTP/1.1 408 ") {
				t.Errorf("whose body is slow is told %q", said)
			}
		})
	}
	all.Wait()
	eventually(t, "the log has no line for a slow body", func() bool { return strings.Contains(s.log.String(), "status=408") })
	if strings.Contains(s.log.String(), "gone=true") {
		t.Errorf("the log says that a client is gone which waits:\n%s", s.log)
	}

	// Nothing of a long answer is read: the server gives up, and the edition is free.
	reader := begin(strings.Repeat("GET /dump.nq.gz HTTP/1.1\r\nHost: localhost\r\n\r\n", 200))
	eventually(t, "who reads nothing is not cut off", func() bool {
		return strings.Contains(s.log.String(), "path=/dump.nq.gz") && figure(t, s, "annals_http_requests_in_flight") <= 1
	})
	reader.Close()
}

// Who went away is answered nothing, though it may still listen; the log says so.
func TestClientGone(t *testing.T) {
	s := start(t, server.Options{})
	conn, err := net.Dial("tcp", strings.TrimPrefix(s.url, "http://"))
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close()
	const loop = "while (true) {}"
	fmt.Fprintf(conn, "POST /api/v1/query/gizmo HTTP/1.1\r\nHost: localhost\r\nContent-Length: %d\r\n\r\n%s", len(loop), loop)
	eventually(t, "the query does not begin", func() bool { return figure(t, s, `annals_query_workers{state="busy"}`) == 1 })
	if err := errors.Join(conn.(*net.TCPConn).CloseWrite(), conn.SetDeadline(time.Now().Add(time.Minute))); err != nil {
		t.Fatal(err)
	}
	if said, err := io.ReadAll(conn); len(said) > 0 || isTimeout(err) {
		t.Errorf("it is told %q, %v", said, err)
	}
	eventually(t, "the log has no line for it", func() bool {
		return strings.Contains(s.log.String(), "status=499") && strings.Contains(s.log.String(), "gone=true")
	})
}

func isTimeout(err error) bool {
	var timeout interface{ Timeout() bool }
	t, ok := err.(net.Error)
	if ok {
		timeout = t
	}
	return timeout != nil && timeout.Timeout()
}
