package yamlld

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"strings"
	"unicode/utf8"

	"go.yaml.in/yaml/v4"
	"go.yaml.in/yaml/v4/plugin/loaderlimits"
)

// parse reads the YAML documents of a file. What comes before a fault in the
// YAML is given too, but whoever asks must not take it for the whole.
func parse(data []byte, probs *problems) (docs []*yaml.Node) {
	if !readable(data, probs) {
		return nil
	}
	defer func() {
		if r := recover(); r != nil {
			probs.add(place{}, "", "the YAML reader failed: %v", r)
		}
	}()
	loader, err := yaml.NewLoader(bytes.NewReader(data), yaml.WithPlugin(loaderlimits.New(loaderlimits.DepthValue(maxDepth))))
	if err != nil {
		probs.add(place{}, "", "%v", err)
		return nil
	}
	for {
		doc := new(yaml.Node)
		switch err := loader.Load(doc); {
		case err == io.EOF:
			return docs
		case err != nil:
			reportYAML(err, data, probs)
			return docs
		}
		docs = append(docs, doc)
	}
}

// readable says whether a file is UTF-8 of a size that is read at all.
func readable(data []byte, probs *problems) bool {
	if len(data) > MaxFileSize {
		probs.add(place{}, "divide it into several files", "the file is larger than the %d bytes that are read", MaxFileSize)
		return false
	}
	if bytes.HasPrefix(data, []byte("\xff\xfe")) || bytes.HasPrefix(data, []byte("\xfe\xff")) {
		probs.add(place{1, 1}, "save the file as UTF-8", "the file is UTF-16")
		return false
	}
	if utf8.Valid(data) {
		return true
	}
	at := place{1, 1}
	for rest := data; ; {
		r, size := utf8.DecodeRune(rest)
		if r == utf8.RuneError && size <= 1 {
			probs.add(at, "save the file as UTF-8", "this byte is not UTF-8: 0x%02X", rest[0])
			return false
		}
		at.col++
		if r == '\n' {
			at = place{at.line + 1, 1}
		}
		rest = rest[size:]
	}
}

// reportYAML says where YAML itself is broken, and what the usual cause is.
func reportYAML(err error, data []byte, probs *problems) {
	var load *yaml.LoadError
	var loads *yaml.LoadErrors
	if errors.As(err, &loads) && len(loads.Errors) > 0 {
		load = loads.Errors[0]
	} else if !errors.As(err, &load) {
		probs.add(place{}, "", "not YAML: %v", err)
		return
	}
	msg, at := load.Message, place{load.Mark.Line, load.Mark.Column}
	if load.ContextMsg != "" && load.ContextMark.Line > 0 {
		msg = fmt.Sprintf("%s (%s, which began at line %d)", msg, load.ContextMsg, load.ContextMark.Line)
	}
	hint := ""
	switch {
	case strings.Contains(msg, "mapping values are not allowed"):
		hint = "put a text that contains a colon and a space in quotes"
	case strings.Contains(msg, "cannot start any token") && character(data, at) == '\t', strings.Contains(msg, "tab character"):
		hint = "indent with spaces, not with tabs"
	case strings.Contains(msg, "cannot start any token"):
		hint = "put a text that begins with this character in quotes"
	case strings.Contains(msg, "exceeded max depth"):
		hint = fmt.Sprintf("nest no deeper than %d", maxDepth)
	case strings.Contains(msg, "did not find expected"):
		hint = "look at the indentation, the quotes and the brackets here and in the line above"
	}
	probs.add(at, hint, "not YAML: %s", msg)
}

// character gives what stands at a place, 0 if nothing does.
func character(data []byte, at place) rune {
	for line := 1; line < at.line; line++ {
		_, rest, found := bytes.Cut(data, []byte("\n"))
		if !found {
			return 0
		}
		data = rest
	}
	line, _, _ := bytes.Cut(data, []byte("\n"))
	runes := []rune(string(line))
	if at.col < 1 || at.col > len(runes) {
		return 0
	}
	return runes[at.col-1]
}
