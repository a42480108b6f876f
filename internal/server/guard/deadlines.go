package guard

import (
	"errors"
	"io"
	"math"
	"net/http"
	"time"
)

// serve hands a request on with its body bounded, and with the deadlines of its
// connection. Where a connection has none (in tests), it goes without.
func (l Limits) serve(next http.Handler, w http.ResponseWriter, r *http.Request) {
	control := http.NewResponseController(w)
	if r.Body != nil && r.Body != http.NoBody {
		_ = control.SetReadDeadline(time.Now().Add(l.Upload))
		r.Body = &upload{ReadCloser: http.MaxBytesReader(w, r.Body, l.Body), control: control}
	}
	patient := &patientWriter{ResponseWriter: w, control: control, stall: l.Stall}
	patient.extend()
	next.ServeHTTP(patient, r)
	patient.extend() // for what net/http still has to send
}

// An upload lifts the deadline for reading when the body has come: from then on
// net/http reads to learn whether the client goes away, and would take the deadline
// for that.
type upload struct {
	io.ReadCloser
	control *http.ResponseController
}

func (u *upload) Read(p []byte) (int, error) {
	n, err := u.ReadCloser.Read(p)
	if errors.Is(err, io.EOF) {
		_ = u.control.SetReadDeadline(time.Time{})
	}
	return n, err
}

// A patientWriter gives the client the same time for each part of an answer.
type patientWriter struct {
	http.ResponseWriter
	control  *http.ResponseController
	stall    time.Duration
	extended time.Time
}

// extend moves the deadline for writing on, and not for every line of an answer.
func (w *patientWriter) extend() {
	if now := time.Now(); now.Sub(w.extended) > w.stall/4 {
		_ = w.control.SetWriteDeadline(now.Add(w.stall))
		w.extended = now
	}
}

// piece is how much of an answer in memory is sent under one deadline.
const piece = 64 << 10

// Write writes in parts: one deadline for all of a long answer would cut off whoever
// reads it slowly.
func (w *patientWriter) Write(p []byte) (total int, err error) {
	for {
		part := p[total:min(total+piece, len(p))]
		w.extend()
		n, err := w.ResponseWriter.Write(part)
		if total += n; err != nil || total == len(p) {
			return total, err
		}
	}
}

// FlushError and Flush send what is buffered.
func (w *patientWriter) FlushError() error {
	w.extend()
	return w.control.Flush()
}

// Flush is for those who look for http.Flusher.
func (w *patientWriter) Flush() { _ = w.FlushError() }

// atOnce is how much of a file is sent under one deadline: with the usual Stall,
// what a line of 35 kB/s takes.
const atOnce = 1 << 20

// ReadFrom sends a file as the connection does best, in parts. The system sends a
// file without copying it only where no more than one io.LimitedReader is around it.
func (w *patientWriter) ReadFrom(src io.Reader) (total int64, err error) {
	whole, ok := src.(*io.LimitedReader)
	if !ok {
		whole = &io.LimitedReader{R: src, N: math.MaxInt64}
	}
	for whole.N > 0 {
		w.extend()
		part := &io.LimitedReader{R: whole.R, N: min(atOnce, whole.N)}
		n, err := io.Copy(w.ResponseWriter, part)
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
