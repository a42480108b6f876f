package graph

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"github.com/cayleygraph/quad"
)

// sources is what a dataset says of its own sources.
type sources struct {
	passages map[quad.Value][]quad.Value // of a source, itself among them, by their addresses
	kinds    map[quad.Value]quad.Value
	witness  map[quad.Value]quad.Value // the source that stands for all it is one witness with
	editors  map[quad.Value]bool
}

func (d *Dataset) readSources() *sources {
	s := &sources{map[quad.Value][]quad.Value{}, map[quad.Value]quad.Value{}, map[quad.Value]quad.Value{}, map[quad.Value]bool{}}
	seen := map[quad.Value]bool{}
	add := func(passage quad.Value) {
		if !seen[passage] {
			seen[passage] = true
			s.passages[SourceOf(passage)] = append(s.passages[SourceOf(passage)], passage)
		}
	}
	for id := range d.snap.Labels() {
		add(d.snap.Term(id))
	}
	for _, c := range d.all(Claim{Property: wordKind}) {
		s.kinds[c.Subject] = c.Value
		s.editors[c.Subject] = c.Value == wordEditors
		add(c.Subject)
	}
	for _, c := range d.all(Claim{Property: wordHasPassage}) {
		add(c.Value)
	}
	for _, c := range d.all(Claim{Property: wordDependsOn}) {
		s.join(c.Subject, c.Value)
	}
	for source := range s.witness {
		s.witness[source] = s.witnessOf(source)
	}
	for _, own := range s.passages {
		slices.SortFunc(own, func(a, b quad.Value) int { return strings.Compare(valueText(a), valueText(b)) })
	}
	return s
}

// join makes two sources one witness. It shortens the ways that it goes, which would
// take time with the square of a long line of copies.
func (s *sources) join(a, b quad.Value) {
	witness := s.witnessOf(b)
	for _, source := range []quad.Value{a, b} {
		for source != witness {
			next := cmp.Or(s.witness[source], witness)
			s.witness[source] = witness
			source = next
		}
	}
}

// witnessOf gives the source that stands for all that copy each other.
func (s *sources) witnessOf(source quad.Value) quad.Value {
	for s.witness[source] != nil {
		source = s.witness[source]
	}
	return source
}

// A Trust says whose word counts. The zero value believes everybody.
type Trust struct {
	Believe []string // keys or kinds of sources; only they are believed, and the editors' catalogue
	Without []string // keys or kinds of sources that are not believed
}

// believed gives the passages that may speak under a trust, or nil for all.
func (d *Dataset) believed(t Trust) ([]quad.Value, error) {
	if len(t.Believe) == 0 && len(t.Without) == 0 {
		return nil, nil
	}
	believe, err := d.named(t.Believe)
	if err != nil {
		return nil, err
	}
	without, err := d.named(t.Without)
	if err != nil {
		return nil, err
	}
	s, named, doubted := d.believable(), setOf(believe), setOf(without)
	passages := []quad.Value{}
	for source, own := range s.passages {
		if d.ended() {
			break
		}
		wanted := len(t.Believe) == 0 || named[source] || s.editors[source]
		if wanted && !doubted[source] {
			passages = append(passages, own...)
		}
	}
	sorted(d, passages, func(a, b quad.Value) int { return strings.Compare(valueText(a), valueText(b)) })
	return passages, nil
}

// named gives the sources of keys ("frus-1936-4-83"), ids, addresses or kinds
// ("tertiary").
func (d *Dataset) named(words []string) ([]quad.Value, error) {
	s := d.believable()
	var found []quad.Value
	for _, w := range words {
		before := len(found)
		for source := range s.passages {
			if d.ended() {
				return nil, nil
			}
			id := d.ID(source)
			if w == id || w == strings.TrimPrefix(id, "source/") || w == valueText(source) ||
				w == word(s.kinds[source]) {
				found = append(found, source)
			}
		}
		if len(found) == before {
			return nil, d.noSource(w)
		}
	}
	return found, nil
}

func (d *Dataset) noSource(w string) error {
	s := d.believable()
	var keys []string
	for source := range s.passages {
		if d.ended() {
			break
		}
		keys = append(keys, strings.TrimPrefix(d.ID(source), "source/"))
		if kind := word(s.kinds[source]); kind != "" {
			keys = append(keys, kind)
		}
	}
	return &UnknownError{What: "source", Name: w, Near: nearest(w, while(d, keys))}
}

// Passages gives the passages of a source that say something or are said to be its
// passages, itself among them where it does, in the order of their addresses.
func (d *Dataset) Passages(source quad.Value) []quad.Value {
	return slices.Clone(d.believable().passages[source])
}

// A Source is a source as `annals list` shows it.
type Source struct {
	Entity
	Kind   quad.Value
	Claims int
}

// Sources gives the sources that say something or are said to be sources.
func (d *Dataset) Sources(ctx context.Context) ([]Source, error) {
	s, err := await(ctx, d.believable)
	if err != nil {
		return nil, err
	}
	d = d.answering(ctx)
	counts := map[quad.Value]int{}
	for id, n := range d.snap.Labels() {
		if d.ended() {
			break
		}
		counts[SourceOf(d.snap.Term(id))] += n
	}
	list := make([]Source, 0, len(s.passages))
	for source := range s.passages {
		if d.ended() {
			break
		}
		list = append(list, Source{Entity: d.Entity(source), Kind: s.kinds[source], Claims: counts[source]})
	}
	sorted(d, list, func(a, b Source) int { return strings.Compare(valueText(a.ID), valueText(b.ID)) })
	return list, ctx.Err()
}
