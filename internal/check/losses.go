package check

import (
	"math/big"
	"slices"
	"strings"
	"unicode"

	"annals.example/internal/rdfio"
	"github.com/cayleygraph/quad"
)

// sums are the counts that include others, with those that they surely include.
// What a source puts under "casualties" beside killed and wounded is its own
// matter, and so are prisoners and the sick.
func sums() map[string][]string {
	return map[string][]string{
		"casualties":       {"killed", "wounded"},
		"killedAndWounded": {"killed", "wounded"},
		"deadAndMissing":   {"killed", "missing"},
		"lost":             {"killed"},
	}
}

// mostPassages is how many passages on one figure are compared, each with each.
const mostPassages = 1000

// A loss is what one passage gives for a figure.
type loss struct {
	*rdfio.Statement // the number, or an end of the range
	figure           string
	sides            []quad.Value
	low, high        *big.Int // nil where the passage sets no such bound
	words            bool     // the source says more than the number, perhaps "about"
}

// lossesSum finds sums of losses that are smaller than their parts.
//
// Only figures that say the same but for what they count are compared, by their
// ids: figure/khasan-japan-casualties with figure/khasan-japan-killed, and not with
// figure/khasan-phase-1-japan-killed. Numbers of two passages may be rounded or
// count a few days more, so there a tenth of difference is passed over.
func lossesSum(f *facts) []Problem {
	var problems []Problem
	losses := f.losses()
	done := map[quad.Value]bool{}
	for _, s := range f.all("counts") {
		count, _ := f.word(s.Object)
		stem, ok := f.stem(s.Subject, count)
		counts := sums()[count]
		if !ok || counts == nil || done[s.Subject] {
			continue
		}
		done[s.Subject] = true
		parts, wholes := f.parts(stem, counts, losses), losses[s.Subject]
		for _, whole := range wholes[:min(len(wholes), mostPassages)] {
			problems = append(problems, f.exceeded(whole, parts)...)
		}
	}
	return problems
}

// losses gives what each passage says of each figure.
func (f *facts) losses() map[quad.Value][]*loss {
	found := map[quad.Value][]*loss{}
	at := map[said]*loss{}
	take := func(word string, note func(*loss, *rdfio.Statement)) {
		for _, s := range f.all(word) {
			key := said{s.Subject, s.Label}
			if at[key] == nil {
				at[key] = &loss{Statement: s, figure: f.show(s.Subject)}
				found[s.Subject] = append(found[s.Subject], at[key])
			}
			note(at[key], s)
		}
	}
	take("number", func(l *loss, s *rdfio.Statement) { l.low, l.high = number(s), number(s) })
	take("atLeast", func(l *loss, s *rdfio.Statement) { l.low = number(s) })
	take("atMost", func(l *loss, s *rdfio.Statement) { l.high = number(s) })
	take("numberWritten", func(l *loss, _ *rdfio.Statement) { l.words = true })
	take("side", func(l *loss, s *rdfio.Statement) { l.sides = append(l.sides, s.Object) })
	return found
}

// stem gives what the id of a figure says before what it counts:
// figure/khasan-japan of figure/khasan-japan-killed.
func (f *facts) stem(figure quad.Value, count string) (string, bool) {
	id, own := f.id(figure)
	var ending strings.Builder
	for _, r := range count {
		if unicode.IsUpper(r) {
			ending.WriteByte('-')
		}
		ending.WriteRune(unicode.ToLower(r))
	}
	stem, ok := strings.CutSuffix(id, "-"+ending.String())
	return stem, own && ok && count != ""
}

// parts gives, passage by passage, what is given for the parts of a sum.
func (f *facts) parts(stem string, counts []string, losses map[quad.Value][]*loss) [][]*loss {
	var passages []quad.Value
	found := map[quad.Value][]*loss{}
	for _, count := range counts {
		for _, part := range losses[quad.IRI(f.base+stem+"-"+count)] {
			if found[part.Label] == nil {
				passages = append(passages, part.Label)
			}
			found[part.Label] = append(found[part.Label], part)
		}
	}
	var lists [][]*loss
	for _, passage := range passages[:min(len(passages), mostPassages)] {
		lists = append(lists, found[passage])
	}
	return lists
}

// exceeded reports the first parts that are more than their sum may be.
func (f *facts) exceeded(whole *loss, byPassage [][]*loss) []Problem {
	if whole.high == nil {
		return nil
	}
	for _, parts := range byPassage {
		sum, exact, named := new(big.Int), !whole.words, []string{}
		for _, part := range parts {
			if part.low == nil || !slices.Equal(part.sides, whole.sides) {
				continue
			}
			sum.Add(sum, part.low)
			exact = exact && !part.words && part.Label == whole.Label
			named = append(named, strings.TrimPrefix(part.figure, "figure/")+" "+part.low.String())
		}
		most := sum
		if !exact {
			most = new(big.Int).Div(new(big.Int).Mul(sum, big.NewInt(9)), big.NewInt(10))
		}
		if len(named) > 0 && whole.high.Cmp(most) < 0 {
			return []Problem{problem(whole.Statement, bothHint, "%s is at most %s (%s), less than its parts, %s (%s at %s)",
				whole.figure, whole.high, f.show(whole.Label), strings.Join(named, " and "), f.show(parts[0].Label), parts[0].At)}
		}
	}
	return nil
}
