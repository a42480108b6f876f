package observe

import (
	"fmt"
	"maps"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/prometheus/client_golang/prometheus/testutil"
	"github.com/prometheus/common/expfmt"
	"github.com/prometheus/common/model"
)

// figures reads what Prometheus would scrape, with Prometheus's own parser.
func figures(t *testing.T, m *Metrics) map[string]float64 {
	t.Helper()
	w := httptest.NewRecorder()
	m.Handler().ServeHTTP(w, httptest.NewRequest(http.MethodGet, "/metrics", nil))
	if w.Code != http.StatusOK {
		t.Fatalf("status %d\n%s", w.Code, w.Body)
	}
	parser := expfmt.NewTextParser(model.UTF8Validation)
	families, err := parser.TextToMetricFamilies(w.Body)
	if err != nil {
		t.Fatal(err)
	}
	found := map[string]float64{}
	for name, family := range families {
		for _, metric := range family.GetMetric() {
			var labels []string
			for _, pair := range metric.GetLabel() {
				labels = append(labels, fmt.Sprintf("%s=%q", pair.GetName(), pair.GetValue()))
			}
			slices.Sort(labels)
			series := name + "{" + strings.Join(labels, ",") + "}"
			found[series] = metric.GetCounter().GetValue() + metric.GetGauge().GetValue() + float64(metric.GetHistogram().GetSampleCount())
		}
	}
	return found
}

func TestFiguresOfWhatAServerStandsOn(t *testing.T) {
	dataset, pool := DatasetStats{}, PoolStats{}
	m := NewMetrics(Sources{
		Version: "1.2",
		Dataset: func() DatasetStats { return dataset },
		Pool:    func() PoolStats { return pool },
	})
	for series := range figures(t, m) {
		if strings.HasPrefix(series, "annals_dataset_info") || strings.HasPrefix(series, "annals_dataset_loaded") {
			t.Errorf("%s, and there is no dataset", series)
		}
	}
	dataset = DatasetStats{Edition: "abc", Loaded: time.Unix(1700000000, 0), Reloads: 2, Failed: 1}
	pool = PoolStats{
		Workers: 4, Busy: 3, Idle: 1, Waiting: 7, Starts: 11,
		Ends:        map[string]uint64{"crash": 2, "time": 5},
		Protections: []string{"rlimits", "seccomp"},
	}
	got := figures(t, m)
	for series, want := range map[string]float64{
		`annals_dataset_info{edition="abc"}`:                        1,
		`annals_dataset_loaded_timestamp_seconds{}`:                 1700000000,
		`annals_dataset_reloads_total{result="done"}`:               2,
		`annals_dataset_reloads_total{result="failed"}`:             1,
		`annals_query_workers{state="busy"}`:                        3,
		`annals_query_workers{state="idle"}`:                        1,
		`annals_queries_waiting{}`:                                  7,
		`annals_query_workers_wanted{}`:                             4,
		`annals_query_worker_starts_total{}`:                        11,
		`annals_query_worker_ends_total{reason="crash"}`:            2,
		`annals_query_worker_ends_total{reason="time"}`:             5,
		`annals_query_worker_protection_info{protection="seccomp"}`: 1,
	} {
		if got[series] != want {
			t.Errorf("%s is %g, want %g", series, got[series], want)
		}
	}
	dataset.Edition = "def"
	got = figures(t, m)
	if _, old := got[`annals_dataset_info{edition="abc"}`]; old || got[`annals_dataset_info{edition="def"}`] != 1 {
		t.Error("the edition before is still shown")
	}
	if !slices.ContainsFunc(slices.Collect(maps.Keys(got)), func(s string) bool { return strings.HasPrefix(s, `annals_build_info{goversion="go1.`) }) {
		t.Error("no build_info")
	}
}

// Names and units are as Prometheus's own linter wants them.
func TestFiguresAreNamedWell(t *testing.T) {
	m := NewMetrics(Sources{
		Dataset: func() DatasetStats { return DatasetStats{Edition: "abc"} },
		Pool: func() PoolStats {
			return PoolStats{Ends: map[string]uint64{"time": 1}, Protections: []string{"rlimits"}}
		},
	})
	m.inFlight.Inc()
	m.done("GET /", "200", time.Millisecond, 1)
	problems, err := testutil.GatherAndLint(m.registry)
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range problems {
		if strings.HasPrefix(p.Metric, "annals_") {
			t.Errorf("%s: %s", p.Metric, p.Text)
		}
	}
	if n, err := testutil.GatherAndCount(m.registry, "annals_http_request_duration_seconds", "annals_http_requests_total", "annals_query_workers"); err != nil || n != 4 {
		t.Errorf("%d series: %v", n, err)
	}
}

// What a client sends never makes a series: those are kept for ever.
func TestClientsMakeNoSeries(t *testing.T) {
	m := NewMetrics(Sources{})
	site, log := observed(t, Options{Metrics: m}, things())
	get(t, site, "/person/1")
	get(t, site, "/none")
	log.entries(t, "request", 2) // which are counted by then
	before := len(figures(t, m))
	for i := range 20 {
		get(t, site, fmt.Sprintf("/person/%d?x=%d", i, i))
		get(t, site, fmt.Sprintf("/none/of/%d", i))
	}
	log.entries(t, "request", 42)
	if after := len(figures(t, m)); after != before {
		t.Errorf("%d series became %d", before, after)
	}
}

func TestHealthz(t *testing.T) {
	tests := []struct {
		health Health
		status int
		body   string
	}{
		{Health{Edition: "abc"}, 200, `{"status":"ok","edition":"abc"}`},
		{Health{Edition: "abc", NoWorker: true}, 200, `{"status":"ok","edition":"abc","queries":"no worker"}`},
		{Health{}, 503, `{"status":"no dataset"}`},
		{Health{Edition: "abc", Draining: true}, 503, `{"status":"draining","edition":"abc"}`},
	}
	for _, test := range tests {
		w := httptest.NewRecorder()
		Healthz(func() Health { return test.health }).ServeHTTP(w, httptest.NewRequest(http.MethodGet, "/healthz", nil))
		if w.Code != test.status || strings.TrimSpace(w.Body.String()) != test.body || w.Header().Get("Cache-Control") != "no-store" {
			t.Errorf("%+v: %d %s", test.health, w.Code, w.Body)
		}
	}
}
