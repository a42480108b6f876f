package snapshot

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"sync"
)

// A file is one that a build writes.
type file interface {
	io.WriterAt
	io.ReaderAt
	// written says that a part will not change any more: it can go to the disk
	// while the rest is made, so that publish does not have to wait for it.
	written(offset, length int64)
	// publish makes the file durable and puts it at its place.
	publish() error
	// remove gives the file up, unless it is published.
	remove() error
}

// files is where a build puts its files: a directory, memory, or in tests what
// fails.
type files interface {
	target() (file, error)
	spill() (file, error)
}

// beside writes beside the target, in its directory, so that a rename puts the
// whole file there at once.
type beside struct{ path string }

// newBeside looks early at what would fail late. A symbolic link stays, and
// what it leads to is replaced.
func newBeside(path string) (beside, error) {
	if to, err := filepath.EvalSymlinks(path); err == nil {
		path = to
	}
	info, err := os.Stat(path)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return beside{path}, nil
	case err != nil:
		return beside{}, err
	case !info.Mode().IsRegular():
		return beside{}, fmt.Errorf("%s is no file that could be replaced", path)
	}
	return beside{path}, nil
}

// What the files beside the target are there for, as their names say.
const (
	building = "building"
	sorting  = "sorting"
)

func (b beside) name(what string) string {
	return filepath.Join(filepath.Dir(b.path), "."+filepath.Base(b.path)+"."+what)
}

// target has one name for each path: what a killed build leaves is found by
// the next, and taken over.
func (b beside) target() (file, error) {
	name := b.name(building)
	for {
		f, err := os.OpenFile(name, os.O_RDWR|os.O_CREATE, 0o666)
		if err != nil {
			return nil, err
		}
		if err := lock(f); err != nil {
			return nil, errors.Join(err, f.Close())
		}
		// Another build may have published it since it was opened.
		mine, err1 := f.Stat()
		there, err2 := os.Stat(name)
		if err1 == nil && err2 == nil && os.SameFile(mine, there) {
			// Whoever holds the lock is the only one who sorts. What cannot be
			// removed is found by namedSpill.
			_ = os.Remove(b.name(sorting))
			return &besideFile{File: f, path: b.path, named: true}, f.Truncate(0)
		}
		if err := errors.Join(err1, err2, f.Close()); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return nil, err
		}
	}
}

// spill has no name, so that it goes when the process does, however that ends.
func (b beside) spill() (file, error) {
	if f, err := unnamed(filepath.Dir(b.path)); err == nil {
		return &besideFile{File: f}, nil
	}
	return b.namedSpill()
}

// namedSpill is for systems and disks that know no files without name. Its
// name goes at once where an open file allows it, else with remove; what a
// build leaves that was killed in between, the next target removes.
func (b beside) namedSpill() (file, error) {
	f, err := os.OpenFile(b.name(sorting), os.O_RDWR|os.O_CREATE|os.O_EXCL, 0o600)
	if err != nil {
		return nil, err
	}
	return &besideFile{File: f, named: os.Remove(f.Name()) != nil}, nil
}

// A besideFile is built for a path; that of a spill is "".
type besideFile struct {
	*os.File
	path  string
	named bool // it is to be removed by its name
}

func (f *besideFile) written(offset, length int64) { writeBack(f.File, offset, length) }

func (f *besideFile) publish() error {
	if err := f.Sync(); err != nil {
		return err
	}
	if err := os.Rename(f.Name(), f.path); err != nil {
		return err
	}
	f.named = false
	return errors.Join(syncDir(filepath.Dir(f.path)), f.Close())
}

func (f *besideFile) remove() error {
	var err error
	if f.named {
		// As long as the lock is held, nobody else builds under this name.
		err = os.Remove(f.Name())
	}
	if e := f.Close(); !errors.Is(e, os.ErrClosed) { // published
		err = errors.Join(err, e)
	}
	return err
}

// inMemory is a small file that stays in memory.
type inMemory struct{ bytes *memoryFile }

func (m inMemory) target() (file, error) { return m.bytes, nil }
func (m inMemory) spill() (file, error)  { return &memoryFile{}, nil }

type memoryFile struct {
	mu sync.Mutex
	b  []byte
}

func (m *memoryFile) WriteAt(b []byte, at int64) (int, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	if end := int(at) + len(b); end > len(m.b) {
		m.b = append(m.b, make([]byte, end-len(m.b))...)
	}
	return copy(m.b[at:], b), nil
}

func (m *memoryFile) ReadAt(b []byte, at int64) (int, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	if at >= int64(len(m.b)) {
		return 0, io.EOF
	}
	n := copy(b, m.b[at:])
	if n < len(b) {
		return n, io.EOF
	}
	return n, nil
}

func (m *memoryFile) written(int64, int64) {}
func (m *memoryFile) publish() error       { return nil }
func (m *memoryFile) remove() error        { return nil }
