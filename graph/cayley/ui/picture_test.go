package ui_test

import (
	"flag"
	"path/filepath"
	"testing"
	"time"

	"annals.example/internal/headless"
)

// picture takes a screenshot for the documentation, with -update.
func picture(t *testing.T, p *headless.Tab, name string) {
	t.Helper()
	if flag.Lookup("update").Value.String() != "true" || headless.Wait[string](p, "location.host") != "localhost:64210" {
		return
	}
	time.Sleep(6 * time.Second) // until nothing moves
	p.Picture(filepath.Join("screenshots", name))
}
