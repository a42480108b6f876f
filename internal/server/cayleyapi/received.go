package cayleyapi

import (
	"io"
	"net/http"
)

// Of a body the first bytes count for nothing: most queries end there. The rest is held
// in blocks, each when its first byte has come, so that nobody takes room by what they
// only say they will send.
const (
	freeBytes = 64 << 10
	block     = 128 << 10
)

// A received body counts its bytes as they come.
type received struct {
	io.ReadCloser
	hold     func(what any, bytes int) (release func(), ok bool)
	left     int // bytes before more has to be held
	releases []func()
}

// receive counts the body of a request until release is called.
func (a *api) receive(r *http.Request) (release func()) {
	if r.Body == nil {
		return func() {}
	}
	body := &received{ReadCloser: r.Body, hold: a.holdBody, left: freeBytes}
	r.Body = body
	return func() {
		for _, release := range body.releases {
			release()
		}
	}
}

func (b *received) Read(p []byte) (int, error) {
	n, err := b.ReadCloser.Read(p)
	for b.left -= n; b.left < 0; b.left += block {
		release, ok := b.hold(new(int), block)
		if !ok {
			return 0, errFull
		}
		b.releases = append(b.releases, release)
	}
	return n, err
}

// errFull says that there is no room for a body.
var errFull = refused(http.StatusServiceUnavailable, "too many long requests are being read: ask again in 5 s, or send less")
