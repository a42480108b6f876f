package server

import (
	"cmp"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"github.com/cayleygraph/quad"

	"annals.example/graph"
	"annals.example/graph/cayley/ui"
	"annals.example/internal/address"
	"annals.example/internal/sandbox"
	"annals.example/internal/web"
)

// An edition is one dataset while it is served, with all that is made from it. A
// request keeps the edition that it began with to its end.
type edition struct {
	data   *graph.Dataset
	space  address.Space
	pool   *sandbox.Pool
	pages  *web.Pages
	ui     *ui.UI
	cache  *cache
	dumps  dumps
	tag    string      // before the variant in every ETag
	file   os.FileInfo // what it was opened from, where that is a file
	opened time.Time

	ctx   context.Context // of what is made for it: ends when nobody uses it any more
	users atomic.Int64    // and one for being the current edition
	gone  func()
}

// cacheSize is how many bytes of answers an edition keeps.
const cacheSize = 32 << 20

// newEdition opens the dataset that is served.
func (s *Server) newEdition(ctx context.Context) (*edition, error) {
	e := &edition{cache: newCache(cacheSize), opened: time.Now()}
	var err error
	if s.options.Data != "" {
		if e.file, err = os.Stat(s.options.Data); err != nil {
			return nil, err
		}
	}
	err = rescued(func() error { // what is in a file is not known before
		if e.data, err = s.openData(ctx); err != nil {
			return err
		}
		return s.furnish(e)
	})
	if err != nil {
		if e.data != nil {
			err = errors.Join(err, e.data.Close())
		}
		return nil, err
	}
	var end context.CancelFunc
	e.ctx, end = context.WithCancel(s.ctx)
	e.users.Store(1)
	e.gone = sync.OnceFunc(func() {
		end()
		e.cache.close()
		e.dumps.close()
		e.pool.Close()
		if err := e.data.Close(); err != nil {
			s.log.Error("an edition could not be closed", "edition", e.data.Edition(), "error", err)
			return
		}
		s.log.Info("edition closed", "edition", e.data.Edition())
	})
	return e, nil
}

// furnish makes all that an edition has besides its dataset.
func (s *Server) furnish(e *edition) error {
	e.space = address.Space{Base: e.data.Base(), Vocabulary: graph.VocabularyIRI, Prefix: s.options.Prefix}
	sum := sha256.Sum256([]byte(strings.Join([]string{e.data.Edition(), s.options.Version, s.build, s.options.Address}, "\n")))
	e.tag = hex.EncodeToString(sum[:10])
	ready, err := readyQueries(e.data)
	if err != nil {
		return err
	}
	if e.ui, err = ui.New(ui.Options{Prefix: s.options.Prefix, Home: "Annals", Ready: ready}); err != nil {
		return err
	}
	e.pages = web.New(s.pageOptions(e, ready))
	pool := s.options.Pool
	if pool.Snapshot, err = e.data.SnapshotFile(); err != nil {
		return err
	}
	pool.Name = e.data.Name()
	e.pool, err = sandbox.New(pool)
	return err
}

// pageOptions say what the pages show of a dataset.
func (s *Server) pageOptions(e *edition, ready []ui.Query) web.Options {
	c, prefix := e.data.Collection(), s.options.Prefix
	o := web.Options{Dataset: e.data, Space: e.space, Title: c.Title, About: c.Scope,
		Server: strings.TrimSuffix(cmp.Or(s.options.Base, s.options.Address), "/")}
	if c.Licence != nil {
		o.Licence = licence(c.Licence)
	}
	for _, f := range []format{nquads, trig} {
		o.Data = append(o.Data, web.Link{Href: prefix + "/dump" + f.ext + ".gz", Text: "all statements, " + f.label, Type: "application/gzip"})
	}
	o.Data = append(o.Data, web.Link{Href: prefix + "/vocabulary.ttl", Text: "the vocabulary, Turtle", Type: "text/turtle"},
		web.Link{Href: prefix + voidPath, Text: "a description of the dataset, VoID", Type: "text/turtle"})
	for _, q := range ready {
		o.Ready = append(o.Ready, web.Ready{Title: q.Title, Language: q.Language, Text: q.Text, Href: ui.Link(prefix, q)})
	}
	return o
}

// openData opens the dataset, with the base that is wanted.
func (s *Server) openData(ctx context.Context) (*graph.Dataset, error) {
	d, err := graph.Open(ctx, s.options.Data)
	if err == nil && s.options.Data != "" {
		d.Rename(filepath.Base(s.options.Data)) // pages show it
	}
	if err != nil || s.options.Base == "" || s.options.Base == d.Base() {
		return d, err
	}
	moved, err := d.Rebased(ctx, s.options.Base)
	return moved, errors.Join(err, d.Close())
}

// use gives the edition that is served now, until done is called.
func (s *Server) use() (e *edition, done func()) {
	s.mu.RLock()
	defer s.mu.RUnlock()
	s.current.users.Add(1)
	return s.current, s.current.release
}

func (e *edition) release() {
	if e.users.Add(-1) == 0 {
		go e.gone() // it may wait for workers
	}
}

// licence is a licence as people read it: a link where it is an address.
func licence(v quad.Value) web.Link {
	iri, ok := v.(quad.IRI)
	if !ok {
		return web.Link{Text: quad.ToString(v)}
	}
	return web.Link{Href: string(iri), Text: string(iri)}
}
