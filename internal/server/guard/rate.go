package guard

import (
	"container/list"
	"fmt"
	"math"
	"net/http"
	"net/netip"
	"strconv"
	"strings"
	"sync"
	"time"

	"golang.org/x/time/rate"
)

// A Rate is how many requests one client may send: so many at once, and then as
// many again in each unit of time, evenly.
type Rate struct {
	count int
	every time.Duration
}

// ParseRate reads a rate as in 10/s, 600/m or 5000/h.
func ParseRate(text string) (Rate, error) {
	units := map[string]time.Duration{"s": time.Second, "m": time.Minute, "h": time.Hour}
	number, unit, _ := strings.Cut(text, "/")
	count, err := strconv.Atoi(number)
	if err != nil || count < 1 || count > 1_000_000 || units[unit] == 0 {
		return Rate{}, fmt.Errorf("rate %q is none: write how many requests a client may send per second, minute or hour, as in 10/s, 600/m or 5000/h", text)
	}
	return Rate{count, units[unit]}, nil
}

// clientsKept is how many clients are remembered, at some 200 bytes each. Past it
// the one that was silent longest is forgotten: whoever has more addresses than
// this is not held by a rate for each.
const clientsKept = 1 << 16

// Guard turns away what comes faster with 429 and Retry-After. Clients are told
// apart by the address that client gives: an IPv6 address by its first 64 bits,
// which is what one customer of a provider has at least. All whose address is not
// known share one allowance.
func (r Rate) Guard(client func(*http.Request) netip.Addr, fail Fail) Middleware {
	t := newTable(r, clientsKept)
	return func(next http.Handler) http.Handler {
		return http.HandlerFunc(func(w http.ResponseWriter, req *http.Request) {
			wait := t.take(client(req), time.Now())
			if wait == 0 {
				next.ServeHTTP(w, req)
				return
			}
			seconds := strconv.Itoa(int(math.Ceil(wait.Seconds())))
			w.Header().Set("Retry-After", seconds)
			fail.refuse(w, req, http.StatusTooManyRequests, "too many requests from your address",
				"ask again in "+seconds+" s; all of the data at once is in the dumps")
		})
	}
}

// A table holds what each of the clients seen last may still send.
type table struct {
	limit rate.Limit
	burst int
	max   int

	mu      sync.Mutex
	clients map[netip.Addr]*list.Element // of order
	order   list.List                    // of *allowance, the one seen last in front
}

type allowance struct {
	client netip.Addr
	left   *rate.Limiter
}

func newTable(r Rate, most int) *table {
	return &table{
		limit:   rate.Limit(float64(r.count) / r.every.Seconds()),
		burst:   r.count,
		max:     most,
		clients: map[netip.Addr]*list.Element{},
	}
}

// take takes one request off what a client may send, or says how long until it may
// send one. What is refused costs nothing: a client that asks on is not shut out for
// ever.
func (t *table) take(client netip.Addr, now time.Time) (wait time.Duration) {
	if client.Is6() {
		network, _ := client.Prefix(64) // an IPv6 address has as many bits
		client = network.Addr()
	}
	t.mu.Lock()
	defer t.mu.Unlock()
	left := t.of(client)
	reservation := left.ReserveN(now, 1)
	if wait = reservation.DelayFrom(now); wait > 0 {
		reservation.CancelAt(now)
	}
	return wait
}

// of finds a client's allowance, or makes one in the place of the oldest.
func (t *table) of(client netip.Addr) *rate.Limiter {
	if e, ok := t.clients[client]; ok {
		t.order.MoveToFront(e)
		return e.Value.(*allowance).left
	}
	if len(t.clients) >= t.max {
		oldest := t.order.Remove(t.order.Back()).(*allowance)
		delete(t.clients, oldest.client)
	}
	a := &allowance{client, rate.NewLimiter(t.limit, t.burst)}
	t.clients[client] = t.order.PushFront(a)
	return a.left
}
