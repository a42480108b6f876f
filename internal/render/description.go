package render

import (
	"bytes"
	"fmt"
	"io"
	"slices"
	"strconv"

	"annals.example/graph"
)

// disagreeMark stands behind the name of a property on which sources disagree.
const disagreeMark = " ≠"

// Description writes everything claimed about a thing: for people in groups with
// numbered notes, in JSON as one object, else a row for each claim and who makes
// it. editors is the source of what the description calls the editors' own.
func Description(w io.Writer, d *graph.Description, editors graph.Citation, options Options) error {
	switch options.Format {
	case Table:
		p := &page{width: pageWidth(options), bold: options.Bold}
		p.description(d)
		_, err := io.WriteString(w, p.String())
		return err
	case JSON:
		return writeDescriptionJSON(w, d, editors)
	}
	answer := claimsOf(d, d.Groups, "claim", editors)
	answer.Rows = append(answer.Rows, claimsOf(d, d.Incoming, "incoming", editors).Rows...)
	return Answer(w, answer, options)
}

// claimsOf gives a row for each claim and each who makes it. direction tells what
// is claimed of the thing from what is claimed of others with it.
func claimsOf(d *graph.Description, groups []graph.Group, direction string, editors graph.Citation) *graph.Answer {
	answer := &graph.Answer{Columns: []graph.Column{{Name: "property", Kind: "term"}, {Name: "value", Kind: "any"},
		{Name: "detail", Kind: "text"}, {Name: "source", Kind: "source"}, {Name: "direction", Kind: "text"}}}
	for _, g := range groups {
		for _, p := range g.Properties {
			property := graph.Entity{ID: p.Term.IRI, Label: p.Label}
			for _, c := range p.Claims {
				for _, source := range citations(d, c, editors) {
					row := []graph.Cell{property, c.Value, nil, source, graph.Text{Text: direction}}
					if c.Detail != "" {
						row[2] = graph.Text{Text: c.Detail}
					}
					answer.Rows = append(answer.Rows, row)
				}
			}
		}
	}
	return answer
}

func citations(d *graph.Description, c graph.ShownClaim, editors graph.Citation) []graph.Citation {
	var list []graph.Citation
	if c.Editors {
		list = append(list, editors)
	}
	for _, n := range c.Notes {
		list = append(list, d.Notes[n-1])
	}
	return list
}

func writeDescriptionJSON(w io.Writer, d *graph.Description, editors graph.Citation) error {
	var out bytes.Buffer
	types := make([]any, len(d.Types))
	for i, t := range d.Types {
		types[i] = Value(t)
	}
	out.WriteByte('{')
	for _, member := range []struct {
		name  string
		value any
	}{{"id", address(d.Entity.ID)}, {"label", d.Entity.Label}, {"types", types}, {"about", d.About}} {
		out.WriteString(strconv.Quote(member.name) + ":")
		if err := appendJSON(&out, member.value); err != nil {
			return err
		}
		out.WriteByte(',')
	}
	for i, part := range []struct {
		name   string
		groups []graph.Group
	}{{"claims", d.Groups}, {"incoming", d.Incoming}} {
		if i > 0 {
			out.WriteByte(',')
		}
		answer := claimsOf(d, part.groups, "", editors)
		answer.Columns = answer.Columns[:4] // which way is told by where they stand
		fmt.Fprintf(&out, "%q:", part.name)
		if err := appendRows(&out, answer, w); err != nil {
			return err
		}
	}
	out.WriteString("}\n")
	_, err := out.WriteTo(w)
	return err
}

// description writes a thing for people.
func (p *page) description(d *graph.Description) {
	p.strong(Wrap(Clean(d.Entity.Label), p.width)...)
	line := d.ID
	for _, t := range d.Types {
		line += " · " + t.Label
	}
	p.plain(Wrap(Clean(line), p.width)...)
	if d.About != "" {
		p.plain(Wrap(Clean(d.About), p.width)...)
	}
	names := 0
	for _, g := range append(d.Groups[:len(d.Groups):len(d.Groups)], d.Incoming...) {
		for _, property := range g.Properties {
			names = max(names, min(maxName, Width(propertyName(property))))
		}
	}
	g := grid{indent: "  ", widths: []int{names, max(minWidth/2, p.width-names-gutter-2)}}
	for _, group := range d.Groups {
		p.group(g, group.Label, group)
	}
	if len(d.Incoming) > 0 {
		p.group(g, "linked from", merged(d.Incoming))
	}
	p.notes(d)
}

// maxName is the width beyond which the name of a property is wrapped.
const maxName = 24

func propertyName(p graph.PropertyClaims) string {
	if p.Disagree {
		return p.Label + disagreeMark
	}
	return p.Label
}

func (p *page) group(g grid, label string, group graph.Group) {
	p.plain("")
	if label != "" {
		p.strong(Wrap(Clean(label), p.width)...)
	}
	for _, property := range group.Properties {
		name := Clean(propertyName(property))
		for _, c := range property.Claims {
			p.plain(g.lines([]string{name, Clean(shown(c))})...)
			name = ""
		}
	}
}

// shown writes a value with its notes.
func shown(c graph.ShownClaim) string {
	text := Text(c.Value)
	switch value := c.Value.(type) {
	case graph.Text:
		if value.Language != "" && value.Language != "en" {
			text += " (" + value.Language + ")"
		}
	case graph.Date:
		if value.Written != "" {
			text += " “" + value.Written + "”"
		}
	}
	if c.Detail != "" {
		text += ": " + c.Detail
	}
	if c.Editors && len(c.Notes) == 0 {
		return text + editorsMark
	}
	text += " "
	for _, n := range slices.Sorted(slices.Values(c.Notes)) {
		text += fmt.Sprintf("[%d]", n)
	}
	return text
}

// merged makes one group: labels read backwards tell by themselves what they are.
func merged(groups []graph.Group) graph.Group {
	var all graph.Group
	for _, g := range groups {
		all.Properties = append(all.Properties, g.Properties...)
	}
	return all
}

// notes writes who says what, by number.
func (p *page) notes(d *graph.Description) {
	if disagree(d.Groups) {
		p.plain("")
		p.plain(Wrap("≠ sources disagree: annals ask disagreements --about "+Clean(d.ID), p.width)...)
	}
	if len(d.Notes) == 0 {
		return
	}
	p.plain("")
	p.strong("Notes")
	g := grid{indent: "  ", widths: []int{len(fmt.Sprintf("[%d]", len(d.Notes))), max(minWidth/2, p.width-8)}}
	for i, note := range d.Notes {
		p.plain(g.lines([]string{fmt.Sprintf("[%d]", i+1), Clean(cited(note))})...)
	}
}

func disagree(groups []graph.Group) bool {
	for _, g := range groups {
		for _, p := range g.Properties {
			if p.Disagree {
				return true
			}
		}
	}
	return false
}
