package snapshot

import (
	"io"
	"slices"
	"testing"
)

// TestSharedIsReadOnly: nobody who is handed the bytes can change them for others.
func TestSharedIsReadOnly(t *testing.T) {
	s, err := OpenBytes(mustBytes(t, slices.Collect(events(10, 1))))
	if err != nil {
		t.Fatal(err)
	}
	f, err := s.Share()
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	if _, err := f.WriteAt([]byte("x"), 0); err == nil {
		t.Errorf("the shared file can be written to")
	}
	if err := f.Truncate(0); err == nil {
		t.Errorf("the shared file can be cut")
	}
	if b, err := io.ReadAll(io.NewSectionReader(f, 0, 1<<20)); err != nil || len(b) == 0 {
		t.Errorf("the shared file has %d bytes, %v", len(b), err)
	}
}
