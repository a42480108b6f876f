package snapshot

import (
	"context"
	"fmt"
	"iter"
	"sync"

	"github.com/cayleygraph/quad"
)

// Options say how to build. The zero value is good.
type Options struct {
	// Memory is about how many bytes a build may take, 0 for 1 GiB, at least
	// 16 MiB. What does not fit is sorted on disk, beside the file. The source
	// of the quads needs its own.
	Memory int64
	// Progress is told now and then how far a phase is, from one goroutine at
	// a time. Of Reading, nobody knows the total: it is 0.
	Progress func(phase Phase, done, total int64)
}

// A Phase is what a build is busy with. One follows the other.
type Phase uint8

// The phases. They count quads, except Naming, which counts terms.
const (
	Reading  Phase = iota
	Naming         // giving the terms their ids
	Sorting        // the quads
	Indexing       // by object, predicate and label
	Saving         // waiting for the disk
)

// String gives the name of a phase as people are shown it.
func (p Phase) String() string {
	return [...]string{"reading", "naming", "sorting", "indexing", "saving"}[p]
}

const defaultMemory = 1 << 30

// Build compiles quads into the file at path. The file is there as a whole, and
// on the disk, when Build returns without error; else what was there before is
// untouched, and nothing is left beside it. A file that others have open is
// replaced, and stays theirs until they close it.
//
// Subjects and labels are IRIs or blank nodes, predicates are IRIs, a label may
// be nil; literals are quad.String, LangString or TypedString. Anything else is
// ErrValue. A quad given again is dropped. An error of the sequence ends the
// build and is returned.
func Build(ctx context.Context, path string, quads iter.Seq2[quad.Quad, error], o Options) error {
	return buildAt(ctx, path, func(b *builder) (*input, error) { return readSequence(b, quads) }, o)
}

// BuildParts is Build from parts that are read side by side, as many at a time
// as there are cores.
func BuildParts(ctx context.Context, path string, parts []Part, o Options) error {
	return buildAt(ctx, path, func(b *builder) (*input, error) { return readParts(b, parts) }, o)
}

func buildAt(ctx context.Context, path string, read reading, o Options) error {
	at, err := newBeside(path)
	if err == nil {
		err = buildFrom(ctx, at, read, o, defaultLimits)
	}
	if err != nil {
		return fmt.Errorf("build %s: %w", path, err)
	}
	return nil
}

// Bytes compiles a small dataset in memory.
func Bytes(ctx context.Context, quads iter.Seq[quad.Quad]) ([]byte, error) {
	withoutErrors := func(yield func(quad.Quad, error) bool) {
		for q := range quads {
			if !yield(q, nil) {
				return
			}
		}
	}
	var m memoryFile
	err := build(ctx, inMemory{&m}, withoutErrors, Options{}, defaultLimits)
	if err != nil {
		return nil, fmt.Errorf("build a snapshot: %w", err)
	}
	return m.b, nil
}

// limits are how many terms and quads there may be, and how little memory.
type limits struct {
	terms, quads uint64
	memory       int64
}

// Ids and rows have 32 bits. 0 and NoLabel are no ids, and some more are left free
// to keep sums of ids from running over; one more than the last row must be a
// number, too.
var defaultLimits = limits{terms: 1<<32 - 65, quads: 1<<32 - 1, memory: 16 << 20}

// A builder builds one file.
type builder struct {
	ctx    context.Context
	memory int64
	limits limits
	spill  *spill
	out    file
	head   header
	found  *tally   // what was counted while the quads came by subject
	sorted []record // the quads by subject, if they are in memory

	report   func(Phase, int64, int64)
	progress sync.Mutex // several goroutines count
	taken    int64
	indexed  int64
}

// reading takes the input in. What it gives is to be released, also if it fails.
type reading func(*builder) (*input, error)

func build(ctx context.Context, at files, quads iter.Seq2[quad.Quad, error], o Options, l limits) error {
	return buildFrom(ctx, at, func(b *builder) (*input, error) { return readSequence(b, quads) }, o, l)
}

func buildFrom(ctx context.Context, at files, read reading, o Options, l limits) (err error) {
	b := &builder{ctx: ctx, memory: o.Memory, limits: l, report: o.Progress, spill: &spill{create: at.spill}}
	if b.memory == 0 {
		b.memory = defaultMemory
	}
	b.memory = max(b.memory, l.memory)
	if b.report == nil {
		b.report = func(Phase, int64, int64) {}
	}
	if b.out, err = at.target(); err != nil {
		return err
	}
	// Also when the sequence panics.
	defer func() {
		for _, f := range []func() error{b.spill.close, b.out.remove} {
			if e := f(); err == nil {
				err = e
			}
		}
	}()
	defer func() { b.found.release() }()
	return b.run(read)
}

func (b *builder) run(read reading) error {
	in, err := read(b)
	defer in.release()
	if err != nil {
		return err
	}
	texts, err := b.writeTerms(in)
	defer texts.release()
	if err != nil {
		return err
	}
	b.layOut(secBlocks)
	rows, err := newSorter(b.ctx, b.spill, b.memory/2, true)
	if err != nil {
		return err
	}
	defer rows.release()
	err = sideBySide(b.ctx,
		func(ctx context.Context) error { return b.writeSlots(ctx, texts) },
		func(context.Context) error { return in.quads(rows.add) },
	)
	if err != nil {
		return err
	}
	in.release()
	texts.release()
	if err := b.writeQuads(rows); err != nil {
		return err
	}
	b.report(Saving, 0, 1)
	if err := b.ctx.Err(); err != nil {
		return err
	}
	if _, err := b.out.WriteAt(b.head.encode(), 0); err != nil {
		return err
	}
	if err := b.out.publish(); err != nil {
		return err
	}
	b.report(Saving, 1, 1)
	return nil
}

// layOut gives sections their places, from the first on whose length is known now
// to the last whose begin is known.
func (b *builder) layOut(from int) {
	lengths := b.head.lengths()
	for i := from; i < sections; i++ {
		b.head.sections[i] = extent{offset: b.next(i - 1), length: lengths[i]}
	}
	b.head.counts[countSize] = b.next(sections - 1)
}

// next is where the section after one begins, once that one has its place.
func (b *builder) next(section int) uint64 {
	e := b.head.sections[section]
	return aligned(e.offset + e.length)
}

// section gives what writes a section at its place.
func (b *builder) section(i int) *sectionWriter {
	return newSectionWriter(b.out, b.head.sections[i].offset)
}

// sideBySide does two things on two cores. If one fails, the other ends.
func sideBySide(ctx context.Context, one, other func(context.Context) error) error {
	ctx, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	var both sync.WaitGroup
	for _, f := range []func(context.Context) error{one, other} {
		both.Go(func() { cancelWith(cancel, f(ctx)) })
	}
	both.Wait()
	return context.Cause(ctx)
}

func cancelWith(cancel context.CancelCauseFunc, err error) {
	if err != nil {
		cancel(err)
	}
}

// inTurn does one thing after the other.
func inTurn(one, other func(context.Context) error) func(context.Context) error {
	return func(ctx context.Context) error {
		if err := one(ctx); err != nil {
			return err
		}
		return other(ctx)
	}
}
