package web

import (
	"crypto/sha256"
	_ "embed" // the stylesheet and the icon
	"encoding/hex"
	"net/http"
	"strconv"
)

//go:embed assets/annals.css
var style []byte

//go:embed assets/annals.svg
var icon []byte

// The name of an asset holds the hash of its content, so that it can be kept for ever.
func stylePath() string { return "/assets/annals-" + hash(style) + ".css" }
func iconPath() string  { return "/assets/annals-" + hash(icon) + ".svg" }

func hash(content []byte) string {
	sum := sha256.Sum256(content)
	return hex.EncodeToString(sum[:6])
}

// Assets serves the stylesheet and the icon below /assets/.
func Assets() http.Handler {
	files := map[string]struct {
		kind    string
		content []byte
	}{
		stylePath(): {"text/css; charset=utf-8", style},
		iconPath():  {"image/svg+xml", icon},
	}
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		file, ok := files[r.URL.Path]
		if !ok {
			http.NotFound(w, r)
			return
		}
		h := w.Header()
		h.Set("Content-Type", file.kind)
		h.Set("Content-Length", strconv.Itoa(len(file.content)))
		h.Set("Cache-Control", "public, max-age=31536000, immutable")
		if r.Method != http.MethodHead {
			// Who goes away in the middle has no use for an answer.
			_, _ = w.Write(file.content)
		}
	})
}
