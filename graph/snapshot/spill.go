package snapshot

import (
	"io"
	"sync"
)

// A spill is the one file in which a build keeps what does not fit into its
// memory. Parts of it are written and read at the same time.
type spill struct {
	create func() (file, error)

	mu   sync.Mutex
	file file
	size int64
}

// A spilled part can be read as often as one likes.
type spilled struct {
	spill  *spill
	pieces []piece64
}

type piece64 struct{ offset, length int64 }

// spillPiece is how much of the file a writer takes at a time: several write
// side by side, and none knows how long it will be.
const spillPiece = 1 << 20

// spillBuffer is how much a writer writes at once where there are few of them.
const spillBuffer = 256 << 10

func (s *spill) take(n int64) (f file, offset int64, err error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.file == nil {
		if s.file, err = s.create(); err != nil {
			return nil, 0, err
		}
	}
	offset = s.size
	s.size += n
	return s.file, offset, nil
}

// close gives the file back, which is no more then.
func (s *spill) close() error {
	if s.file == nil {
		return nil
	}
	return s.file.remove()
}

// writer gives what writes one part, in pieces of size bytes.
func (s *spill) writer(size int) *spillWriter {
	return &spillWriter{part: spilled{spill: s}, size: size}
}

// A spillWriter writes one part.
type spillWriter struct {
	part spilled
	buf  []byte
	size int
}

func (w *spillWriter) Write(b []byte) (int, error) {
	if w.buf == nil {
		w.buf = make([]byte, 0, w.size)
	}
	n := len(b)
	for len(b) > 0 {
		k := copy(w.buf[len(w.buf):cap(w.buf)], b)
		w.buf, b = w.buf[:len(w.buf)+k], b[k:]
		if len(w.buf) == cap(w.buf) {
			if err := w.flush(); err != nil {
				return 0, err
			}
		}
	}
	return n, nil
}

func (w *spillWriter) flush() error {
	for len(w.buf) > 0 {
		last := len(w.part.pieces) - 1
		if last < 0 || w.part.pieces[last].length == spillPiece {
			_, offset, err := w.part.spill.take(spillPiece)
			if err != nil {
				return err
			}
			w.part.pieces = append(w.part.pieces, piece64{offset: offset})
			last++
		}
		p := &w.part.pieces[last]
		n := min(int64(len(w.buf)), spillPiece-p.length)
		if _, err := w.part.spill.file.WriteAt(w.buf[:n], p.offset+p.length); err != nil {
			return err
		}
		p.length += n
		w.buf = w.buf[:copy(w.buf, w.buf[n:])]
	}
	return nil
}

func (w *spillWriter) done() (spilled, error) {
	err := w.flush()
	w.buf = nil
	return w.part, err
}

func (p spilled) reader() io.Reader { return &spillReader{part: p} }

type spillReader struct {
	part spilled
	read int64 // of the first piece
}

func (r *spillReader) Read(b []byte) (int, error) {
	if len(r.part.pieces) == 0 {
		return 0, io.EOF
	}
	p := r.part.pieces[0]
	n, err := r.part.spill.file.ReadAt(b[:min(int64(len(b)), p.length-r.read)], p.offset+r.read)
	r.read += int64(n)
	if r.read == p.length {
		r.part.pieces, r.read, err = r.part.pieces[1:], 0, nil
	}
	return n, err
}
