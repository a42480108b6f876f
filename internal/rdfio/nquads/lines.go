package nquads

import (
	"bytes"
	"errors"
	"io"
)

// firstBuffer is enough for hundreds of ordinary statements and small enough
// to stay in a processor's cache.
const firstBuffer = 64 << 10

// errLongLine is turned into a SyntaxError where the place is known.
var errLongLine = errors.New("line too long")

// lines gives the lines of a stream one by one, in a buffer that it reuses.
// A line ends with LF, CR or both together, as in the grammar; every byte is
// looked at a fixed number of times, however the line ends are mixed.
type lines struct {
	src   io.Reader
	limit int // of a line, in bytes
	count int // of the lines given so far

	buf      []byte
	pos, end int   // what is not given yet: buf[pos:end]
	lf       int   // no LF in buf[pos:lf]; at lf there is one, or the search goes on
	afterCR  bool  // the last line ended in CR: an LF that follows belongs to it
	err      error // what the source ended with
}

// next gives the next line without its end, valid until the following call;
// io.EOF after the last; errLongLine for a line beyond the limit, which is
// skipped.
func (l *lines) next() ([]byte, error) {
	var long bool
	searched := 0 // no CR in buf[pos:pos+searched]
	for {
		l.skipLF()
		ended := l.findLF()
		stop := l.lf
		if cr := bytes.IndexByte(l.buf[l.pos+searched:l.lf], '\r'); cr >= 0 {
			ended, stop, l.afterCR = true, l.pos+searched+cr, true
		}
		if !ended && l.err != nil {
			return l.last(long)
		}
		if long = long || stop-l.pos > l.limit; long {
			l.pos = stop
		}
		if ended {
			return l.take(stop, long)
		}
		searched = stop - l.pos
		l.fill()
	}
}

// ready reports whether next will give a line for which nothing has to be read,
// so that the lines before stay valid.
func (l *lines) ready() bool {
	l.skipLF()
	return l.findLF()
}

// skipLF skips the LF that belongs to the CR before.
func (l *lines) skipLF() {
	if l.afterCR && l.pos < l.end {
		l.afterCR = false
		if l.buf[l.pos] == '\n' {
			l.pos++
			l.lf = max(l.lf, l.pos)
		}
	}
}

// findLF moves lf to the next line feed, or to the end of what is read.
func (l *lines) findLF() bool {
	if l.lf < l.end && l.buf[l.lf] != '\n' {
		if n := bytes.IndexByte(l.buf[l.lf:l.end], '\n'); n >= 0 {
			l.lf += n
		} else {
			l.lf = l.end
		}
	}
	return l.lf < l.end
}

// take gives the line that ends at stop, where an LF or CR stands.
func (l *lines) take(stop int, long bool) ([]byte, error) {
	line := l.buf[l.pos:stop]
	l.pos = stop + 1
	l.lf = max(l.lf, l.pos)
	l.count++
	if long {
		return nil, errLongLine
	}
	return line, nil
}

// last gives what stands after the last line end. If reading failed it may be
// half a line, so it is not given.
func (l *lines) last(long bool) ([]byte, error) {
	line := l.buf[l.pos:l.end]
	long = long || len(line) > l.limit
	l.pos = l.end
	if l.err != io.EOF || len(line) == 0 && !long {
		return nil, l.err
	}
	l.count++
	if long {
		return nil, errLongLine
	}
	return line, nil
}

// fill reads more, making room first where there is none.
func (l *lines) fill() {
	if l.end == len(l.buf) {
		rest := l.buf[l.pos:l.end]
		if l.pos == 0 {
			// What is not given yet is within the limit: this always grows.
			l.buf = make([]byte, max(firstBuffer, min(2*len(l.buf), l.limit+firstBuffer)))
		}
		copy(l.buf, rest)
		l.end -= l.pos
		l.lf -= l.pos
		l.pos = 0
	}
	for range 100 {
		n, err := l.src.Read(l.buf[l.end:])
		l.end += n
		if err != nil {
			l.err = err
		}
		if n > 0 || err != nil {
			return
		}
	}
	l.err = io.ErrNoProgress
}
