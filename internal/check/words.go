package check

import (
	"slices"
	"strings"

	"github.com/cayleygraph/quad"
)

// words are what the vocabulary says of itself.
type words struct {
	properties map[quad.Value]*word
	above      map[quad.Value][]quad.Value // of each class, the classes that it is broader for
}

// A word is a property: what has it and what its values are. Either is empty
// where the vocabulary leaves it open.
type word struct {
	domain, values []quad.Value
}

func (f *facts) readWords() words {
	w := words{properties: map[quad.Value]*word{}, above: map[quad.Value][]quad.Value{}}
	for thing, classes := range f.classes {
		if slices.Contains(classes, quad.Value(quad.IRI(f.vocab+"Property"))) {
			w.properties[thing] = &word{}
		}
	}
	for _, s := range f.all("domain") {
		if p := w.properties[s.Subject]; p != nil {
			p.domain = append(p.domain, s.Object)
		}
	}
	for _, s := range f.all("range") {
		if p := w.properties[s.Subject]; p != nil {
			p.values = append(p.values, s.Object)
		}
	}
	for _, s := range f.all("broader") {
		w.above[s.Subject] = append(w.above[s.Subject], s.Object)
	}
	return w
}

// mostClasses is how many broader classes are looked at: no vocabulary has more
// above one class, and a made-up chain of them must not cost its length each time.
const mostClasses = 1000

// isA says whether a thing of these classes is of one of the others, itself or
// by a broader class. Without others it is.
func (w words) isA(classes, others []quad.Value) bool {
	seen := map[quad.Value]bool{}
	queue := slices.Clone(classes)
	for len(queue) > 0 && len(seen) < mostClasses {
		class := queue[0]
		queue = queue[1:]
		if slices.Contains(others, class) {
			return true
		}
		if !seen[class] {
			seen[class] = true
			queue = append(queue, w.above[class]...)
		}
	}
	return len(others) == 0
}

// classesOf gives the classes of a thing. A passage is of those of its source.
func (f *facts) classesOf(thing quad.Value) []quad.Value {
	if classes := f.classes[thing]; classes != nil {
		return classes
	}
	return f.classes[source(thing)]
}

// isA says whether a thing is of the class with that name.
func (f *facts) isA(thing quad.Value, class string) bool {
	return f.words.isA(f.classesOf(thing), []quad.Value{quad.IRI(f.vocab + class)})
}

// takes says whether the values of a property are of the given kind: Edtf, Text.
func (f *facts) takes(property quad.Value, kind string) bool {
	p := f.words.properties[property]
	return p != nil && slices.Contains(p.values, quad.Value(quad.IRI(f.vocab+kind)))
}

// named gives classes as a reader wants them: a Person, a State or an Organisation.
func (f *facts) named(classes []quad.Value) string {
	var names []string
	for _, class := range classes {
		name := f.show(class)
		article := "a "
		if kind, ok := f.datatypes[name]; ok {
			name, article = kind.what, ""
		} else if strings.ContainsAny(name[:min(1, len(name))], "AEIOU") {
			article = "an "
		}
		names = append(names, article+name)
	}
	return either(names)
}

// either joins names: a, b or c.
func either(names []string) string {
	if len(names) < 2 {
		return strings.Join(names, "")
	}
	last := len(names) - 1
	return strings.Join(names[:last], ", ") + " or " + names[last]
}
