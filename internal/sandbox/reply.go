package sandbox

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"math"
	"reflect"
	"strings"

	"annals.example/graph"
)

// pieceSize is how much of an answer is sent at a time.
const pieceSize = 256 << 10

// A reply is the answer to one request, as it comes.
type reply struct {
	settings *settings
	out      io.Writer

	piece answer
	size  int             // of the piece
	rows  int             // in all
	bytes int64           // in all
	ended json.RawMessage // the program's own last word
}

// run runs a query and sends its rows, except the last piece of them.
func (p *reply) run(ctx context.Context, d *graph.Dataset, r Request) *failure {
	for row, err := range d.Query(ctx, freeQuery(r)) {
		if err != nil {
			return failureOf(err)
		}
		if failed := p.add(row); failed != nil {
			return failed
		}
	}
	return nil
}

// freeQuery is the request as package graph takes it.
func freeQuery(r Request) graph.FreeQuery {
	return graph.FreeQuery{Language: r.Language, Text: r.Text, Limit: r.Limit, Default: r.Default, Collation: r.Collation}
}

func failureOf(err error) *failure {
	var wrong *graph.QueryError
	if errors.As(err, &wrong) {
		return &failure{Line: wrong.Line, Column: wrong.Column, Msg: wrong.Msg}
	}
	return &failure{Msg: err.Error(), Damaged: errors.Is(err, graph.ErrDamaged)}
}

// add takes in one row.
func (p *reply) add(row any) *failure {
	p.rows++
	if p.settings.Rows >= 0 && p.rows > p.settings.Rows {
		return &failure{Limit: LimitRows}
	}
	if value, ok := row.(graph.ScriptValue); ok {
		p.ended = ended(value)
	}
	text, err := encode(row)
	if err != nil {
		return &failure{Msg: fmt.Sprintf("row %d cannot be written as JSON: %s", p.rows, strings.TrimPrefix(err.Error(), "json: "))}
	}
	p.bytes += int64(len(text) + len(p.ended))
	if p.settings.Bytes >= 0 && p.bytes > p.settings.Bytes {
		return &failure{Limit: LimitSize}
	}
	p.piece.Rows = append(p.piece.Rows, text)
	if p.size += len(text); p.size < pieceSize {
		return nil
	}
	return p.send()
}

// send sends the piece that is full.
func (p *reply) send() *failure {
	piece := p.piece
	p.piece, p.size = answer{}, 0
	if err := writeMessage(p.out, piece); err != nil {
		return &failure{Msg: err.Error()}
	}
	return nil
}

// finish sends what is left.
func (p *reply) finish(retire bool) error {
	p.piece.Last, p.piece.Retire, p.piece.Ended = true, retire, p.ended
	return writeMessage(p.out, p.piece)
}

// maxDepth is how deep the values of an answer may be nested: readers of JSON,
// encoding/json among them, give up at about 10,000.
const maxDepth = 5000

// encode writes a value as JSON.
func encode(value any) (json.RawMessage, error) {
	var b bytes.Buffer
	encoder := json.NewEncoder(&b)
	encoder.SetEscapeHTML(false)
	if err := encoder.Encode(value); err != nil {
		return nil, err
	}
	text := bytes.TrimSuffix(b.Bytes(), []byte("\n"))
	if depth(text) > maxDepth {
		return nil, fmt.Errorf("it is nested more than %d deep", maxDepth)
	}
	return text, nil
}

// depth is how deep JSON is nested, where it is right.
func depth(text []byte) int {
	now, most := 0, 0
	inString := false
	for i := 0; i < len(text); i++ {
		switch c := text[i]; {
		case inString && c == '\\':
			i++
		case c == '"':
			inString = !inString
		case inString:
		case c == '{', c == '[':
			now++
			most = max(most, now)
		case c == '}', c == ']':
			now--
		}
	}
	return most
}

// ended writes the value in which a program ended, for people: also a number that
// JSON has no word for. It gives nil for what only a program can use.
func ended(v graph.ScriptValue) json.RawMessage {
	if number, ok := v.Value.(float64); ok && (math.IsNaN(number) || math.IsInf(number, 0)) {
		v.Value = fmt.Sprint(number)
	}
	switch reflect.ValueOf(v.Value).Kind() {
	case reflect.Pointer, reflect.Func:
		return nil
	}
	text, err := encode(v.Value)
	if err != nil {
		return json.RawMessage(`"(no JSON)"`)
	}
	return text
}
