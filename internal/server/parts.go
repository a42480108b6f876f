package server

import (
	"io"
	"net/http"
	"strings"
	"time"
)

// content answers with what is read from a file or from memory: whole, in parts, or that
// it has not changed, as the request asks. RFC 9110, sections 13 and 14.
func (s *Server) content(w http.ResponseWriter, r *http.Request, from io.ReadSeeker) {
	asked := r.Header.Get("Range")
	if parts := byteRanges(asked); parts == "" || r.Method != http.MethodGet {
		r.Header.Del("Range") // section 14.2
	} else {
		r.Header.Set("Range", parts)
	}
	out := &partly{ResponseWriter: w}
	http.ServeContent(out, r, "", time.Time{}, from)
	if out.none {
		w.Header().Del("Link") // of the answer that is not given
		s.fail(w, r, problem{Status: http.StatusRequestedRangeNotSatisfiable, Msg: "there is no such part: " + asked,
			Hint: "ask for bytes that there are, as in Range: bytes=0-999, or for all of it"})
	}
}

// beyond is a number of bytes that nothing has here, and the greatest that is surely
// read as one.
const beyond = "999999999999999999"

// byteRanges gives what a Range header asks for so that net/http understands it, or ""
// where it asks for other things than bytes. RFC 9110, section 14.1.1: a range may end at
// any number, and the last 0 bytes are none.
func byteRanges(header string) string {
	unit, set, ok := strings.Cut(header, "=")
	if !ok || !strings.EqualFold(unit, "bytes") {
		return ""
	}
	ranges := strings.Split(set, ",")
	for i, one := range ranges {
		first, last, ok := strings.Cut(strings.TrimSpace(one), "-")
		if !ok {
			continue // net/http says that it is none
		}
		first, last = position(first), position(last)
		if first == "" && last == "0" {
			first, last = beyond, ""
		}
		ranges[i] = first + "-" + last
	}
	return "bytes=" + strings.Join(ranges, ",")
}

// position is a number of bytes without the digits that would not fit. net/http takes
// numbers with a sign.
func position(text string) string {
	number := strings.TrimLeft(text, "0")
	switch {
	case strings.Trim(text, "0123456789") != "":
		return "none"
	case number == "" && text != "":
		return "0"
	case len(number) > len(beyond):
		return beyond
	}
	return number
}

// partly keeps back what net/http says where there is no such part.
type partly struct {
	http.ResponseWriter
	none bool
}

func (w *partly) WriteHeader(status int) {
	if w.none = status == http.StatusRequestedRangeNotSatisfiable; !w.none {
		w.ResponseWriter.WriteHeader(status)
	}
}

func (w *partly) Write(p []byte) (int, error) {
	if w.none {
		return len(p), nil
	}
	return w.ResponseWriter.Write(p)
}
