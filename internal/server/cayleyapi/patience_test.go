package cayleyapi_test

import (
	"net/http"
	"net/http/httptest"
	"testing"
	"testing/synctest"
	"time"

	"annals.example/internal/server/cayleyapi"
)

// A sipping client takes what there is, each part of it after a while.
type sipping struct {
	*httptest.ResponseRecorder
	every time.Duration
}

func (s *sipping) Write(p []byte) (int, error) {
	time.Sleep(s.every)
	return s.ResponseRecorder.Write(p)
}

// Who takes all day for an answer is cut off, and leaves the place to others; who takes
// some minutes has the whole of it.
func TestAReadEnds(t *testing.T) {
	d := open(t, "")
	whole := ask(cayleyapi.New(options(d, inProcess{d})), httptest.NewRequest(http.MethodGet, "/api/v2/read", nil)).Body.Len()
	const parts = 64 << 10 // as it is sent
	for about, c := range map[string]struct {
		every time.Duration
		whole bool
	}{
		"some minutes": {5 * time.Minute / time.Duration(whole/parts+1), true},
		"all day":      {24 * time.Hour / time.Duration(whole/parts), false},
	} {
		t.Run(about, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				h := cayleyapi.New(options(d, inProcess{d}))
				w := &sipping{httptest.NewRecorder(), c.every}
				begun := time.Now()
				func() {
					defer func() {
						if v := recover(); (v == http.ErrAbortHandler) == c.whole || v != nil && v != http.ErrAbortHandler {
							t.Errorf("it ended with %v", v)
						}
					}()
					h.ServeHTTP(w, httptest.NewRequest(http.MethodGet, "/api/v2/read", nil))
				}()
				if took := time.Since(begun); took > 10*time.Minute+2*c.every {
					t.Errorf("it took %v", took)
				}
				if got := w.Body.Len(); (got == whole) != c.whole {
					t.Errorf("%d of %d bytes were sent", got, whole)
				}
			})
		})
	}
}
