package ui_test

import (
	"compress/gzip"
	"io"
	"net/http"
	"testing"
)

// read gives what a client that knows gzip understands.
func read(t *testing.T, answer *http.Response) string {
	t.Helper()
	var body io.Reader = answer.Body
	if answer.Header.Get("Content-Encoding") == "gzip" {
		z, err := gzip.NewReader(body)
		if err != nil {
			t.Fatal(err)
		}
		body = z
	}
	text, err := io.ReadAll(body)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}
