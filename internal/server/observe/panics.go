package observe

import (
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"runtime/debug"
)

// rescue is deferred around a handler. It lets http.ErrAbortHandler pass, which is
// how a handler breaks off an answer on purpose.
func (o Options) rescue(rec *record, out *recorder, r *http.Request) {
	value := recover()
	if value == nil {
		return
	}
	err, _ := value.(error)
	onPurpose := errors.Is(err, http.ErrAbortHandler)
	if !onPurpose {
		o.Log.LogAttrs(r.Context(), slog.LevelError, "a handler panicked",
			slog.String("panic", clean(fmt.Sprint(value))),
			slog.String("stack", string(debug.Stack())))
	}
	if onPurpose || out.status != 0 {
		rec.setAborted(true)
		panic(http.ErrAbortHandler)
	}
	// What the handler has said of its own answer is not true of this one.
	for _, name := range []string{"Cache-Control", "Content-Disposition", "Content-Encoding", "Content-Length", "Content-Range", "ETag", "Last-Modified", "Link"} {
		out.Header().Del(name)
	}
	rec.setAborted(true) // where Fail panics, too
	o.Fail(out, r, http.StatusInternalServerError, "this should not have happened: an error of the server",
		"tell whoever runs it the request's id: "+rec.id)
	rec.setAborted(false)
}

func (rec *record) setAborted(aborted bool) {
	rec.mu.Lock()
	defer rec.mu.Unlock()
	rec.aborted = aborted
}
