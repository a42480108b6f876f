package check

import (
	"math/big"
	"net/url"
	"strconv"

	"annals.example/internal/rdfio"
	"github.com/cayleygraph/quad"
)

func coordinates(f *facts) []Problem {
	var problems []Problem
	for _, axis := range []struct {
		word, other string
		most        float64
	}{{"latitude", "longitude", 90}, {"longitude", "latitude", 180}} {
		others := f.together(axis.other)
		for _, s := range f.all(axis.word) {
			degrees, err := strconv.ParseFloat(text(s.Object), 64)
			if err == nil && (degrees < -axis.most || degrees > axis.most) {
				problems = append(problems, problem(s, "write degrees, south and west with a minus; are latitude and longitude exchanged?",
					"%s %s is not between -%v and %v", axis.word, brief(text(s.Object)), axis.most, axis.most))
			}
			if len(others[said{s.Subject, s.Label}]) == 0 {
				problems = append(problems, problem(s, "write both in the same passage",
					"%s of %s has no %s beside it", axis.word, f.show(s.Subject), axis.other))
			}
		}
	}
	return problems
}

// figureRange compares atLeast with atMost. Numbers are exact, however long.
func figureRange(f *facts) []Problem {
	var problems []Problem
	least := f.together("atLeast")
	for _, s := range f.all("atMost") {
		low := least[said{s.Subject, s.Label}]
		if len(low) == 0 {
			continue
		}
		from, to := number(low[0]), number(s)
		if from != nil && to != nil && from.Cmp(to) > 0 {
			problems = append(problems, problem(s, "are they exchanged?", "at most %s is less than at least %s", to, from))
		}
	}
	return problems
}

// number reads a whole number, nil if there is none or it is absurdly long.
func number(s *rdfio.Statement) *big.Int {
	const longest = 1000
	t := text(s.Object)
	if len(t) > longest || !wholeNumber.MatchString(t) {
		return nil
	}
	n, _ := new(big.Int).SetString(t, 10)
	return n
}

// address judges what leads out of the dataset: sameAs and address.
func address(f *facts) []Problem {
	var problems []Problem
	for _, s := range f.statements {
		if !f.takes(s.Predicate, "Address") {
			continue
		}
		written := text(s.Object)
		if _, inside := f.id(s.Object); inside {
			written = f.show(s.Object)
		}
		if u, err := url.Parse(written); err == nil && (u.Scheme == "http" || u.Scheme == "https") && u.Host != "" {
			continue
		}
		problems = append(problems, problem(s, "write it whole, like http://www.wikidata.org/entity/Q212056",
			"%s takes an address on the web; %s is none", f.show(s.Predicate), brief(written)))
	}
	return problems
}

// blankNode finds what has no id, each thing once.
func blankNode(f *facts) []Problem {
	var problems []Problem
	done := map[quad.Value]bool{}
	for _, s := range f.statements {
		for _, v := range []quad.Value{s.Subject, s.Object, s.Label} {
			if _, blank := v.(quad.BNode); blank && !done[v] {
				done[v] = true
				problems = append(problems, problem(s, "write its id: as TYPE/name, like signature/1936-protocol-genden", "something stands here without an id"))
			}
		}
	}
	return problems
}

func repeated(f *facts) []Problem {
	type claim struct {
		quad.Quad
		file string
	}
	var problems []Problem
	first := map[claim]*rdfio.Statement{}
	for _, s := range f.statements {
		key := claim{s.Quad, s.At.File}
		if before := first[key]; before != nil {
			problems = append(problems, problem(s, "take one of them away", "the same claim stands in this file at line %d", before.At.Line))
			continue
		}
		first[key] = s
	}
	return problems
}
