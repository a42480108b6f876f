package snapshot

import (
	"crypto/sha256"
	"hash"
)

// A sectionWriter writes one section, from its begin to its end, at its place
// in the file. Its first error stays and is given by close.
type sectionWriter struct {
	out   file
	sum   hash.Hash
	start uint64
	at    uint64 // where buf goes
	told  uint64 // what is before went to the disk, or is on its way
	buf   []byte
	err   error
}

const (
	sectionBuffer = 128 << 10
	writtenAtOnce = 4 << 20 // as much is sent to the disk at a time
)

func newSectionWriter(out file, start uint64) *sectionWriter {
	return &sectionWriter{out: out, sum: sha256.New(), start: start, at: start, told: start, buf: make([]byte, 0, sectionBuffer)}
}

// room makes room for n bytes, at most sectionBuffer.
func (w *sectionWriter) room(n int) {
	if cap(w.buf)-len(w.buf) < n {
		w.flush()
	}
}

func (w *sectionWriter) u32(n uint32) {
	w.room(4)
	w.buf = le.AppendUint32(w.buf, n)
}

func (w *sectionWriter) u32s(n ...uint32) {
	w.room(4 * len(n))
	for _, n := range n {
		w.buf = le.AppendUint32(w.buf, n)
	}
}

func (w *sectionWriter) write(b []byte) {
	for len(b) > 0 {
		w.room(1)
		n := min(len(b), cap(w.buf)-len(w.buf))
		w.buf, b = append(w.buf, b[:n]...), b[n:]
	}
}

func (w *sectionWriter) flush() {
	if w.err == nil {
		_, w.err = w.out.WriteAt(w.buf, int64(w.at))
	}
	w.sum.Write(w.buf)
	w.at += uint64(len(w.buf))
	w.buf = w.buf[:0]
	if w.at-w.told >= writtenAtOnce && w.err == nil {
		w.out.written(int64(w.told), int64(w.at-w.told))
		w.told = w.at
	}
}

// len is how much was written.
func (w *sectionWriter) len() uint64 { return w.at + uint64(len(w.buf)) - w.start }

// close ends the section, and fills up to where the next may begin.
func (w *sectionWriter) close() (extent, error) {
	w.flush()
	e := extent{offset: w.start, length: w.at - w.start, sum: Hash(w.sum.Sum(nil))}
	if pad := aligned(w.at) - w.at; pad > 0 && w.err == nil {
		_, w.err = w.out.WriteAt(make([]byte, pad), int64(w.at))
	}
	return e, w.err
}
