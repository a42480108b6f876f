package observe

import (
	"runtime"
	"time"

	"github.com/prometheus/client_golang/prometheus"
)

// Sources say what the figures besides those of requests are. They are asked
// whenever the figures are, from several goroutines.
type Sources struct {
	Version string              // of the program
	Dataset func() DatasetStats // nil: no figures of it
	Pool    func() PoolStats    // nil: no figures of it
}

// DatasetStats are the figures of what is served.
type DatasetStats struct {
	Edition string    // "" while there is none
	Loaded  time.Time // when that edition was opened
	Reloads uint64    // replaced by another edition, since the start
	Failed  uint64    // replacements that could not be opened
}

// PoolStats are the figures of the workers that answer free queries. All but the
// first three count since the start.
type PoolStats struct {
	Workers  int    // processes that live
	Busy     int    // of these, with a query
	Waiting  int    // queries that wait for a worker
	Restarts uint64 // workers put in the place of others, whatever those ended of
	Crashes  uint64 // workers that ended by themselves
	Limits   uint64 // queries that met a limit: time, memory, rows
	Refused  uint64 // queries that were not let wait: 503
}

// sourced is Sources as Prometheus collects it.
type sourced struct {
	Sources
	build, edition, loaded, reloads *prometheus.Desc
	workers, waiting, restarts      *prometheus.Desc
	crashes, limits, refused        *prometheus.Desc
}

func newSourced(s Sources) *sourced {
	describe := func(name, help string, labels ...string) *prometheus.Desc {
		return prometheus.NewDesc("annals_"+name, help, labels, nil)
	}
	return &sourced{
		Sources:  s,
		build:    describe("build_info", "The program: always 1.", "version", "goversion"),
		edition:  describe("dataset_info", "The edition that is served, by its hash: 1, or no sample while there is none.", "edition"),
		loaded:   describe("dataset_loaded_timestamp_seconds", "When the edition that is served was opened."),
		reloads:  describe("dataset_reloads_total", "Replacements of the dataset, by how they went.", "result"),
		workers:  describe("query_workers", "Processes that answer free queries, by what they do.", "state"),
		waiting:  describe("queries_waiting", "Free queries that wait for a worker."),
		restarts: describe("query_worker_restarts_total", "Workers put in the place of others."),
		crashes:  describe("query_worker_crashes_total", "Workers that ended by themselves."),
		limits:   describe("query_limits_total", "Free queries that met a limit."),
		refused:  describe("queries_refused_total", "Free queries that found the queue full, or waited too long."),
	}
}

func (s *sourced) Describe(to chan<- *prometheus.Desc) {
	for _, d := range []*prometheus.Desc{
		s.build, s.edition, s.loaded, s.reloads,
		s.workers, s.waiting, s.restarts, s.crashes, s.limits, s.refused,
	} {
		to <- d
	}
}

func (s *sourced) Collect(to chan<- prometheus.Metric) {
	gauge := func(of *prometheus.Desc, value float64, labels ...string) {
		to <- prometheus.MustNewConstMetric(of, prometheus.GaugeValue, value, labels...)
	}
	counter := func(of *prometheus.Desc, value uint64, labels ...string) {
		to <- prometheus.MustNewConstMetric(of, prometheus.CounterValue, float64(value), labels...)
	}
	gauge(s.build, 1, s.Version, runtime.Version())
	if s.Dataset != nil {
		d := s.Dataset()
		if d.Edition != "" {
			gauge(s.edition, 1, d.Edition)
			gauge(s.loaded, float64(d.Loaded.UnixMilli())/1e3)
		}
		counter(s.reloads, d.Reloads, "done")
		counter(s.reloads, d.Failed, "failed")
	}
	if s.Pool != nil {
		p := s.Pool()
		gauge(s.workers, float64(p.Busy), "busy")
		gauge(s.workers, float64(p.Workers-p.Busy), "idle")
		gauge(s.waiting, float64(p.Waiting))
		counter(s.restarts, p.Restarts)
		counter(s.crashes, p.Crashes)
		counter(s.limits, p.Limits)
		counter(s.refused, p.Refused)
	}
}
