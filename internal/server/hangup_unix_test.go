//go:build unix

package server_test

import (
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
)

// SIGHUP has the dataset read again; where it cannot be, the program goes on with what it
// has.
func TestHangup(t *testing.T) {
	dir := withdrawing(t) // a directory is read again only when that is asked for
	register := filepath.Join(dir, "catalogue", "withdrawn.yaml")
	entry := func(slug string) []byte {
		return []byte("\"@context\": context.yaml\nid: source/catalogue\nsays: [{id: place/" + slug + ", withdrawn: 2026-03-02}]\n")
	}
	p := launch(t, "--data", dir)
	isGone := func(slug string) func() bool {
		return func() bool { return get(t, p.url+"/place/"+slug).StatusCode == http.StatusGone }
	}
	hangUp := func() {
		if err := p.Process.Signal(syscall.SIGHUP); err != nil {
			t.Fatal(err)
		}
	}
	put(t, register, entry("one"))
	hangUp()
	eventually(t, "the new data are not served", isGone("one"))
	put(t, register, []byte("says: [no YAML"))
	hangUp()
	eventually(t, "the log does not say that the data were refused", func() bool { return strings.Contains(p.log.String(), "the one before stays") })
	if !isGone("one")() {
		t.Error("the data before do not stay")
	}
	put(t, register, entry("two"))
	hangUp()
	eventually(t, "the sound data are not served", isGone("two"))
	if err := p.Process.Signal(os.Interrupt); err != nil {
		t.Fatal(err)
	}
	p.ended(t)
}
