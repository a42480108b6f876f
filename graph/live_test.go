package graph

import (
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"testing"
)

// TestReplacedWhileAsked replaces a file a hundred times while 64 readers ask: each
// gets one edition's answer, whole.
func TestReplacedWhileAsked(t *testing.T) {
	file := filepath.Join(t.TempDir(), "live"+Extension)
	put := func(n int) {
		var b strings.Builder
		for i := range 50 { // all claims of an edition have its number
			b.WriteString("<http://e.org/" + strconv.Itoa(i) + "> <http://e.org/edition> \"" + strconv.Itoa(n) + "\" <http://e.org/s> .\n")
		}
		if err := BuildReader(t.Context(), file, strings.NewReader(b.String()), "edition", BuildOptions{}); err != nil {
			t.Error(err)
		}
	}
	put(0)
	live, err := OpenLive(t.Context(), file)
	if err != nil {
		t.Fatal(err)
	}
	var readers sync.WaitGroup
	stop := make(chan struct{})
	for range 64 {
		readers.Go(func() {
			for {
				select {
				case <-stop:
					return
				default:
					ask(t, live)
				}
			}
		})
	}
	for n := range 100 {
		put(n + 1)
	}
	close(stop)
	readers.Wait()
	if err := live.Close(); err != nil {
		t.Error(err)
	}
}

func ask(t *testing.T, live *Live) {
	d, done, err := live.Use(t.Context())
	if err != nil {
		t.Error(err)
		return
	}
	defer done()
	editions, claims := map[string]bool{}, 0
	for c, err := range d.Claims(t.Context(), Claim{}) {
		if err != nil {
			t.Error(err)
		}
		editions[valueText(c.Value)] = true
		claims++
	}
	if len(editions) != 1 || claims != 50 {
		t.Errorf("%d claims of %d editions, want 50 of one", claims, len(editions))
	}
}
