package snapshot

import (
	"bytes"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"sync/atomic"
	"syscall"
	"testing"
)

// A full disk takes so many bytes, and no more.
type fullDisk struct {
	beside
	left *atomic.Int64
}

func (d fullDisk) target() (file, error) { return d.wrap(d.beside.target()) }
func (d fullDisk) spill() (file, error)  { return d.wrap(d.beside.spill()) }

func (d fullDisk) wrap(f file, err error) (file, error) {
	if err != nil {
		return nil, err
	}
	return fullFile{f, d.left}, nil
}

type fullFile struct {
	file
	left *atomic.Int64
}

func (f fullFile) WriteAt(b []byte, at int64) (int, error) {
	if f.left.Add(-int64(len(b))) < 0 {
		return 0, &os.PathError{Op: "write", Path: "x", Err: syscall.ENOSPC}
	}
	return f.file.WriteAt(b, at)
}

// TestFullDisk lets the disk be full after each of many numbers of bytes, with
// what is sorted in memory and with what is sorted on disk.
func TestFullDisk(t *testing.T) {
	quads := slices.Collect(events(3000, 6))
	dir := t.TempDir()
	path := filepath.Join(dir, "x.annals")
	before := built(t, path, quads[:10])
	for _, memory := range []int64{100 << 10, 1 << 30} {
		ended := false
		for room := int64(0); !ended; room += 29_000 {
			var left atomic.Int64
			left.Store(room)
			err := build(t.Context(), fullDisk{beside{path}, &left}, seq(quads), Options{Memory: memory}, little(memory))
			if ended = err == nil; ended {
				if room == 0 {
					t.Error("nothing was written")
				}
				if err := os.WriteFile(path, before, 0o600); err != nil {
					t.Fatal(err)
				}
				break
			}
			after, readErr := os.ReadFile(path)
			if !errors.Is(err, syscall.ENOSPC) || readErr != nil || !bytes.Equal(after, before) {
				t.Errorf("full after %d bytes: %v; the file is there: %v", room, err, bytes.Equal(after, before))
			}
			if names := namesIn(dir); len(names) != 1 {
				t.Fatalf("full after %d bytes: there is %q", room, names)
			}
		}
	}
}
