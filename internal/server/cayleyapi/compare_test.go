package cayleyapi_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"testing"

	"github.com/cayleygraph/quad"
	"github.com/cayleygraph/quad/pquads"
	"github.com/google/go-cmp/cmp"

	"annals.example/internal/rdfio/nquads"
)

// An exchange is one request, put to this server and to Cayley's own.
type exchange struct {
	method string // POST where there is a body, else GET, unless it says
	path   string
	header string // "Name: value", lines
	body   string

	// why says that we differ on purpose, and in what. Then ours is what must be in our
	// answer, and theirs in Cayley's; both begin with the status.
	why          string
	ours, theirs string
	command      bool // only the command answers it: in this process its writer panics
}

func (e exchange) String() string {
	return strings.TrimSpace(fmt.Sprintf("%s %s %s %.60q", e.method, e.path, e.header, e.body))
}

// A reply is what a server says, as far as servers are to agree.
type reply struct {
	Status int
	Kind   string // what the body is
	Body   any    // as data, in an order that does not depend on the server
	raw    string
}

func (e exchange) send(t *testing.T, server string) reply {
	t.Helper()
	r, err := http.NewRequestWithContext(t.Context(), e.method, server+e.path, strings.NewReader(e.body))
	if err != nil {
		t.Fatal(err)
	}
	for line := range strings.Lines(e.header) {
		name, value, _ := strings.Cut(strings.TrimSpace(line), ": ")
		r.Header.Set(name, value)
	}
	response, err := http.DefaultTransport.RoundTrip(r)
	if err != nil {
		t.Fatalf("%v: %v", e, err)
	}
	defer response.Body.Close()
	body, err := io.ReadAll(response.Body)
	if err != nil {
		t.Fatalf("%v: %v", e, err)
	}
	got := reply{Status: response.StatusCode, Kind: response.Header.Get("Content-Type"), raw: string(body)}
	if got.Kind == "" && strings.HasPrefix(got.raw, "\x00pq\x00") {
		got.Kind = pquads.ContentType // which Cayley says too late
	}
	got.Body, err = understood(got.Kind, body)
	if err != nil {
		t.Fatalf("%v: %v in %q", e, err, body)
	}
	switch {
	case response.StatusCode == http.StatusMethodNotAllowed:
		got.Body = nil // Cayley says it in other words, and not in JSON
		got.Kind = ""
	case strings.HasPrefix(got.Kind, "text/plain") && json.Valid(body):
		got.Kind = "application/json" // Cayley's first version does not say what it sends
	}
	return got
}

// line is a reply as a difference is looked for in it.
func (r reply) line() string {
	rows := -1
	switch body := r.Body.(type) {
	case []string:
		rows = len(body)
	case map[string]any:
		if all, ok := body["result"].([]any); ok {
			rows = len(all)
		}
	}
	return fmt.Sprintf("%d %s rows=%d %s", r.Status, r.Kind, rows, r.raw)
}

// understood reads a body. Rows and quads are sorted, because no server promises an
// order; an error is one, whatever its words.
func understood(kind string, body []byte) (any, error) {
	switch {
	case kind == "application/n-quads":
		var all []quad.Quad
		for r := nquads.NewReader(bytes.NewReader(body), "", nquads.Options{}); ; {
			s, err := r.Read()
			if err == io.EOF {
				return sortedQuads(all), nil
			}
			if err != nil {
				return nil, err
			}
			all = append(all, s.Quad)
		}
	case kind == pquads.ContentType:
		all, err := quad.ReadAll(pquads.NewReader(bytes.NewReader(body), 0))
		return sortedQuads(all), err
	case len(body) == 0 || !json.Valid(body):
		return string(body), nil
	}
	var v any
	if err := json.Unmarshal(body, &v); err != nil {
		return nil, err
	}
	if o, ok := v.(map[string]any); ok {
		if text, ok := o["error"].(string); ok && text != "" && len(o) == 1 {
			return "an error", nil
		}
		if errors, ok := o["errors"].([]any); ok && len(errors) > 0 && o["data"] == nil {
			return "an error of GraphQL", nil
		}
	}
	return inOrder(v), nil
}

// inOrder sorts arrays.
func inOrder(v any) any {
	switch v := v.(type) {
	case []any:
		for i := range v {
			v[i] = inOrder(v[i])
		}
		slices.SortFunc(v, func(a, b any) int { return strings.Compare(asText(a), asText(b)) })
	case map[string]any:
		for k := range v {
			v[k] = inOrder(v[k])
		}
	}
	return v
}

func asText(v any) string {
	text, err := json.Marshal(v)
	if err != nil {
		panic(err) // it came out of JSON
	}
	return string(text)
}

func sortedQuads(quads []quad.Quad) (lines []string) {
	for _, q := range quads {
		lines = append(lines, q.NQuad())
	}
	slices.Sort(lines)
	return lines
}

// TestAgainstCayley puts the same requests to both servers on the same file: those to
// the second version to its handlers in this process and to Cayley's command, those to
// the first to the command.
func TestAgainstCayley(t *testing.T) {
	ours := serve(t, smallFile)
	t.Run("handlers", func(t *testing.T) {
		theirs := inProcessV2(t, smallFile)
		for _, e := range exchanges {
			if strings.HasPrefix(e.path, "/api/v2/") && !e.command {
				e.hold(t, ours, theirs)
			}
		}
	})
	t.Run("command", func(t *testing.T) {
		theirs := startCayley(t, smallFile)
		for _, e := range exchanges {
			e.hold(t, ours, theirs)
		}
	})
}

func (e exchange) hold(t *testing.T, ours, theirs string) {
	t.Helper()
	if e.method == "" {
		e.method = http.MethodGet
		if e.body != "" {
			e.method = http.MethodPost
		}
	}
	got := e.send(t, ours)
	there := e
	there.path = strings.TrimPrefix(e.path, "/api/v1") // where Cayley has it today
	want := there.send(t, theirs)
	if e.why == "" {
		if diff := cmp.Diff(want, got, cmp.FilterPath(func(p cmp.Path) bool { return p.String() == "raw" }, cmp.Ignore())); diff != "" {
			t.Errorf("%v: Cayley - and we + differ:\n%s", e, diff)
		}
		return
	}
	for _, side := range []struct{ name, must, got string }{
		{"we", e.ours, got.line()},
		{"Cayley", e.theirs, want.line()},
	} {
		status, text, _ := strings.Cut(side.must, " ")
		if !strings.HasPrefix(side.got, status) || !strings.Contains(side.got, text) {
			t.Errorf("%v: %s: want %q in %q; if Cayley has changed, take the difference out", e, side.name, side.must, side.got)
		}
	}
}

// read is the address that reads with parameters.
func read(parameters ...string) string {
	v := url.Values{}
	for i := 0; i < len(parameters); i += 2 {
		v.Set(parameters[i], parameters[i+1])
	}
	return "/api/v2/read?" + v.Encode()
}

// gizmo is the address of a query in a GET.
func gizmo(text string) string {
	return "/api/v2/query?lang=gizmo&qu=" + url.QueryEscape(text)
}
