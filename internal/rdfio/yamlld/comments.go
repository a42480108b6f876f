package yamlld

import (
	"strings"

	"go.yaml.in/yaml/v4"
)

// comments reports comments that were meant as texts: YAML cuts a text off at a
// space and #, and takes a line that begins with # for a comment, without a word.
func (b *builder) comments(n *yaml.Node) {
	if c := n.LineComment; len(c) > 1 && c[0] == '#' && c[1] != ' ' && c[1] != '\t' && c[1] != '#' {
		line, _, _ := strings.Cut(c, "\n")
		b.probs.add(place{n.Line, n.Column}, "put the text in quotes, or a space after the # of a comment",
			"the text is cut off at %s", quote(line))
	}
	b.commentedKeys(n.HeadComment)
	b.commentedKeys(n.FootComment)
}

// commentedKeys looks for keys among the lines of a comment. Where the comment
// stands YAML's nodes do not tell, so the line is looked for in the file.
func (b *builder) commentedKeys(comment string) {
	for line := range strings.Lines(comment) {
		line = strings.TrimSpace(line)
		if len(line) < 3 || !strings.HasSuffix(line, ":") || strings.ContainsAny(line, " \t") {
			continue
		}
		if b.hashed == nil {
			b.hashed = hashedLines(b.data)
		}
		for _, at := range b.hashed[line] {
			b.probs.add(at, "put the key in quotes, or a space after the # of a comment",
				"this is a comment, not a key: %s", quote(line))
		}
		delete(b.hashed, line)
	}
}

// hashedLines finds the lines of a file that begin with #.
func hashedLines(data []byte) map[string][]place {
	lines := make(map[string][]place)
	number := 0
	for raw := range strings.Lines(string(data)) {
		number++
		if line := strings.TrimSpace(raw); strings.HasPrefix(line, "#") {
			lines[line] = append(lines[line], place{number, strings.Index(raw, "#") + 1})
		}
	}
	return lines
}
