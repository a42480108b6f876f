package ui_test

import (
	"flag"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/chromedp/chromedp"
)

// picture takes a screenshot for the documentation, with -update.
func picture(t *testing.T, p *tab, name string) {
	t.Helper()
	if flag.Lookup("update").Value.String() != "true" || p.host() != "localhost:64210" {
		return
	}
	time.Sleep(6 * time.Second) // until nothing moves
	png, err := chromedp.Run(p.ctx, chromedp.CaptureScreenshot())
	if err != nil {
		t.Fatal(err)
	}
	if len(png) > 150_000 {
		t.Errorf("%s has %d bytes, which is much for a picture in git", name, len(png))
	}
	if err := os.WriteFile(filepath.Join("screenshots", name), png, 0o644); err != nil {
		t.Fatal(err)
	}
}

func (p *tab) host() string { return wait[string](p, "location.host") }
