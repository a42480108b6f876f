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

// PoolStats are the figures of the workers that answer free queries.
type PoolStats struct {
	Workers int // how many there should be
	Idle    int // how many wait for a query
	Busy    int // how many answer one
	Waiting int // queries that wait for a worker

	Down bool // there is no worker, because none could be started

	Starts uint64            // workers that became ready, since the start
	Ends   map[string]uint64 // workers that ended since then, by the few reasons there are

	Protections []string // what holds a worker, by the few names there are
}

// sourced is Sources as Prometheus collects it.
type sourced struct {
	Sources
	build, edition, loaded, reloads *prometheus.Desc
	size, workers, waiting          *prometheus.Desc
	starts, ends, protection        *prometheus.Desc
}

func newSourced(s Sources) *sourced {
	describe := func(name, help string, labels ...string) *prometheus.Desc {
		return prometheus.NewDesc("annals_"+name, help, labels, nil)
	}
	return &sourced{
		Sources:    s,
		build:      describe("build_info", "The program: always 1.", "version", "goversion"),
		edition:    describe("dataset_info", "The edition that is served, by its hash: 1, or no sample while there is none.", "edition"),
		loaded:     describe("dataset_loaded_timestamp_seconds", "When the edition that is served was opened."),
		reloads:    describe("dataset_reloads_total", "Replacements of the dataset, by how they went.", "result"),
		size:       describe("query_workers_wanted", "How many processes there should be that answer free queries."),
		workers:    describe("query_workers", "Processes that answer free queries, by what they do.", "state"),
		waiting:    describe("queries_waiting", "Free queries that wait for a worker."),
		starts:     describe("query_worker_starts_total", "Workers that became ready."),
		ends:       describe("query_worker_ends_total", "Workers that ended, by reason; each is replaced.", "reason"),
		protection: describe("query_worker_protection_info", "What holds a worker: 1 for each protection that does.", "protection"),
	}
}

func (s *sourced) Describe(to chan<- *prometheus.Desc) {
	for _, d := range []*prometheus.Desc{
		s.build, s.edition, s.loaded, s.reloads,
		s.size, s.workers, s.waiting, s.starts, s.ends, s.protection,
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
		gauge(s.size, float64(p.Workers))
		gauge(s.workers, float64(p.Busy), "busy")
		gauge(s.workers, float64(p.Idle), "idle")
		gauge(s.waiting, float64(p.Waiting))
		counter(s.starts, p.Starts)
		for reason, n := range p.Ends {
			counter(s.ends, n, reason)
		}
		for _, name := range p.Protections {
			gauge(s.protection, 1, name)
		}
	}
}
