package guard

import (
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"slices"
	"strconv"
	"time"
)

// Limits bound a request, and how long it and its answer may stand still.
type Limits struct {
	Address int           // bytes of a request's target, with its query
	Headers int           // bytes of all header lines and the request line
	Fields  int           // header lines
	Body    int64         // bytes
	Header  time.Duration // until the last header line has come
	Upload  time.Duration // until the last byte of a body has come
	Stall   time.Duration // while the client takes nothing of an answer
	Slowest int           // bytes of an answer that the client takes in a second, on average
	Idle    time.Duration // between two requests of a connection
}

// Usual are limits that no honest client meets. An answer may take as long as the
// client goes on reading it: a dump is long, and some lines are slow. An old mobile
// network (EDGE) carries some 20 kB/s.
func Usual() Limits {
	return Limits{
		Address: 16 << 10,
		Headers: 32 << 10,
		Fields:  100,
		Body:    1 << 20,
		Header:  10 * time.Second,
		Upload:  30 * time.Second,
		Stall:   30 * time.Second,
		Slowest: 16 << 10,
		Idle:    2 * time.Minute,
	}
}

// Server makes a server with these limits, as far as they are its own: it answers
// header lines far past Headers (by some 4 kB) with 431 by itself. What it has to say
// goes to the log. The handler still needs Guard.
//
// ReadTimeout and WriteTimeout are not set: the first would end the context of a
// request whose answer takes longer, the second a dump to a slow reader. Guard sets
// deadlines instead that move on as bytes do.
func (l Limits) Server(h http.Handler, log *slog.Logger) *http.Server {
	return &http.Server{
		Handler:           h,
		ReadHeaderTimeout: l.Header,
		IdleTimeout:       l.Idle,
		MaxHeaderBytes:    l.Headers,
		ErrorLog:          slog.NewLogLogger(log.Handler(), slog.LevelWarn),
		// "OPTIONS *" is for the guards, too.
		DisableGeneralOptionsHandler: true,
	}
}

// served are the methods that some route may have an answer to. Those that write
// are among them, so that a route can say why it does not.
var served = []string{
	http.MethodGet, http.MethodHead, http.MethodPost, http.MethodOptions,
	http.MethodPut, http.MethodPatch, http.MethodDelete,
}

// Guard turns away methods that no route has (405, or 501 where RFC 9110 does not
// know them), addresses that are too long (414), too many or too long header lines
// (431) and bodies that are said to be too large (413). Of a body of unsaid length, reading
// ends at the limit with *http.MaxBytesError, which is for the handler to answer.
//
// It belongs before every guard that answers by itself: also who is turned away may
// send a body without end, or take nothing of the answer.
func (l Limits) Guard(fail Fail) Middleware {
	return func(next http.Handler) http.Handler {
		return l.patiently(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			// Of a body in chunks that also says its length, a proxy may believe the length
			// and we the chunks; net/http does not tell of either where HTTP/1.0 has both.
			// What stands behind is then nobody's request: RFC 9112, section 6.1.
			if len(r.TransferEncoding) > 0 || !r.ProtoAtLeast(1, 1) {
				w.Header().Set("Connection", "close")
			}
			switch {
			case !slices.Contains(served, r.Method):
				status := http.StatusNotImplemented
				if r.Method == http.MethodTrace || r.Method == http.MethodConnect {
					w.Header().Set("Allow", "GET, HEAD, POST, OPTIONS")
					status = http.StatusMethodNotAllowed
				}
				fail.refuse(w, r, status, "no method "+shown(r.Method)+" here", "use GET, HEAD or POST")
			case len(r.RequestURI) > l.Address:
				fail.refuse(w, r, http.StatusRequestURITooLong,
					fmt.Sprintf("the address has %d bytes, and at most %d are read", len(r.RequestURI), l.Address),
					"send a long query as the body of a POST")
			case fields(r.Header) > l.Fields:
				fail.refuse(w, r, http.StatusRequestHeaderFieldsTooLarge,
					"more than "+strconv.Itoa(l.Fields)+" header lines", "send fewer")
			case headerSize(r) > l.Headers:
				fail.refuse(w, r, http.StatusRequestHeaderFieldsTooLarge,
					fmt.Sprintf("more than %d bytes of header lines", l.Headers), "send shorter ones")
			case r.ContentLength > l.Body:
				w.Header().Set("Connection", "close")
				fail.refuse(w, r, http.StatusRequestEntityTooLarge,
					fmt.Sprintf("the body has %d bytes, and at most %d are read", r.ContentLength, l.Body), "ask for less at once")
				l.hearOut(w, r)
			default:
				if r.Body != nil && r.Body != http.NoBody {
					r.Body = http.MaxBytesReader(w, r.Body, l.Body)
				}
				next.ServeHTTP(w, r)
			}
		}))
	}
}

func fields(h http.Header) (n int) {
	for _, values := range h {
		n += len(values)
	}
	return n
}

// headerSize is how many bytes the request line and the header lines have, as people write
// them. net/http allows more than it is told to: what it has read ahead of a body counts.
func headerSize(r *http.Request) int {
	n := len(r.Method) + len(r.RequestURI) + len(r.Proto) + len("  \r\n") + len("Host: \r\n") + len(r.Host)
	for name, values := range r.Header {
		for _, v := range values {
			n += len(name) + len(": \r\n") + len(v)
		}
	}
	return n
}

// hearOut reads on for a while after a body was refused. Some clients read the answer
// only when they have sent all; to close before would reset the connection, and the answer
// would be lost. Who asked first whether to send the body will not.
func (l Limits) hearOut(w http.ResponseWriter, r *http.Request) {
	const times, longest = 16, 5 * time.Second
	control := http.NewResponseController(w)
	if r.Header.Get("Expect") != "" || control.Flush() != nil {
		return
	}
	_ = control.SetReadDeadline(time.Now().Add(min(longest, l.Upload))) // in tests there is none
	_, _ = io.CopyN(io.Discard, r.Body, times*l.Body)                   // the client is told already
}
