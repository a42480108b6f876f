// The race detector takes several times the memory and time: under it, limits and
// costs say nothing.

//go:build !race

package sandbox

import (
	"bytes"
	"encoding/hex"
	"errors"
	"flag"
	"fmt"
	"os"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/cayleygraph/quad"
	"github.com/rogpeppe/go-internal/txtar"

	"annals.example/graph"
)

var update = flag.Bool("update", false, "write what the hostile queries come to into their list")

const hostileFile = "testdata/hostile.txtar"

// hostileLimits are low, so that the list is soon done.
var hostileLimits = Options{
	Workers: 1, Wait: time.Minute, Deadline: time.Second,
	Memory: 64 << 20, Rows: 10_000, Bytes: 4 << 20,
}

// A hostileQuery is one of the list.
type hostileQuery struct {
	name     string
	language string
	expected string
	text     string
	found    string // by the test
}

// TestHostileQueries puts the queries of the list to workers, and after each an
// innocent one to the same pool.
func TestHostileQueries(t *testing.T) {
	text, err := os.ReadFile(hostileFile)
	if err != nil {
		t.Fatal(err)
	}
	archive := txtar.Parse(text)
	queries := make([]hostileQuery, len(archive.Files))
	for i, f := range archive.Files {
		queries[i] = readHostile(t, f)
	}
	if len(queries) < 100 {
		t.Errorf("only %d queries", len(queries))
	}
	world := askWorld(t, worldPool(t, patient()))
	next := make(chan *hostileQuery)
	var pools sync.WaitGroup
	for range 4 {
		p := worldPool(t, hostileLimits)
		pools.Go(func() {
			for q := range next {
				q.try(t, p, world)
			}
		})
	}
	for i := range queries {
		next <- &queries[i]
	}
	close(next)
	pools.Wait()
	if *update {
		for i, q := range queries {
			_, program, _ := strings.Cut(string(archive.Files[i].Data), "\n")
			archive.Files[i].Data = []byte(q.language + ": " + q.updated() + "\n" + program)
		}
		if err := os.WriteFile(hostileFile, txtar.Format(archive), 0o600); err != nil {
			t.Fatal(err)
		}
	}
}

var header = regexp.MustCompile(`^([a-z]+): (.+)$`)

func readHostile(t *testing.T, f txtar.File) hostileQuery {
	first, text, _ := strings.Cut(string(f.Data), "\n")
	m := header.FindStringSubmatch(first)
	if m == nil {
		t.Fatalf("%s: %q does not say the language and what it comes to", f.Name, first)
	}
	return hostileQuery{name: f.Name, language: m[1], expected: m[2], text: expand(t, strings.TrimSuffix(text, "\n"))}
}

// try puts the query, and then asks whether the world is as it was.
func (q *hostileQuery) try(t *testing.T, p *Pool, world string) {
	r := Request{Language: q.language, Text: q.text}
	result, err := p.Query(t.Context(), r)
	q.found = outcome(result, err)
	if q.found == LimitTime && !q.expects() { // the machine may be busy
		slow := hostileLimits
		slow.Deadline = 20 * time.Second
		result, err = worldPool(t, slow).Query(t.Context(), r)
		q.found = outcome(result, err)
	}
	if !*update && !q.expects() {
		t.Errorf("%s: %s (%v), want %s", q.name, q.found, err, q.expected)
	}
	if got := askWorld(t, p); got != world {
		t.Errorf("%s: it left the world changed:\n%s\nwas\n%s", q.name, got, world)
	}
}

// expects says whether what was found is one of what is expected.
func (q *hostileQuery) expects() bool {
	for _, one := range strings.Split(q.expected, " or ") {
		if one == q.found || one == "answer" && strings.HasPrefix(q.found, "answer ") {
			return true
		}
	}
	return false
}

// updated is what the list should say: what was found, except where only limits
// are expected, of which the machine decides.
func (q *hostileQuery) updated() string {
	limits := []string{LimitTime, LimitMemory, LimitRows, LimitSize, LimitText}
	if q.expects() && slices.Contains(limits, q.found) {
		return q.expected
	}
	return q.found
}

// outcome names what a query came to.
func outcome(r *Result, err error) string {
	var limit *LimitError
	var crash *CrashError
	var query *graph.QueryError
	switch {
	case errors.As(err, &limit):
		return limit.Limit
	case errors.As(err, &crash):
		return EndCrash
	case errors.As(err, &query):
		return EndQuery
	case err != nil:
		return "error: " + err.Error()
	}
	text := rows(r)
	if r.Ended != nil {
		text += " ended in " + string(r.Ended)
	}
	if len(text) > 300 {
		return fmt.Sprintf("answer of %d rows, %d bytes", len(r.Rows), len(text))
	}
	return "answer " + text
}

// askWorld asks what a program sees: the world before it begins, and a right answer.
func askWorld(t *testing.T, p *Pool) string {
	t.Helper()
	const program = `
var names = function (o) { return Object.getOwnPropertyNames(o).sort().join() }
g.emit([names(this), names(Object.prototype), names(Array.prototype), names(String.prototype), names(g), names(g.V())])
var seen = []
for (var k in {}) seen.push(k)
for (var k in []) seen.push(k)
g.emit([seen, [5, 6].indexOf(6), Math.max(1, 2), (255).toString(16), JSON.stringify({a: 1}), typeof polluted, Object.isFrozen(Object.prototype)])
g.emit(g.IRI("rdf:type"))
g.V("<http://a.example/n1>").out("<http://a.example/name>").all()`
	var err error
	for range 5 { // where a busy machine is out of time
		var r *Result
		if r, err = p.Query(t.Context(), gizmo(program)); err == nil {
			return outcomeOfWorld(t, r)
		}
		if limit := new(LimitError); !errors.As(err, &limit) || limit.Limit != LimitTime {
			break
		}
	}
	t.Errorf("the innocent query: %v", err)
	return ""
}

func outcomeOfWorld(t *testing.T, r *Result) string {
	t.Helper()
	text := rows(r)
	if !strings.HasSuffix(text, `,{"id":"nnn1"}]`) || !strings.Contains(text, `[[],1,2,"ff","{\"a\":1}","undefined",false]`) {
		t.Errorf("the innocent query gives %s", text)
	}
	return text
}

// worldPool makes a pool on a small graph in which everybody knows everybody, with
// a circle, names and ages.
func worldPool(t *testing.T, o Options) *Pool {
	t.Helper()
	const people = 40
	var quads []quad.Quad
	iri := func(name string) quad.IRI { return quad.IRI("http://a.example/" + name) }
	for i := range people {
		n := iri(fmt.Sprint("n", i))
		source := iri(fmt.Sprint("source", i%3))
		quads = append(quads,
			quad.Quad{Subject: n, Predicate: iri("next"), Object: iri(fmt.Sprint("n", (i+1)%people)), Label: source},
			quad.Quad{Subject: n, Predicate: iri("name"), Object: quad.String(fmt.Sprint("nnn", i)), Label: source},
			quad.Quad{Subject: n, Predicate: iri("age"), Object: quad.TypedString{Value: quad.String(fmt.Sprint(i)), Type: "http://www.w3.org/2001/XMLSchema#integer"}, Label: source})
		for j := range people {
			quads = append(quads, quad.Quad{Subject: n, Predicate: iri("knows"), Object: iri(fmt.Sprint("n", j)), Label: source})
		}
	}
	d, err := graph.OpenQuads(quads, "a small world")
	if err != nil {
		t.Fatal(err)
	}
	return poolOn(t, d, o)
}

var (
	times  = regexp.MustCompile(`(?s)«(\d+)×(.*?)»`)
	nonUTF = regexp.MustCompile(`«([0-9a-f]{2}(?: [0-9a-f]{2})*)»`)
)

// expand writes out what the list has in short.
func expand(t *testing.T, text string) string {
	b := times.ReplaceAllFunc([]byte(text), func(short []byte) []byte {
		m := times.FindSubmatch(short)
		n, err := strconv.Atoi(string(m[1]))
		if err != nil {
			t.Fatal(err)
		}
		return bytes.Repeat(m[2], n)
	})
	return string(nonUTF.ReplaceAllFunc(b, func(short []byte) []byte {
		m := nonUTF.FindSubmatch(short)
		raw, err := hex.DecodeString(strings.ReplaceAll(string(m[1]), " ", ""))
		if err != nil {
			t.Fatal(err)
		}
		return raw
	}))
}
