package graph

import (
	"fmt"
	"slices"
	"testing"

	"github.com/cayleygraph/quad"
)

// TestEachStepCounts: by itself, each loop that it has what goes through it, and where
// time is up it makes nothing more of many records than of few.
func TestEachStepCounts(t *testing.T) {
	const n = 1000
	d := crowd(t, 10)
	steps := map[string]struct {
		loops int
		args  []string
	}{"fill": {2, []string{"place", "from", "agreement"}}, "editors": {2, []string{"side"}}, "alone": {2, []string{"signer", "date"}},
		"need": {1, []string{"signer"}}, "beside": {2, []string{"signer", "person"}}, "either": {1, []string{"date", "begin"}},
		"dated": {1, []string{"thing"}}, "within": {1, []string{"date"}}, "where": {1, []string{"signer"}}, "on": {2, []string{"thing"}},
		"near": {2, []string{"event", "days"}}, "single": {3, nil}, "tongue": {1, []string{"name"}}, "count": {1, []string{"claims"}},
		"disagree": {4, nil}}
	for name, step := range stepFuncs {
		try, ok := steps[name]
		if !ok && name != "said" && name != "pivot" && name != "sort" {
			t.Errorf("step %s: say with which arguments it is to be tried", name)
		}
		if !ok {
			continue // gather and table do it
		}
		t.Run(name, func(t *testing.T) {
			a := asking(t, d)
			before := a.known.steps
			step(a, manyRecords(n), try.args)
			if got := a.known.steps - before; got < try.loops*n {
				t.Errorf("%d records were counted %d times", n, got)
			}
			a.known.over = true
			made := func(n int) float64 {
				records := manyRecords(n)
				return testing.AllocsPerRun(1, func() { step(a, slices.Clone(records), try.args) })
			}
			if few, many := made(10), made(n); many > few {
				t.Errorf("too late, it allocates %v times for %d records and %v for 10", many, n, few)
			}
		})
	}
}

// TestPairsAreCounted: what is compared with each other takes time with the square.
func TestPairsAreCounted(t *testing.T) {
	const n = 300
	d := crowd(t, n)
	word := func(name string) quad.Value { return quad.IRI(VocabularyIRI + name) }
	text := func(i int) quad.Value { return quad.String(fmt.Sprint(i)) }
	var texts, one, many, complete, own []record
	for i := range n {
		by := quad.IRI(fmt.Sprintf("u:s%d", i))
		texts = append(texts, stating(by, "u:hub", word("account"), text(i)))
		signature := fmt.Sprintf("u:signature%d", i)
		many = append(many, stating(by, signature, word("instrument"), quad.IRI("u:hub")),
			stating(by, signature, word("signer"), quad.IRI("u:0")))
		one = append(one, stating("u:s#"+by, "u:signature", word("instrument"), text(i)),
			stating("u:s#"+by, "u:signature", word("signer"), text(i)))
		for _, source := range []quad.IRI{"u:a", "u:b"} {
			complete = append(complete, stating(source, signature+string(source), word("instrument"), quad.IRI("u:hub")),
				stating(source, signature+string(source), word("signer"), text(i)), stating(source, "u:hub", word("completeList"), word("instrument")))
		}
		date := stating("u:s#"+by, "u:hub", word("date"), text(i))
		date.set("agreement", value{Value: quad.IRI("u:hub")})
		signed := stating("u:s#"+by, "u:hub", word("signer"), text(i))
		signed.set("agreement", value{Value: quad.IRI("u:hub")})
		signed.set("signature", value{Value: text(i)})
		own = append(own, date, signed)
	}
	for name, work := range map[string]struct {
		pairs int
		do    func(a *asked)
	}{
		"statements of many":       {n * n, func(a *asked) { single(a, texts, nil) }},
		"dates":                    {n * n / 2, func(a *asked) { disagree(a, manyRecords(n), nil) }},
		"lists":                    {n * n, func(a *asked) { disagree(a, many, nil) }},
		"statements of one":        {n * n, func(a *asked) { disagree(a, one, nil) }},
		"names of complete lists":  {n * n, func(a *asked) { disagree(a, complete, nil) }},
		"records of one agreement": {n * n, func(a *asked) { fill(a, own, []string{"place", "from", "agreement"}) }},
		"parts of wholes":          {2 * n, func(a *asked) { a.within(quad.IRI("u:hub"), quad.IRI("u:nowhere")) }},
	} {
		t.Run(name, func(t *testing.T) {
			a := asking(t, d)
			before := a.known.steps
			work.do(a)
			if got := a.known.steps - before; got < work.pairs {
				t.Errorf("%d were counted %d times, want at least %d", n, got, work.pairs)
			}
		})
	}
}

// asking is a request for everything, with a value for each parameter of a step.
func asking(t *testing.T, d *Dataset) *asked {
	t.Helper()
	q, err := QuestionNamed("who-signed")
	if err != nil {
		t.Fatal(err)
	}
	a, err := d.answering(t.Context()).understand(t.Context(), q, Request{Args: map[string]string{"from": "1936"}})
	if err != nil {
		t.Fatal(err)
	}
	a.dates["on"] = a.dates["from"]
	for _, name := range []string{"signer", "person", "event"} {
		a.things[name] = quad.IRI("u:hub")
	}
	return a
}

// stating is a record of one statement.
func stating(passage quad.IRI, subject string, property, v quad.Value) record {
	r := record{passage: passage, fields: &fields{}}
	r.set("subject", value{Value: quad.IRI(subject)})
	r.set(tagProperty, value{Value: property})
	r.set(tagValue, value{Value: v})
	return r
}

// manyRecords are what as many passages say of one thing.
func manyRecords(n int) []record {
	var records []record
	for i := range n {
		date := quad.TypedString{Value: "1936-03-12", Type: edtfType}
		r := stating(quad.IRI(fmt.Sprintf("u:s%d", i)), "u:hub", quad.IRI(VocabularyIRI+"date"), date)
		for name, v := range map[string]quad.Value{"thing": quad.IRI("u:hub"), "agreement": quad.IRI("u:hub"), "date": date, "name": quad.String("Hub")} {
			r.set(name, value{Value: v})
		}
		r.dated()
		records = append(records, r)
	}
	return records
}
