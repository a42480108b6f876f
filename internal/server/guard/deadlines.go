package guard

import (
	"io"
	"math"
	"net/http"
	"time"
)

// patiently hands a request on with the deadlines of its connection. Where a connection
// has none (in tests), it goes without.
func (l Limits) patiently(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		control := http.NewResponseController(w)
		if r.Body != nil && r.Body != http.NoBody {
			_ = control.SetReadDeadline(time.Now().Add(l.Upload)) // which net/http lifts when the body has come
		}
		patient := &patientWriter{ResponseWriter: w, control: control, limits: l, left: l.Stall}
		patient.begin()
		next.ServeHTTP(patient, r)
		patient.begin() // what net/http still has to send
	})
}

// A patientWriter waits for the client no longer than Stall. What it has waited it makes
// up for as the client takes more, at the rate of Slowest: so who takes less than that
// is waited for less and less, and in the end not at all. The time that a handler takes
// to find what it writes is nobody's.
type patientWriter struct {
	http.ResponseWriter
	control *http.ResponseController
	limits  Limits
	left    time.Duration // for which the client is still waited for
	until   time.Time     // as the connection was told
}

// begin sets the deadline for what is written next, and not for every line of an answer.
func (w *patientWriter) begin() (now time.Time) {
	now = time.Now()
	if until := now.Add(w.left); until.Sub(w.until).Abs() > w.limits.Stall/8 {
		_ = w.control.SetWriteDeadline(until)
		w.until = until
	}
	return now
}

// took counts what the client has taken since then.
func (w *patientWriter) took(n int64, since time.Time) {
	made := time.Duration(float64(n) / float64(w.limits.Slowest) * float64(time.Second))
	w.left = min(w.limits.Stall, w.left-time.Since(since)+made)
}

// piece is how much of an answer in memory is sent under one deadline.
const piece = 64 << 10

// Write writes in parts: one deadline for all of a long answer would cut off whoever
// reads it slowly.
func (w *patientWriter) Write(p []byte) (total int, err error) {
	for {
		part := p[total:min(total+piece, len(p))]
		begun := w.begin()
		n, err := w.ResponseWriter.Write(part)
		w.took(int64(n), begun)
		if total += n; err != nil || total == len(p) {
			return total, err
		}
	}
}

// FlushError and Flush send what is buffered.
func (w *patientWriter) FlushError() error {
	defer w.took(0, w.begin())
	return w.control.Flush()
}

// Flush is for those who look for http.Flusher.
func (w *patientWriter) Flush() { _ = w.FlushError() }

// atOnce is how much of a file is sent under one deadline: with the usual limits what
// the slowest take in half of the time for which they are waited for.
const atOnce = 256 << 10

// ReadFrom sends a file as the connection does best, in parts. The system sends a
// file without copying it only where no more than one io.LimitedReader is around it.
func (w *patientWriter) ReadFrom(src io.Reader) (total int64, err error) {
	whole, ok := src.(*io.LimitedReader)
	if !ok {
		whole = &io.LimitedReader{R: src, N: math.MaxInt64}
	}
	for whole.N > 0 {
		begun := w.begin()
		part := &io.LimitedReader{R: whole.R, N: min(atOnce, whole.N)}
		n, err := io.Copy(w.ResponseWriter, part)
		w.took(n, begun)
		whole.N -= n
		total += n
		if err != nil || part.N > 0 {
			return total, err
		}
	}
	return total, nil
}

// Unwrap is for http.ResponseController.
func (w *patientWriter) Unwrap() http.ResponseWriter { return w.ResponseWriter }
