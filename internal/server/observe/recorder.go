package observe

import (
	"io"
	"net/http"
)

// A recorder sees what an answer is. It keeps what net/http's own writer can do:
// flushing, sending files, deadlines.
type recorder struct {
	http.ResponseWriter
	head   bool // the request is HEAD: what is written is not sent
	status int  // 0 until the header is written
	bytes  int64
}

func (w *recorder) WriteHeader(status int) {
	if w.status == 0 && status >= 200 { // what is below is only said in advance
		w.status = status
	}
	w.ResponseWriter.WriteHeader(status)
}

func (w *recorder) Write(p []byte) (int, error) {
	w.begin()
	n, err := w.ResponseWriter.Write(p)
	w.count(int64(n))
	return n, err
}

// ReadFrom hands a file on as it is: the system may then send it by itself.
func (w *recorder) ReadFrom(src io.Reader) (n int64, err error) {
	w.begin()
	if direct, ok := w.ResponseWriter.(io.ReaderFrom); ok {
		n, err = direct.ReadFrom(src)
	} else {
		n, err = io.Copy(struct{ io.Writer }{w.ResponseWriter}, src)
	}
	w.count(n)
	return n, err
}

// FlushError is what http.ResponseController asks for, Flush what others do.
func (w *recorder) FlushError() error {
	w.begin()
	return http.NewResponseController(w.ResponseWriter).Flush()
}

// Flush is for those who look for http.Flusher.
func (w *recorder) Flush() { _ = w.FlushError() }

// Unwrap is for http.ResponseController.
func (w *recorder) Unwrap() http.ResponseWriter { return w.ResponseWriter }

func (w *recorder) begin() {
	if w.status == 0 {
		w.status = http.StatusOK
	}
}

func (w *recorder) count(n int64) {
	if !w.head {
		w.bytes += n
	}
}
