package observe

import (
	"context"
	"crypto/rand"
	"net/http"
	"strings"
)

const idHeader = "X-Request-Id"

// ID gives the id of a request, for an error that a person may report; "" outside
// Requests.
func ID(ctx context.Context) string {
	if rec := recordOf(ctx); rec != nil {
		return rec.id
	}
	return ""
}

// id takes a proxy's id, so that its log and ours can be put side by side, and makes
// one otherwise: what a client sends could make two requests look like one.
func (o Options) id(r *http.Request) string {
	if given := r.Header.Values(idHeader); len(given) == 1 && wellFormed(given[0]) && o.Proxies.Sent(r) {
		return given[0]
	}
	return rand.Text()
}

// wellFormed accepts what proxies write: UUIDs, hexadecimal numbers, Base64.
func wellFormed(id string) bool {
	const allowed = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_.:+/="
	return id != "" && len(id) <= 128 && strings.Trim(id, allowed) == ""
}
