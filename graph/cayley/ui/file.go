package ui

import (
	"bytes"
	"compress/gzip"
	"crypto/sha256"
	"fmt"
	"io"
	"net/http"
	"path"
	"strconv"
	"strings"
)

// A file is served as it is kept: compressed, unless that is no gain.
type file struct {
	body    []byte
	gzipped bool
	size    int // of the content, in bytes
	kind    string
	etag    string
	forever bool // its address names its version
}

// kinds are the content types by extension.
var kinds = map[string]string{
	"":       "text/plain; charset=utf-8", // licences
	".css":   "text/css; charset=utf-8",
	".html":  "text/html; charset=utf-8",
	".js":    "text/javascript; charset=utf-8",
	".png":   "image/png",
	".svg":   "image/svg+xml",
	".ts":    "text/plain; charset=utf-8",
	".txt":   "text/plain; charset=utf-8",
	".woff2": "font/woff2",
}

func newFile(name string, body []byte, gzipped bool, size int) (*file, error) {
	kind, ok := kinds[path.Ext(name)]
	switch {
	case name == "":
		kind = kinds[".html"]
	case !ok:
		return nil, fmt.Errorf("no content type is known for %q: add it to kinds", path.Ext(name))
	}
	// Weak, because it stands for the content with and without compression.
	etag := fmt.Sprintf(`W/"%x"`, sha256.Sum256(body))
	return &file{body: body, gzipped: gzipped, size: size, kind: kind, etag: etag}, nil
}

// packed compresses a text once, for all requests.
func packed(name string, text []byte) (*file, error) {
	if path.Ext(name) == ".png" {
		return newFile(name, text, false, len(text))
	}
	var b bytes.Buffer
	z := gzip.NewWriter(&b)
	if _, err := z.Write(text); err != nil {
		return nil, err
	}
	if err := z.Close(); err != nil {
		return nil, err
	}
	return newFile(name, b.Bytes(), true, len(text))
}

func (f *file) serve(w http.ResponseWriter, r *http.Request) {
	h := w.Header()
	h.Set("Etag", f.etag)
	h.Add("Vary", "Accept-Encoding")   // beside what stands in front has said
	h.Set("Cache-Control", "no-cache") // kept, and asked for again by its ETag
	if f.forever {
		h.Set("Cache-Control", "public, max-age=31536000, immutable")
	}
	if known(r.Header.Values("If-None-Match"), f.etag) {
		w.WriteHeader(http.StatusNotModified)
		return
	}
	h.Set("Content-Type", f.kind)
	content, size := io.Reader(bytes.NewReader(f.body)), len(f.body)
	switch {
	case f.gzipped && takesGzip(r.Header.Values("Accept-Encoding")):
		h.Set("Content-Encoding", "gzip")
	case f.gzipped:
		unpacked, err := gzip.NewReader(content)
		if err != nil {
			http.Error(w, "this file of the web UI is damaged", http.StatusInternalServerError)
			return
		}
		content, size = unpacked, f.size
	}
	h.Set("Content-Length", strconv.Itoa(size))
	if r.Method == http.MethodHead {
		return
	}
	_, _ = io.Copy(w, content) // whoever went away needs no answer
}

// known says whether If-None-Match names the content: RFC 9110, section 13.1.2.
func known(fields []string, etag string) bool {
	for _, field := range fields {
		for tag := range strings.SplitSeq(field, ",") {
			tag = strings.TrimSpace(tag)
			if tag == "*" || strings.TrimPrefix(tag, "W/") == strings.TrimPrefix(etag, "W/") {
				return true
			}
		}
	}
	return false
}

// takesGzip reads Accept-Encoding: RFC 9110, section 12.5.3. What names gzip goes before *.
func takesGzip(fields []string) bool {
	others := false // as * says
	for _, field := range fields {
		for coding := range strings.SplitSeq(field, ",") {
			name, parameter, _ := strings.Cut(coding, ";")
			name = strings.ToLower(strings.TrimSpace(name))
			if name != "gzip" && name != "x-gzip" && name != "*" {
				continue
			}
			wanted := true
			if weight, ok := strings.CutPrefix(strings.ToLower(strings.TrimSpace(parameter)), "q="); ok {
				q, err := strconv.ParseFloat(weight, 64)
				wanted = err == nil && q > 0
			}
			if name != "*" {
				return wanted
			}
			others = wanted
		}
	}
	return others
}
