package server_test

import (
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/prometheus/common/expfmt"
	"github.com/prometheus/common/model"

	"annals.example/internal/server"
)

// figure is one of the figures for operators, -1 where there is none.
func figure(t *testing.T, s *running, name string) float64 {
	t.Helper()
	for line := range strings.Lines(string(get(t, s.url+"/metrics").body)) {
		if text, ok := strings.CutPrefix(line, name+" "); ok {
			n, err := strconv.ParseFloat(strings.TrimSpace(text), 64)
			if err != nil {
				t.Fatal(err)
			}
			return n
		}
	}
	return -1
}

// The figures are in Prometheus's form, count by route, and have no word of a client.
func TestFigures(t *testing.T) {
	s := start(t, server.Options{Prefix: "/x"})
	for range 3 {
		get(t, s.url+protocol).is(t, 200, "")
	}
	get(t, s.url+protocol, "Accept", "text/turtle").is(t, 200, "")
	data := get(t, s.url+protocol+".ttl").is(t, 200, "")
	get(t, s.url+protocol+".ttl", "If-None-Match", data.Header.Get("ETag")).is(t, 304, "")
	get(t, s.url+"/").is(t, 200, "")
	get(t, s.url+"/agreement").is(t, 200, "")
	get(t, s.url+"/agreement.csv").is(t, 200, "")
	get(t, s.url+"/secret-word").is(t, 404, "")
	get(t, s.url+"/ask/who-signed.json?signer=person/genden").is(t, 200, "")
	get(t, s.url+"/person/secret-word.ttl").is(t, 404, "")
	get(t, s.url+"/person/secret-word").is(t, 404, "")
	get(t, s.url+"/ask/secret-word").is(t, 404, "")
	get(t, s.url+"//secret-word").is(t, 404, "")
	ask(t, "POST", s.url+"/api/v1/query/gizmo", `g.emit("secret-word")`).is(t, 200, "")
	text := string(get(t, s.url+"/metrics").is(t, 200, "text/plain").body)
	parser := expfmt.NewTextParser(model.UTF8Validation)
	families, err := parser.TextToMetricFamilies(strings.NewReader(text))
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"annals_http_requests_total", "annals_http_request_duration_seconds", "annals_queries_waiting", "annals_query_workers",
		"annals_query_worker_starts_total", "annals_dataset_info", "annals_dataset_reloads_total", "annals_build_info", "go_goroutines", "process_open_fds"} {
		if families[name] == nil && name != "process_open_fds" {
			t.Errorf("there is no %s", name)
		}
	}
	if strings.Contains(text, "secret-word") {
		t.Error("the figures have a word of a client")
	}
	for name, want := range map[string]float64{
		`annals_http_requests_total{code="200",route="/{$}"}`:                   1,
		`annals_http_requests_total{code="200",route="/{type}"}`:                2,
		`annals_http_requests_total{code="404",route="/{type}"}`:                1,
		`annals_http_requests_total{code="200",route="/{type}/{slug...}"}`:      3,
		`annals_http_requests_total{code="404",route="/{type}/{slug...}"}`:      2,
		`annals_http_requests_total{code="200",route="/{type}/{slug...}.data"}`: 2,
		`annals_http_requests_total{code="304",route="/{type}/{slug...}.data"}`: 1,
		`annals_http_requests_total{code="404",route="/{type}/{slug...}.data"}`: -1,
		`annals_http_requests_total{code="200",route="/ask/{name}"}`:            1,
		`annals_http_requests_total{code="404",route="/ask/{name}"}`:            1,
		`annals_http_requests_total{code="404",route="none"}`:                   1,
		`annals_http_requests_total{code="200",route="/api/v1/query/{lang}"}`:   1,
		`annals_dataset_reloads_total{result="done"}`:                           0,
		`annals_http_request_duration_seconds_count{route="/.well-known/void"}`: -1,
	} {
		if got := figure(t, s, name); got != want {
			t.Errorf("%s is %v, want %v", name, got, want)
		}
	}
	get(t, s.url+"/healthz").is(t, 200, "application/json")
}

// What a reader asks is not in the log, unless that is wanted; what was done is.
func TestLog(t *testing.T) {
	for _, queries := range []bool{false, true} {
		s := start(t, server.Options{LogQueries: queries})
		get(t, s.url+"/ask/who-signed.json?signer=secretparameter").is(t, 404, "")
		get(t, s.url+"/search?q=secretparameter").is(t, 200, "")
		get(t, s.url+"/entity?iri=http://example.org/secretparameter").is(t, 404, "")
		get(t, s.url+"/api/v2/query?lang=gizmo&qu=secretparameter").is(t, 400, "")
		id := ask(t, "POST", s.url+"/api/v1/query/gizmo", "throw 'secrettext'").is(t, 400, "").Header.Get("X-Request-Id")
		ask(t, "POST", s.url+"/api/v1/query/gizmo?limit=-1", "for (var i = 0; i < 3e5; i++) g.emit('secrettext')").is(t, 422, "")
		ask(t, "POST", s.url+"/api/v2/read", "sub=<http://example.org/secrettext>", "Content-Type", "application/x-www-form-urlencoded").is(t, 200, "")
		eventually(t, "the log has no line for the request", func() bool { return strings.Contains(s.log.String(), "id="+id) })
		text := s.log.String()
		for _, word := range []string{"secretparameter", "secrettext"} {
			if strings.Contains(text, word) != queries {
				t.Errorf("%s is in the log: %v, want %v", word, !queries, queries)
			}
		}
		if !strings.Contains(text, `route="/ask/{name}"`) && !strings.Contains(text, "route=/ask/{name}") {
			t.Errorf("the log does not say what was asked:\n%s", text)
		}
	}
}

// Each fault stands in the log under the id that its client has been given, and no line
// tells of an error that was none.
func TestFaultsHaveIDs(t *testing.T) {
	t.Setenv("TMPDIR", filepath.Join(t.TempDir(), "missing"))
	s := start(t, server.Options{})
	for line, a := range map[string]answer{
		`msg="no answer"`:                  get(t, s.url+"/dump.nq.gz").is(t, 500, ""),
		`msg="a query crashed its worker"`: ask(t, "POST", s.url+"/api/v1/query/gizmo", "str({})").is(t, 422, ""),
	} {
		for _, want := range []string{line, "msg=request"} {
			want += " id=" + a.Header.Get("X-Request-Id")
			eventually(t, "the log has no "+want, func() bool { return strings.Contains(s.log.String(), want) })
		}
	}
	if !strings.Contains(s.log.String(), "TMPDIR") {
		t.Errorf("the log does not say where dumps are written:\n%s", s.log)
	}
	if err := s.Reload(t.Context()); err != nil {
		t.Fatal(err)
	}
	eventually(t, "the edition before is not closed", func() bool { return strings.Contains(s.log.String(), "edition closed") })
	if strings.Contains(s.log.String(), "nil>") {
		t.Errorf("an error that is none:\n%s", s.log)
	}
}
