package observe

import (
	"context"
	"crypto/rand"
	"log/slog"
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

// WithIDs makes a logger that begins each line with the id of the request during which it is
// written, where it is given the request's context: a fault and the request that met it
// stand under one id, which the client has too.
func WithIDs(log *slog.Logger) *slog.Logger {
	if _, done := log.Handler().(identifying); done {
		return log
	}
	return slog.New(identifying{log.Handler()})
}

// identifying is a slog.Handler that does so.
type identifying struct{ slog.Handler }

// Handle writes a line.
func (h identifying) Handle(ctx context.Context, line slog.Record) error {
	id := ID(ctx)
	if id == "" {
		return h.Handler.Handle(ctx, line)
	}
	known := slog.NewRecord(line.Time, line.Level, line.Message, line.PC)
	known.AddAttrs(slog.String("id", id))
	line.Attrs(func(a slog.Attr) bool {
		known.AddAttrs(a)
		return true
	})
	return h.Handler.Handle(ctx, known)
}

// WithAttrs keeps what the handler does, as WithGroup does.
func (h identifying) WithAttrs(list []slog.Attr) slog.Handler {
	return identifying{h.Handler.WithAttrs(list)}
}

// WithGroup is as of slog.Handler.
func (h identifying) WithGroup(name string) slog.Handler {
	return identifying{h.Handler.WithGroup(name)}
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
