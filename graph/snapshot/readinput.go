package snapshot

import (
	"cmp"
	"context"
	"hash/maphash"
	"iter"
	"runtime"
	"sync"
	"sync/atomic"

	"github.com/cayleygraph/quad"
)

// batchSize is how many quads are handed over at once.
const batchSize = 512

// A Part gives a part of the quads to an intake, and ends with the first error.
type Part func(ctx context.Context, to *Intake) error

// newInput gives an input of some intakes. They share half of the memory; the rest
// is needed when their portions are put together.
func (b *builder) newInput(intakes int) *input {
	in := &input{b: b, intakes: make([]*Intake, intakes)}
	seed := maphash.MakeSeed()
	for i := range in.intakes {
		in.intakes[i] = &Intake{b: b, memory: b.memory / 2 / int64(intakes), seed: seed}
	}
	return in
}

// addRead counts quads that were taken in.
func (b *builder) addRead(n int64) {
	b.progress.Lock()
	defer b.progress.Unlock()
	b.taken += n
	b.report(Reading, b.taken, 0)
}

// readParts takes parts in, as many at a time as there are cores.
func readParts(b *builder, parts []Part) (*input, error) {
	in := b.newInput(max(min(runtime.GOMAXPROCS(0), len(parts)), 1))
	ctx, cancel := context.WithCancelCause(b.ctx)
	defer cancel(nil)
	var next atomic.Int64
	var work sync.WaitGroup
	for _, to := range in.intakes {
		work.Go(func() {
			for ctx.Err() == nil {
				i := int(next.Add(1)) - 1
				if i >= len(parts) {
					cancelWith(cancel, to.done())
					return
				}
				cancelWith(cancel, parts[i](ctx, to))
			}
		})
	}
	work.Wait()
	return in, context.Cause(ctx)
}

// readSequence takes the quads of a sequence in. It runs on the caller's
// goroutine, and what is done with its quads on another.
func readSequence(b *builder, quads iter.Seq2[quad.Quad, error]) (*input, error) {
	in := b.newInput(1)
	batches, used := make(chan []quad.Quad, 4), make(chan []quad.Quad, 8)
	var failed error // of what takes them, once it has stopped
	stopped := make(chan struct{})
	go func() {
		defer close(stopped)
		failed = take(batches, used, in.intakes[0])
	}()
	err := b.feed(quads, batches, used, stopped)
	close(batches)
	<-stopped
	return in, cmp.Or(failed, err)
}

func take(batches <-chan []quad.Quad, used chan<- []quad.Quad, to *Intake) error {
	for batch := range batches {
		if err := to.addQuads(batch); err != nil {
			return err
		}
		select {
		case used <- batch[:0]:
		default:
		}
	}
	return to.done()
}

// feed sends the quads off until there are no more, or nobody takes them.
func (b *builder) feed(quads iter.Seq2[quad.Quad, error], to chan<- []quad.Quad, used <-chan []quad.Quad, stopped <-chan struct{}) error {
	batch := make([]quad.Quad, 0, batchSize)
	for q, err := range quads {
		if err != nil {
			return err
		}
		if batch = append(batch, q); len(batch) < batchSize {
			continue
		}
		select {
		case to <- batch:
		case <-stopped:
			return nil
		case <-b.ctx.Done():
			return b.ctx.Err()
		}
		select {
		case batch = <-used:
		default:
			batch = make([]quad.Quad, 0, batchSize)
		}
	}
	if err := b.ctx.Err(); err != nil {
		return err
	}
	select {
	case to <- batch:
	case <-stopped:
	}
	return nil
}
