package yamlld

import (
	"bytes"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"unicode/utf16"

	"github.com/piprate/json-gold/ld"
)

// canonicalJSON writes a JSON literal by RFC 8785, as JSON-LD asks for.
func canonicalJSON(v any) (string, error) {
	var b bytes.Buffer
	err := writeJSON(&b, v)
	return b.String(), err
}

func writeJSON(b *bytes.Buffer, v any) error {
	switch v := v.(type) {
	case map[string]any:
		keys := ld.GetKeys(v)
		slices.SortFunc(keys, func(a, b string) int {
			return slices.Compare(utf16.Encode([]rune(a)), utf16.Encode([]rune(b)))
		})
		for i, key := range keys {
			b.WriteByte("{,"[min(i, 1)])
			if err := writeJSON(b, key); err != nil {
				return err
			}
			b.WriteByte(':')
			if err := writeJSON(b, v[key]); err != nil {
				return err
			}
		}
		if len(keys) == 0 {
			b.WriteByte('{')
		}
		b.WriteByte('}')
		return nil
	case []any:
		b.WriteByte('[')
		for i, item := range v {
			if i > 0 {
				b.WriteByte(',')
			}
			if err := writeJSON(b, item); err != nil {
				return err
			}
		}
		b.WriteByte(']')
		return nil
	case json.Number:
		f, err := v.Float64()
		if err != nil {
			return fmt.Errorf("the number %s cannot be written: %w", v, err)
		}
		return writeScalar(b, f)
	}
	return writeScalar(b, v)
}

// writeScalar writes as RFC 8785 does, which escapes less than encoding/json.
func writeScalar(b *bytes.Buffer, v any) error {
	var raw bytes.Buffer
	e := json.NewEncoder(&raw)
	e.SetEscapeHTML(false)
	if err := e.Encode(v); err != nil {
		return err
	}
	s := strings.TrimSuffix(raw.String(), "\n")
	b.WriteString(lineSeparators.Replace(s))
	return nil
}

var lineSeparators = strings.NewReplacer(`\\`, `\\`, `\u2028`, "\u2028", `\u2029`, "\u2029")
