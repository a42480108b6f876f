package observe

import (
	"fmt"
	"io"
	"log/slog"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Logger writes a line for each event, as text (key=value) or json. Whatever a value
// holds, it stays within its line and its quotes, says nothing to the terminal that
// shows it, and is cut where it is long.
func Logger(w io.Writer, format string, level slog.Leveler) (*slog.Logger, error) {
	options := &slog.HandlerOptions{
		Level: level,
		ReplaceAttr: func(_ []string, a slog.Attr) slog.Attr {
			switch a.Value.Kind() {
			case slog.KindString:
				a.Value = slog.StringValue(printable(a.Value.String()))
			case slog.KindAny:
				if err, ok := a.Value.Any().(error); ok {
					a.Value = slog.StringValue(printable(err.Error()))
				}
			}
			return a
		},
	}
	switch format {
	case "text":
		return slog.New(slog.NewTextHandler(w, options)), nil
	case "json":
		return slog.New(slog.NewJSONHandler(w, options)), nil
	}
	return nil, fmt.Errorf("log format %q is none: write text or json", format)
}

// printable cuts a text, and takes out what would not be seen or would be obeyed:
// control characters past the line ends and tabs that both formats escape, and marks
// that turn the direction of what follows.
func printable(text string) string {
	const most = 8 << 10 // a stack
	if len(text) > most {
		text = cut(text, most)
	}
	return strings.Map(func(r rune) rune {
		if unicode.IsGraphic(r) || r == '\n' || r == '\t' {
			return r
		}
		return unicode.ReplacementChar
	}, text)
}

// clean cuts what a client has sent, so that a log does not grow by a megabyte for
// each request.
func clean(text string) string {
	const most = 1 << 10
	if len(text) > most {
		text = cut(text, most)
	}
	return text
}

// cut shortens a text between two characters.
func cut(text string, most int) string {
	for most > 0 && !utf8.RuneStart(text[most]) {
		most--
	}
	return fmt.Sprintf("%s… (%d bytes)", text[:most], len(text))
}
