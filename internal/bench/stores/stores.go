// Package stores opens the graph in the stores that Cayley brings: memstore, and
// its key-value store on Bolt and on Pebble.
//
// How a compiled file is shown to Cayley is left to graph/cayley, what is asked to
// package questions.
package stores

import (
	"errors"
	"fmt"
	"io"
	"iter"
	"os"

	"github.com/cayleygraph/cayley/graph"
	"github.com/cayleygraph/cayley/graph/kv"
	"github.com/cayleygraph/cayley/graph/kv/bolt"
	"github.com/cayleygraph/cayley/graph/memstore"
	"github.com/cayleygraph/cayley/writer"
	"github.com/cayleygraph/quad"
	hkv "github.com/hidal-go/hidalgo/kv"
	"github.com/hidal-go/hidalgo/kv/flat"
	"github.com/hidal-go/hidalgo/kv/flat/pebble"
)

// Memstore holds quads in memory.
func Memstore(quads iter.Seq2[quad.Quad, error]) (graph.QuadStore, error) {
	qs := memstore.New()
	for q, err := range quads {
		if err != nil {
			return nil, err
		}
		qs.AddQuad(q)
	}
	return qs, nil
}

// A Kind is one of Cayley's stores on disk.
type Kind string

// The kinds. There are more, of which these were the fastest to ask and to load.
const (
	Bolt   Kind = "bolt"
	Pebble Kind = "pebble"
)

// database opens what lies below the store. Pebble is in no registry of Cayley's
// since Go 1.21, so neither is taken from there.
func (k Kind) database(dir string) (hkv.KV, error) {
	switch k {
	case Bolt:
		return bolt.Create(dir, nil)
	case Pebble:
		db, err := pebble.OpenPath(dir)
		if err != nil {
			return nil, err
		}
		return flat.Upgrade(db), nil
	}
	return nil, fmt.Errorf("no store %q", k)
}

// Load makes a store of the quads in the directory, which must not be there.
func Load(k Kind, dir string, quads iter.Seq2[quad.Quad, error]) error {
	if _, err := os.Stat(dir); err == nil {
		return fmt.Errorf("%s is there already", dir)
	}
	db, err := k.database(dir)
	if err != nil {
		return err
	}
	if err := kv.Init(db, nil); err != nil {
		return errors.Join(err, db.Close())
	}
	// Its filters of what is there already speed up loading alone: see Open.
	qs, err := kv.New(db, nil)
	if err != nil {
		return errors.Join(err, db.Close())
	}
	return errors.Join(fill(qs, quads), qs.Close())
}

func fill(qs graph.QuadStore, quads iter.Seq2[quad.Quad, error]) error {
	w, err := writer.NewSingle(qs, graph.IgnoreOpts{})
	if err != nil {
		return err
	}
	next, stop := iter.Pull2(quads)
	defer stop()
	_, err = quad.CopyBatch(graph.NewWriter(w), reader{next}, quad.DefaultBatch)
	return err
}

// A reader is quads as quad.Reader.
type reader struct {
	next func() (quad.Quad, error, bool)
}

func (r reader) ReadQuad() (quad.Quad, error) {
	q, err, ok := r.next()
	if !ok {
		return quad.Quad{}, io.EOF
	}
	return q, err
}

// Open opens a store for reading, without the filters that it else builds anew
// each time from all that it holds.
func Open(k Kind, dir string) (graph.QuadStore, error) {
	db, err := k.database(dir)
	if err != nil {
		return nil, err
	}
	qs, err := kv.New(db, graph.Options{kv.OptNoBloom: true})
	if err != nil {
		return nil, errors.Join(err, db.Close())
	}
	return qs, nil
}
