package server_test

import (
	"encoding/json"
	"strings"
	"testing"

	"annals.example/internal/server"
)

// An id without its type is found as a page and as data.
func TestSearchByTheEndOfAnID(t *testing.T) {
	s := start(t, server.Options{})
	page := string(get(t, s.url+"/search?q=1936-protocol", "Accept", "text/html").is(t, 200, "text/html").body)
	first := strings.Index(page, `href="/agreement/1936-protocol"`)
	if article := strings.Index(page, `href="/agreement/1936-protocol-article-1"`); first < 0 || article < first {
		t.Errorf("the protocol stands at %d, its article at %d", first, article)
	}
	var found []struct{ ID string }
	data := get(t, s.url+"/search.json?q=1936-protocol").is(t, 200, "application/json").body
	if err := json.Unmarshal(data, &found); err != nil || len(found) == 0 || found[0].ID != "agreement/1936-protocol" {
		t.Errorf("%v: %.300s", err, data)
	}
}
