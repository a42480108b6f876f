package guard

import (
	"net/http"
	"net/http/httptest"
	"net/netip"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"
)

// ask sends a request from an address, and gives the status and Retry-After.
func ask(h http.Handler, from string) (status int, retryAfter string) {
	r := httptest.NewRequest(http.MethodGet, "/", nil)
	r.RemoteAddr = from
	w := httptest.NewRecorder()
	h.ServeHTTP(w, r)
	return w.Code, w.Header().Get("Retry-After")
}

func TestRate(t *testing.T) {
	synctest.Test(t, func(t *testing.T) { // its clock stands still but for Sleep
		rate, err := ParseRate("3/m")
		if err != nil {
			t.Fatal(err)
		}
		h := rate.Guard(Proxies{}.Client, Plain)(welcome)
		expect := func(from string, status int, retryAfter string) {
			t.Helper()
			if got, after := ask(h, from); got != status || after != retryAfter {
				t.Errorf("%s: status %d, Retry-After %q, want %d, %q", from, got, after, status, retryAfter)
			}
		}
		expect("198.51.100.1:1", 200, "")
		expect("198.51.100.1:2", 200, "")
		expect("198.51.100.1:3", 200, "")
		expect("198.51.100.1:4", 429, "20")
		expect("198.51.100.1:5", 429, "20") // asking on costs nothing
		expect("198.51.100.2:1", 200, "")   // another client
		time.Sleep(19500 * time.Millisecond)
		expect("198.51.100.1:6", 429, "1") // half a second, and Retry-After has whole ones
		time.Sleep(500 * time.Millisecond)
		expect("198.51.100.1:7", 200, "")
		expect("198.51.100.1:8", 429, "20")
		time.Sleep(time.Hour)
		for range 3 {
			expect("198.51.100.1:9", 200, "") // never more than the three
		}
		expect("198.51.100.1:9", 429, "20")
	})
}

func TestWhoIsOneClient(t *testing.T) {
	tests := []struct {
		about       string
		first, next string
		same        bool
	}{
		{"IPv4 addresses", "198.51.100.1:1", "198.51.100.2:1", false},
		{"one IPv4 address in two forms", "198.51.100.1:1", "[::ffff:198.51.100.1]:1", true},
		{"within 64 bits", "[2001:db8:1:2::1]:1", "[2001:db8:1:2:ffff::9]:1", true},
		{"past 64 bits", "[2001:db8:1:2::1]:1", "[2001:db8:1:3::1]:1", false},
		{"nobody knows", "@", "", true},
	}
	for _, test := range tests {
		t.Run(test.about, func(t *testing.T) {
			h := Rate{1, time.Hour}.Guard(Proxies{}.Client, Plain)(welcome)
			ask(h, test.first)
			status, _ := ask(h, test.next)
			if same := status == http.StatusTooManyRequests; same != test.same {
				t.Errorf("%s and %s are one client: %t", test.first, test.next, same)
			}
		})
	}
}

// A crowd asks at once from more addresses than are kept: each gets what it may, at
// least, and the table does not grow past its size.
func TestRateUnderACrowd(t *testing.T) {
	const kept, askers = 50, 8
	table := newTable(Rate{5, time.Hour}, kept)
	now := time.Now()
	var wg sync.WaitGroup
	for range askers {
		wg.Go(func() {
			for i := range 2000 {
				table.take(netip.AddrFrom4([4]byte{198, 51, byte(i >> 6), byte(i)}), now)
			}
		})
	}
	wg.Wait()
	if len(table.clients) != kept || table.order.Len() != kept {
		t.Errorf("%d clients and %d in order, want %d", len(table.clients), table.order.Len(), kept)
	}
	var passed int
	loud := netip.MustParseAddr("203.0.113.1")
	var mu sync.Mutex
	for range askers {
		wg.Go(func() {
			for range 100 {
				if table.take(loud, now) == 0 {
					mu.Lock()
					passed++
					mu.Unlock()
				}
			}
		})
	}
	wg.Wait()
	if passed != 5 {
		t.Errorf("%d requests of one client passed, want 5", passed)
	}
}

func TestForgottenIsWhoWasSilentLongest(t *testing.T) {
	table := newTable(Rate{1, time.Hour}, 2)
	now := time.Now()
	a, b, c := netip.MustParseAddr("192.0.2.1"), netip.MustParseAddr("192.0.2.2"), netip.MustParseAddr("192.0.2.3")
	table.take(a, now)
	table.take(b, now)
	table.take(a, now) // refused, and heard
	table.take(c, now) // in the place of b
	if table.take(a, now) == 0 {
		t.Error("who asked last was forgotten")
	}
	if table.take(b, now) != 0 {
		t.Error("who was silent longest was kept")
	}
}

func TestParseRate(t *testing.T) {
	for text, want := range map[string]Rate{"10/s": {10, time.Second}, "600/m": {600, time.Minute}, "1/h": {1, time.Hour}} {
		if got, err := ParseRate(text); err != nil || got != want {
			t.Errorf("%q: %v, %v", text, got, err)
		}
	}
	for _, text := range []string{"", "10", "10/", "0/s", "-1/s", "1.5/s", "10/d", "10/s/s", "1e3/s", "9999999999/s"} {
		if _, err := ParseRate(text); err == nil || !strings.Contains(err.Error(), "600/m") {
			t.Errorf("%q: %v", text, err)
		}
	}
}
