package snapshot

import (
	"bytes"
	"context"
	"crypto/sha256"
	"fmt"
)

// Verify reads the whole file and holds it against everything that FORMAT.md
// says: every checksum, the order of terms and quads, that every term is used
// and found, that all four orders hold the same quads, and every count. The
// first fault is returned, as ErrDamaged. Once it returns nil, all answers are
// right, whatever made the file.
//
// progress, which may be nil, is told how many bytes of how many were looked
// at.
func (s *Snapshot) Verify(ctx context.Context, progress func(done, total int64)) error {
	if !s.Retain() {
		return ErrClosed
	}
	defer s.Close()
	v := &verification{s: s, ctx: ctx, report: progress}
	if v.report == nil {
		v.report = func(int64, int64) {}
	}
	for _, step := range []func() error{
		v.checksums, v.blocks, v.terms, v.slots, v.rows, v.subjectPlaces, v.byObject, v.byPredicate, v.byLabel, v.allUsed,
	} {
		if err := step(); err != nil {
			return err
		}
		if err := s.Err(); err != nil {
			return err
		}
	}
	return nil
}

type verification struct {
	s        *Snapshot
	ctx      context.Context
	report   func(done, total int64)
	done     int64
	used     []uint64      // a bit for each id that stands in a quad
	subjects map[ID]uint32 // how many there are with each predicate
}

func fault(format string, args ...any) error {
	return fmt.Errorf("%w: %s", ErrDamaged, fmt.Sprintf(format, args...))
}

// step counts bytes of which the checksum, or the meaning, was looked at, and
// says whether to go on.
func (v *verification) step(n int) error {
	v.done += int64(n)
	v.report(min(v.done, 2*v.s.Size()), 2*v.s.Size())
	return v.ctx.Err()
}

func (v *verification) checksums() error {
	const piece = 1 << 20
	file := v.s.file
	for i, e := range v.s.head.sections {
		sum := sha256.New()
		for at := e.offset; at < e.offset+e.length; at += piece {
			n := min(piece, e.offset+e.length-at)
			sum.Write(file[at : at+n])
			if err := v.step(int(n)); err != nil {
				return err
			}
		}
		if Hash(sum.Sum(nil)) != e.sum {
			return fault("section %q does not agree with its checksum", sectionNames[i])
		}
		end := e.offset + e.length
		if bytes.Trim(file[end:aligned(end)], "\x00") != nil {
			return fault("what follows section %q is not empty", sectionNames[i])
		}
	}
	return nil
}

// blocks holds the blocks against the texts: they fill them without a gap.
func (v *verification) blocks() error {
	last := uint64(0)
	for i := 0; i < len(v.s.blocks); i += 8 {
		at := le.Uint64(v.s.blocks[i:])
		if at < last || i == 0 && at != 0 {
			return fault("block %d of terms begins at %d", i/8, at)
		}
		last = at
	}
	if last != uint64(len(v.s.terms)) {
		return fault("the terms end at %d of %d", last, len(v.s.terms))
	}
	return nil
}

// terms wants each term in its place, and to be found by its value.
func (v *verification) terms() error {
	var last, key []byte
	for id := ID(1); id < v.s.firsts[kinds]; id++ {
		if id%(1<<14) == 0 {
			if err := v.step(len(v.s.terms) / (v.s.Terms()>>14 + 1)); err != nil {
				return err
			}
		}
		value := v.s.Term(id)
		if value == nil {
			return fault("term %d cannot be read", id)
		}
		var err error
		if key, err = appendKey(key[:0], value); err != nil {
			return fault("term %d: %v", id, err)
		}
		if Kind(key[0]) != v.s.Kind(id) || id > 1 && bytes.Compare(last, key) >= 0 {
			return fault("term %d, %s, is out of order", id, value)
		}
		last, key = key, last
		if got := v.s.ID(value); got != id {
			return fault("term %d, %s, is found as %d", id, value, got)
		}
	}
	return nil
}
