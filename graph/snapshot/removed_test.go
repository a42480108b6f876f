package snapshot

import (
	"os"
	"testing"
)

// TestRemovedIsOnlyRead: where there are no sealed files, those who share one cannot write
// to it either, and none is left.
func TestRemovedIsOnlyRead(t *testing.T) {
	dir := t.TempDir()
	for _, name := range []string{"TMPDIR", "TEMP", "TMP"} {
		t.Setenv(name, dir)
	}
	f, err := removed([]byte("text"))
	if err != nil {
		t.Fatal(err)
	}
	if _, err := f.WriteAt([]byte("x"), 0); err == nil {
		t.Error("it can be written to")
	}
	if err := f.Truncate(0); err == nil {
		t.Error("it can be cut")
	}
	b := make([]byte, 10)
	if n, _ := f.ReadAt(b, 0); string(b[:n]) != "text" {
		t.Errorf("it has %q", b[:n])
	}
	if err := f.Close(); err != nil {
		t.Error(err)
	}
	if left, err := os.ReadDir(dir); err != nil || len(left) > 0 && isMapped {
		t.Errorf("left: %v, %v", left, err)
	}
}
