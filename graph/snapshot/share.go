package snapshot

import (
	"errors"
	"fmt"
	"os"
)

// OpenFile opens an open file as Open opens a path, for whoever has no file system
// to look into. It belongs to the snapshot from then on; where OpenFile fails, it
// stays the caller's.
func OpenFile(f *os.File) (*Snapshot, error) {
	b, unmap, err := mapFile(f)
	if err != nil {
		return nil, err
	}
	s, err := open(b, unmap)
	if err != nil {
		_ = unmap(b)
		return nil, fmt.Errorf("%s: %w", f.Name(), err)
	}
	if !isMapped { // a file that was read whole need not be kept from being replaced
		return s, f.Close()
	}
	s.from = f
	return s, nil
}

// Share gives the compiled bytes as one more open file, to be handed to another
// process, for the caller to close. Where they came from a file it is that file,
// whatever has its name by now. Bytes in memory are copied into a file without
// name: on Linux one in memory that nobody can write to any more.
func (s *Snapshot) Share() (*os.File, error) {
	if !s.Retain() {
		return nil, ErrClosed
	}
	f, err := s.share()
	if err != nil {
		err = fmt.Errorf("share %s: %w", s.Hash(), err)
	}
	return f, errors.Join(err, s.Close())
}

func (s *Snapshot) share() (*os.File, error) {
	if s.from != nil {
		if f, err := again(s.from); !errors.Is(err, errors.ErrUnsupported) {
			return f, err
		}
	}
	if f, err := unchanging(s.file); !errors.Is(err, errors.ErrUnsupported) {
		return f, err
	}
	return removed(s.file)
}

// removed writes a file whose name goes at once, where the system lets it. It is opened
// anew for those who only read: several share it, and none may write for the others.
func removed(b []byte) (*os.File, error) {
	f, err := os.CreateTemp("", "annals-*")
	if err != nil {
		return nil, err
	}
	_, err = f.Write(b)
	var only *os.File
	if err = errors.Join(err, f.Close()); err == nil {
		only, err = os.Open(f.Name())
	}
	_ = os.Remove(f.Name()) // else it lies among the temporary files until somebody tidies up
	return only, err
}
