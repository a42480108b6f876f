package snapshot

import (
	"bufio"
	"context"
	"io"
)

// A sorter sorts any number of records within its memory: what does not fit is
// sorted in pieces, kept on disk, and merged.
type sorter struct {
	ctx      context.Context
	spill    *spill
	both     bool // records of equal first words do not come in the order of the second
	capacity int
	buf, tmp *region
	records  []record // of buf
	n        int
	runs     []spilled
}

const (
	recordSize = 16
	minRecords = 1 << 12
)

// newSorter gives a sorter of at most so many bytes of memory.
func newSorter(ctx context.Context, spill *spill, memory int64, both bool) (*sorter, error) {
	s := &sorter{ctx: ctx, spill: spill, both: both, capacity: max(int(memory/(2*recordSize)), minRecords)}
	var err error
	if s.buf, err = reserve(s.capacity * recordSize); err != nil {
		return nil, err
	}
	if s.tmp, err = reserve(s.capacity * recordSize); err != nil {
		s.release()
		return nil, err
	}
	return s, nil
}

// release gives its memory back.
func (s *sorter) release() {
	s.buf.release()
	s.tmp.release()
	s.records = nil
}

func (s *sorter) add(r record) error {
	if s.n == len(s.records) {
		if err := s.makeRoom(); err != nil {
			return err
		}
	}
	s.records[s.n] = r
	s.n++
	return nil
}

func (s *sorter) makeRoom() error {
	if err := s.ctx.Err(); err != nil {
		return err
	}
	if s.n >= s.capacity {
		if err := s.spillRun(); err != nil {
			return err
		}
	}
	if err := s.buf.grow(min((s.n+1)*recordSize, s.capacity*recordSize)); err != nil {
		return err
	}
	s.records = view[record](s.buf)
	s.records = s.records[:min(len(s.records), s.capacity)]
	return nil
}

// sortBuffer sorts what is in memory.
func (s *sorter) sortBuffer() ([]record, error) {
	if err := s.tmp.grow(s.n * recordSize); err != nil {
		return nil, err
	}
	return radixSort(s.records[:s.n], view[record](s.tmp), s.both), nil
}

func (s *sorter) spillRun() error {
	sorted, err := s.sortBuffer()
	if err != nil {
		return err
	}
	w := s.spill.writer(spillBuffer)
	var b [recordSize]byte
	for _, r := range sorted {
		le.PutUint64(b[:], r[0])
		le.PutUint64(b[8:], r[1])
		if _, err := w.Write(b[:]); err != nil {
			return err
		}
	}
	run, err := w.done()
	s.runs = append(s.runs, run)
	s.n = 0
	return err
}

// inMemory gives the records in order, if all of them are in memory, else nil.
// They stay until release, the memory it took to sort them does not.
func (s *sorter) inMemory() ([]record, error) {
	if len(s.runs) > 0 {
		return nil, nil
	}
	sorted, err := s.sortBuffer()
	if err != nil {
		return nil, err
	}
	if s.n > 0 && &sorted[0] == &s.records[0] {
		s.tmp.release()
	} else {
		s.buf.release()
	}
	return sorted, nil
}

// each gives the records in order. The sorter is used up then.
func (s *sorter) each(f func(record) error) error {
	if len(s.runs) == 0 {
		sorted, err := s.sortBuffer()
		if err != nil {
			return err
		}
		return overRecords(s.ctx, sorted)(f)
	}
	if err := s.spillRun(); err != nil {
		return err
	}
	s.release()
	return s.merge(f)
}

func (s *sorter) merge(f func(record) error) error {
	// Each run reads as much at once as its share of what was the buffer.
	size := min(max(2*s.capacity*recordSize/len(s.runs), 1<<12), 1<<20)
	var t tournament[record]
	t.less = record.less
	readers := make([]*bufio.Reader, len(s.runs))
	for i, run := range s.runs {
		readers[i] = bufio.NewReaderSize(run.reader(), size)
		r, err := readRecord(readers[i])
		if err == io.EOF {
			continue
		}
		if err != nil {
			return err
		}
		t.push(r, i)
	}
	for n := 0; t.len() > 0; n++ {
		if n%(1<<16) == 0 && s.ctx.Err() != nil {
			return s.ctx.Err()
		}
		least, from := t.least()
		if err := f(least); err != nil {
			return err
		}
		switch r, err := readRecord(readers[from]); err {
		case nil:
			t.replace(r)
		case io.EOF:
			t.drop()
		default:
			return err
		}
	}
	return nil
}

func readRecord(r *bufio.Reader) (record, error) {
	b, err := r.Peek(recordSize)
	if err != nil {
		if err == io.EOF && len(b) > 0 {
			err = io.ErrUnexpectedEOF
		}
		return record{}, err
	}
	rec := record{le.Uint64(b), le.Uint64(b[8:])}
	_, err = r.Discard(recordSize)
	return rec, err
}
