package cayleyapi

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"math"
	"mime"
	"net/http"
	"net/url"
	"os"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"annals.example/graph"
	"annals.example/internal/sandbox"
)

const (
	// maxText is the longest query and the longest form, in bytes.
	maxText = 1 << 20
	// defaultRows is how many rows of a path Cayley's server gives unless asked for more.
	defaultRows = 100

	asJSON   = "application/json"
	asJSONLD = "application/ld+json"
)

// A refusal is a request that is wrong, and how to ask instead.
type refusal struct {
	status int
	msg    string
}

func (r *refusal) Error() string { return r.msg }

func refused(status int, format string, args ...any) *refusal {
	return &refusal{status, fmt.Sprintf(format, args...)}
}

// queryV1 answers POST /api/v1/query/LANG.
func (a *api) queryV1(w http.ResponseWriter, r *http.Request) {
	parameters, err := parameters(r)
	if err != nil {
		a.failed(w, r, err)
		return
	}
	q, err := request(r.PathValue("lang"), parameters)
	if err == nil {
		q.Text, err = text(w, r)
	}
	if err != nil {
		a.failed(w, r, err)
		return
	}
	a.answer(w, r, q)
}

// queryV2 answers /api/v2/query?lang=LANG: the text is the body, or qu of a GET.
func (a *api) queryV2(w http.ResponseWriter, r *http.Request) {
	parameters, err := parameters(r)
	if err != nil {
		a.failed(w, r, err)
		return
	}
	q, err := request(parameters.Get("lang"), parameters)
	if err == nil {
		q.Text, err = textV2(w, r, parameters)
	}
	if err != nil {
		a.failed(w, r, err)
		return
	}
	// GraphQL has an answer of its own; MQL has none in JSON-LD, and says so.
	if q.Language != "graphql" && preferred(r.Header["Accept"], []string{asJSON, asJSONLD}) == asJSONLD {
		q.Collation = graph.JSONLD
	}
	a.answer(w, r, q)
}

func textV2(w http.ResponseWriter, r *http.Request, parameters url.Values) (string, error) {
	qu := parameters.Get("qu")
	var err error
	if r.Method == http.MethodPost {
		qu, err = text(w, r)
	} else {
		err = readable(qu)
	}
	if err == nil && qu == "" {
		err = refused(http.StatusBadRequest, "the query is empty: it is the body of a POST, or qu of a GET")
	}
	return qu, err
}

// text reads a query from a body. One that is sent as JSON, and is one string, is that
// string: so today's npm sends what its client of Cayley means, and Cayley, which takes
// the string for a program, gives null.
func text(w http.ResponseWriter, r *http.Request) (string, error) {
	sent, err := body(w, r)
	if err != nil {
		return "", err
	}
	var quoted string
	kind, _, _ := mime.ParseMediaType(r.Header.Get("Content-Type"))
	if kind == asJSON && json.Unmarshal([]byte(sent), &quoted) == nil && strings.HasPrefix(strings.TrimSpace(sent), `"`) {
		return quoted, nil
	}
	return sent, nil
}

// parameters reads what follows the ? of an address. Go's own reader leaves out in
// silence what it cannot read.
func parameters(r *http.Request) (url.Values, error) {
	v, err := url.ParseQuery(r.URL.RawQuery)
	if err != nil {
		return nil, refused(http.StatusBadRequest, "the address cannot be read after its question mark (%v): write %%3B for a semicolon, %%25 for a percent sign", err)
	}
	return v, nil
}

// request makes a query without its text.
func request(lang string, parameters url.Values) (sandbox.Request, error) {
	q := sandbox.Request{Language: lang}
	switch {
	case lang == "":
		return q, refused(http.StatusBadRequest, "query language not specified: lang is one of %s", strings.Join(graph.Languages(), ", "))
	case lang == "gremlin": // its name before
		q.Language = "gizmo"
	case !slices.Contains(graph.Languages(), lang):
		return q, refused(http.StatusBadRequest, "unknown query language %q: it is one of %s (gremlin is gizmo)", clipped(lang), strings.Join(graph.Languages(), ", "))
	}
	n, err := limit(parameters)
	switch {
	case n > 0:
		q.Limit = n
	case n == 0:
		q.Default = defaultRows
	}
	return q, err
}

// limit reads the limit that a request sets itself: 0 where it sets none, and below
// zero for as much as there is, both as in Cayley.
func limit(parameters url.Values) (int, error) {
	text := parameters.Get("limit")
	if text == "" {
		return 0, nil
	}
	n, err := strconv.Atoi(text)
	switch {
	case errors.Is(err, strconv.ErrRange) && n > 0:
		return math.MaxInt, nil
	case errors.Is(err, strconv.ErrRange):
		return -1, nil
	case err != nil:
		return 0, refused(http.StatusBadRequest, "limit %q is no number: it is a number of rows, or -1 for all that the server gives", clipped(text))
	}
	return n, nil
}

// body reads a body, whole or not at all: Cayley executes the first
// megabyte of what is longer.
func body(w http.ResponseWriter, r *http.Request) (string, error) {
	if e := r.Header.Get("Content-Encoding"); e != "" && !strings.EqualFold(e, "identity") {
		return "", refused(http.StatusUnsupportedMediaType, "a body with Content-Encoding %q is not read: send it as it is", clipped(e))
	}
	if r.ContentLength > maxText {
		return "", tooLong()
	}
	text, err := io.ReadAll(http.MaxBytesReader(w, r.Body, maxText))
	var over *http.MaxBytesError
	switch {
	case errors.Is(err, errFull):
		w.Header().Set("Retry-After", "5")
		return "", errFull
	case errors.As(err, &over):
		return "", tooLong()
	case errors.Is(err, os.ErrDeadlineExceeded): // net/http then ends the context, too, as if the client were gone
		w.Header().Set("Connection", "close")
		return "", refused(http.StatusRequestTimeout, "the body came too slowly: send it again")
	case r.Context().Err() != nil:
		return "", r.Context().Err()
	case err != nil:
		return "", refused(http.StatusBadRequest, "the body could not be read to its end")
	}
	return string(text), readable(string(text))
}

func tooLong() error {
	return refused(http.StatusRequestEntityTooLarge, "a body of more than 1 MiB is not read, and nothing of it was executed")
}

func readable(text string) error {
	switch {
	case len(text) > maxText:
		return tooLong()
	case !utf8.ValidString(text):
		return refused(http.StatusBadRequest, "the query is no UTF-8 text")
	}
	return nil
}

// clipped is as much of what a client sent as an error repeats.
func clipped(text string) string {
	const most = 60
	if len(text) <= most {
		return text
	}
	return strings.ToValidUTF8(text[:most], "") + "…"
}

// answer runs a query and writes what it gives.
func (a *api) answer(w http.ResponseWriter, r *http.Request, q sandbox.Request) {
	rows, err := a.rows(r.Context(), q)
	var wrong *graph.QueryError
	switch {
	case errors.As(err, &wrong) && q.Language == "graphql":
		writeGraphQLError(w, wrong)
	case err != nil:
		a.failed(w, r, err)
	case q.Language == "graphql":
		a.writeGraphQL(w, rows)
	default:
		a.writeRows(w, rows, q.Collation)
	}
}

func (a *api) rows(ctx context.Context, q sandbox.Request) (*sandbox.Result, error) {
	_, run, done, err := a.use(ctx)
	if err != nil {
		return nil, &unavailable{err}
	}
	defer done()
	return run.Query(ctx, q)
}
