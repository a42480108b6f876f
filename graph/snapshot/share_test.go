package snapshot

import (
	"os"
	"path/filepath"
	"slices"
	"testing"
)

// TestShare: what is shared has the edition that was opened, though another file
// has its name by now, and outlives the snapshot that shared it.
func TestShare(t *testing.T) {
	path := filepath.Join(t.TempDir(), "claims.annals")
	first, second := mustBytes(t, slices.Collect(events(10, 1))), mustBytes(t, slices.Collect(events(20, 1)))
	write := func(b []byte) {
		if err := os.WriteFile(path+".new", b, 0o600); err != nil {
			t.Fatal(err)
		}
		if err := os.Rename(path+".new", path); err != nil {
			t.Fatal(err)
		}
	}
	write(first)
	fromFile, err := Open(path)
	if err != nil {
		t.Fatal(err)
	}
	write(second)
	fromMemory, err := OpenBytes(first)
	if err != nil {
		t.Fatal(err)
	}
	for name, s := range map[string]*Snapshot{"file": fromFile, "memory": fromMemory} {
		t.Run(name, func(t *testing.T) {
			f, err := s.Share()
			if err != nil {
				t.Fatal(err)
			}
			hash := s.Hash()
			if err := s.Close(); err != nil {
				t.Fatal(err)
			}
			again, err := OpenFile(f)
			if err != nil {
				t.Fatal(err)
			}
			if again.Hash() != hash {
				t.Errorf("edition %s, want %s", again.Hash(), hash)
			}
			if err := again.Close(); err != nil {
				t.Errorf("close: %v", err)
			}
			if err := f.Close(); err == nil {
				t.Errorf("closing the snapshot left its file open")
			}
			if _, err := again.Share(); err == nil {
				t.Errorf("a closed snapshot is shared")
			}
		})
	}
}
