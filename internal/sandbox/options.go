package sandbox

import (
	"errors"
	"fmt"
	"os"
	"runtime"
	"time"
)

// NoLimit leaves memory as the only limit, as Options.Rows or Options.Bytes.
const NoLimit = -1

// Options say what a pool works on, and how much a query may take. What is zero is
// chosen by New.
type Options struct {
	// Snapshot is the compiled dataset, as of graph.Dataset.SnapshotFile. It belongs
	// to the pool from New on.
	Snapshot *os.File
	// Name is what people call the dataset.
	Name string
	// Program starts a worker: a program and its arguments. It must come to call
	// Work. By default it is this program with the argument "worker".
	Program []string

	// Workers is how many queries are answered at the same time; by default one for
	// each processor, from 2 to 8.
	Workers int
	// Queue is how many more may wait for their turn, and Wait how long: 64, 2 s.
	Queue int
	Wait  time.Duration
	// Requests is how many queries a worker answers before it is replaced: 500.
	Requests int

	// Deadline is how long a query may take: 5 s.
	Deadline time.Duration
	// Memory is what a worker may take above what it has with the dataset open, in
	// bytes: 256 MiB.
	Memory int64
	// Rows and Bytes are how long an answer may be: 100,000 rows, 16 MiB. They
	// may be NoLimit.
	Rows  int
	Bytes int64
	// Text is the longest query, in bytes: 1 MiB.
	Text int
}

func (o *Options) complete() error {
	if o.Snapshot == nil {
		return errors.New("sandbox: no dataset to work on")
	}
	if os.Getenv(workerVariable) != "" {
		return errors.New("sandbox: a worker starts no workers")
	}
	if len(o.Program) == 0 {
		self, err := thisProgram()
		if err != nil {
			return fmt.Errorf("sandbox: where this program is: %w", err)
		}
		o.Program = []string{self, "worker"}
	}
	set(&o.Workers, min(max(runtime.GOMAXPROCS(0), 2), 8))
	set(&o.Queue, 64)
	set(&o.Wait, 2*time.Second)
	set(&o.Requests, 500)
	set(&o.Deadline, 5*time.Second)
	set(&o.Memory, 256<<20)
	set(&o.Rows, 100_000)
	set(&o.Bytes, 16<<20)
	set(&o.Text, 1<<20)
	return nil
}

func set[T comparable](field *T, value T) {
	var zero T
	if *field == zero {
		*field = value
	}
}
