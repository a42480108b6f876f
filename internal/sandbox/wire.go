package sandbox

import (
	"bytes"
	"encoding/binary"
	"encoding/json"
	"fmt"
	"io"
)

// What goes between a pool and a worker, over the worker's standard input and
// output: one JSON value after the other, each after its length in four bytes, the
// lowest first. The pool begins with settings, the worker with a hello; then to
// each Request come answers, up to one that is the last.

// settings are what a worker is told first.
type settings struct {
	Name   string // of the dataset
	Memory int64
	Rows   int
	Bytes  int64
	CPU    int  // seconds of processor time in all
	Lasts  bool // more than one query is to come
}

// A hello says that a worker is ready, or why not.
type hello struct {
	Protections []string
	Failure     string
}

// An answer is a part of the answer to a request.
type answer struct {
	Rows    []json.RawMessage `json:",omitempty"`
	Ended   json.RawMessage   `json:",omitempty"`
	Failure *failure          `json:",omitempty"`
	Last    bool              `json:",omitempty"`
	Retire  bool              `json:",omitempty"` // the worker should be replaced
}

// A failure says why there is no answer.
type failure struct {
	Limit        string `json:",omitempty"` // which limit was met; else the text is wrong
	Damaged      bool   `json:",omitempty"` // or the dataset is
	Line, Column int    `json:",omitempty"`
	Msg          string `json:",omitempty"`
}

func writeMessage(w io.Writer, message any) error {
	var b bytes.Buffer
	b.Write(make([]byte, 4))
	encoder := json.NewEncoder(&b)
	encoder.SetEscapeHTML(false) // rows go on as they are
	if err := encoder.Encode(message); err != nil {
		return err
	}
	binary.LittleEndian.PutUint32(b.Bytes(), uint32(b.Len()-4))
	_, err := w.Write(b.Bytes())
	return err
}

// readMessage reads one message of at most most bytes. The other side is not
// trusted: memory is taken only for what has come.
func readMessage(r io.Reader, message any, most int64) error {
	var length [4]byte
	if _, err := io.ReadFull(r, length[:]); err != nil {
		return err
	}
	n := int64(binary.LittleEndian.Uint32(length[:]))
	if n > most {
		return fmt.Errorf("a message of %d bytes, where %d may come", n, most)
	}
	var b bytes.Buffer
	if _, err := io.CopyN(&b, r, n); err != nil {
		return err
	}
	return json.Unmarshal(b.Bytes(), message)
}
