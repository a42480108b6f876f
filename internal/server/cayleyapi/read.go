package cayleyapi

import (
	"bufio"
	"compress/gzip"
	"context"
	"errors"
	"io"
	"mime"
	"net/http"
	"net/url"
	"os"
	"time"

	"annals.example/graph"
)

// read answers /api/v2/read: the quads that agree with sub, pred, obj and label, while
// they are found.
func (a *api) read(w http.ResponseWriter, r *http.Request) {
	form, err := form(w, r)
	if err != nil {
		a.failed(w, r, err)
		return
	}
	q, err := readRequestOf(r, form)
	if err != nil {
		a.failed(w, r, err)
		return
	}
	select {
	case a.reads <- struct{}{}:
		defer func() { <-a.reads }()
	default:
		w.Header().Set("Retry-After", "5")
		fail(w, http.StatusServiceUnavailable, "too many read at the same time: ask again in 5 s; all of the data at once is in the dumps")
		return
	}
	ctx, cancel := context.WithTimeout(r.Context(), longestRead)
	defer cancel()
	d, _, done, err := a.use(ctx)
	if err != nil {
		a.failed(w, r, &unavailable{err})
		return
	}
	defer done()

	w.Header().Add("Vary", "Accept, Accept-Encoding")
	head(w, q.format.Mime[0])
	if r.Method == http.MethodHead {
		return
	}
	a.turns <- struct{}{}
	defer func() { <-a.turns }()
	if q.gzip {
		w.Header().Set("Content-Encoding", "gzip")
	}
	if err := q.send(ctx, yielding{w, a.turns}, d); err != nil {
		a.cut(r, err)
	}
}

// send writes what is to be read, as it is found.
func (q readRequest) send(ctx context.Context, w io.Writer, d *graph.Dataset) error {
	sending := bufio.NewWriterSize(w, 64<<10)
	body := io.Writer(sending)
	var zip *gzip.Writer
	if q.gzip {
		zip = gzip.NewWriter(sending)
		body = zip
	}
	to := q.format.writer(body)
	n := 0
	for quad, err := range q.pattern.quads(ctx, d) {
		if err == nil {
			err = to.write(quad)
		}
		if err != nil {
			return err
		}
		if n++; n == q.limit {
			break
		}
	}
	err := to.close()
	if zip != nil {
		err = errors.Join(err, zip.Close())
	}
	return errors.Join(err, sending.Flush())
}

// mostReads is how many read at the same time: each takes about a megabyte of memory, for
// as long as the client likes.
const mostReads = 128

// longestRead is how long one may go on, so that places come free also where the data are
// many. Who needs longer takes the dumps, which can be gone on with.
const longestRead = 10 * time.Minute

// yielding leaves its turn to others while a client takes what there is. So as many
// compute as there are processors, however many read, and what else is asked has time.
type yielding struct {
	w     io.Writer
	turns chan struct{}
}

func (y yielding) Write(p []byte) (int, error) {
	<-y.turns
	defer func() { y.turns <- struct{}{} }()
	return y.w.Write(p)
}

// cut ends a connection in the middle of an answer, so that nobody takes the half that
// they have for the whole: the status is gone already. A client that was too slow, or
// left, is no fault to be told of.
func (a *api) cut(r *http.Request, err error) {
	slow := errors.Is(err, os.ErrDeadlineExceeded) || errors.Is(err, context.DeadlineExceeded)
	if !slow && r.Context().Err() == nil {
		a.log.ErrorContext(r.Context(), "an answer was cut short", "path", r.URL.Path, "error", err)
	}
	panic(http.ErrAbortHandler)
}

// A readRequest is what is to be read, and how.
type readRequest struct {
	pattern pattern
	format  format
	limit   int // quads at most, where above zero
	gzip    bool
}

func readRequestOf(r *http.Request, form url.Values) (q readRequest, err error) {
	if q.format, err = formatOf(r, form); err != nil {
		return q, err
	}
	if q.limit, err = limit(form); err != nil {
		return q, err
	}
	if q.pattern, err = patternOf(form); err != nil {
		return q, err
	}
	switch iri := form.Get("iri"); iri {
	case "", "full": // they are
	default:
		return q, refused(http.StatusBadRequest, "iri=%s is not given: a shortened address is another address; leave iri away", clipped(iri))
	}
	zipped, _ := liked(wishes(r.Header["Accept-Encoding"]), "gzip")
	q.gzip = zipped > 0
	return q, nil
}

// form reads the parameters of a request from its address and, as Cayley does, from a
// form.
func form(w http.ResponseWriter, r *http.Request) (url.Values, error) {
	all, err := parameters(r)
	if err != nil {
		return nil, err
	}
	if r.Method != http.MethodPost {
		return all, nil
	}
	text, err := body(w, r)
	if err != nil {
		return nil, err
	}
	if kind, _, _ := mime.ParseMediaType(r.Header.Get("Content-Type")); kind != "application/x-www-form-urlencoded" {
		return all, nil
	}
	sent, err := url.ParseQuery(text)
	if err != nil {
		return nil, refused(http.StatusBadRequest, "the form cannot be read: %v", err)
	}
	for name, values := range all {
		sent[name] = append(sent[name], values...)
	}
	return sent, nil
}
