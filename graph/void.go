package graph

import (
	"cmp"
	"context"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/cayleygraph/quad"

	"annals.example/graph/snapshot"
)

const voidSpace = "http://rdfs.org/ns/void#"

// VoIDOptions say what a description of the dataset must be told by whoever publishes
// it. What is empty is left out.
type VoIDOptions struct {
	Dataset  quad.IRI   // the dataset's own address; Base() where it is empty, else a blank node
	Document quad.IRI   // of the description: …/.well-known/void
	Homepage quad.IRI   // for people
	Dumps    []quad.IRI // of the whole dataset
	Lookup   quad.IRI   // an address is asked for here, encoded and at the end: …/entity?iri=
	Modified time.Time  // when the dataset was last changed, where that is known
}

// mostParts bounds the classes, properties and vocabularies that a description lists.
const mostParts = 100

// VoID describes the dataset in the Vocabulary of Interlinked Datasets (W3C Interest
// Group Note, 2011). Its counts are those of the whole dataset:
//
//   - triples: the claims without who makes them, each once;
//   - entities: the things below the base that something is claimed of, passages not
//     counted; in data of others the addresses that something is claimed of;
//   - the hundred classes with the most things and properties with the most claims.
//
// The first time it looks at each claim; what it counted is kept.
func (d *Dataset) VoID(ctx context.Context, o VoIDOptions) ([]quad.Quad, error) {
	t := &description{of: quad.BNode("dataset")}
	if iri := cmp.Or(o.Dataset, quad.IRI(d.base)); iri != "" {
		t.of = iri
	}
	t.add(rdfType, quad.IRI(voidSpace+"Dataset"))
	d.describeItself(t)
	o.describe(t)
	counts, err := d.counts(ctx)
	if err != nil {
		return nil, err
	}
	stats := d.snap.Stats()
	t.number("triples", counts.triples)
	t.number("entities", counts.entities)
	t.number("distinctSubjects", stats.Subjects)
	t.number("distinctObjects", stats.Objects)
	t.number("properties", stats.Predicates)
	t.number("classes", d.snap.Predicate(d.snap.ID(rdfType)).Objects)
	if counts.example != 0 {
		t.add(voidSpace+"exampleResource", d.snap.Term(counts.example))
	}
	spaces := map[quad.IRI]bool{}
	for i, p := range counts.classes {
		part := t.part("class", i)
		part.add(voidSpace+"class", d.snap.Term(p.id))
		part.number("entities", p.n)
		t.quads = append(t.quads, part.quads...)
		spaces[vocabularyOf(d.snap.Term(p.id))] = true
	}
	for i, p := range counts.properties {
		part := t.part("property", i)
		part.add(voidSpace+"property", d.snap.Term(p.id))
		part.number("triples", p.n)
		t.quads = append(t.quads, part.quads...)
		spaces[vocabularyOf(d.snap.Term(p.id))] = true
	}
	for space := range spaces {
		if space != "" {
			t.add(voidSpace+"vocabulary", space)
		}
	}
	return t.quads, nil
}

// describeItself says what the dataset knows of itself.
func (d *Dataset) describeItself(t *description) {
	if title := d.about(wordTitle); title != nil {
		t.add(dctSpace+"title", title)
	} else {
		t.add(dctSpace+"title", quad.String(d.name))
	}
	if scope := d.about(wordScope); scope != nil {
		t.add(dctSpace+"description", scope)
	}
	if licence := d.about(wordLicence); licence != nil {
		t.add(dctSpace+"license", licence)
	}
	t.add(dctSpace+"identifier", quad.String("sha256:"+d.Edition()))
	t.add(owlSpace+"versionInfo", quad.String(d.Edition()))
	if d.base != "" {
		t.add(voidSpace+"uriSpace", quad.String(d.base))
		t.add(voidSpace+"uriRegexPattern", quad.String("^"+regexp.QuoteMeta(d.base)+"[^#]+$"))
	}
}

// describe says what whoever publishes the dataset knows.
func (o VoIDOptions) describe(t *description) {
	for _, format := range []string{"N-Quads", "N-Triples", "Turtle", "TriG", "JSON-LD"} {
		t.add(voidSpace+"feature", quad.IRI("http://www.w3.org/ns/formats/"+format))
	}
	for _, dump := range o.Dumps {
		t.add(voidSpace+"dataDump", dump)
	}
	if o.Lookup != "" {
		t.add(voidSpace+"uriLookupEndpoint", o.Lookup)
	}
	if o.Homepage != "" {
		t.add("http://xmlns.com/foaf/0.1/homepage", o.Homepage)
	}
	if !o.Modified.IsZero() {
		t.add(dctSpace+"modified", quad.TypedString{Value: quad.String(o.Modified.UTC().Format(time.RFC3339)), Type: xsdSpace + "dateTime"})
	}
	if o.Document != "" {
		document := description{of: o.Document}
		document.add(rdfType, quad.IRI(voidSpace+"DatasetDescription"))
		document.add("http://xmlns.com/foaf/0.1/primaryTopic", t.of)
		t.quads = append(t.quads, document.quads...)
	}
}

func (t *description) number(property string, n int) {
	t.add(quad.IRI(voidSpace+property), quad.TypedString{Value: quad.String(strconv.Itoa(n)), Type: xsdInteger})
}

// part begins the description of a part of the dataset, which has no address.
func (t *description) part(what string, i int) *description {
	node := quad.BNode(what + strconv.Itoa(i+1))
	t.add(quad.IRI(voidSpace+what+"Partition"), node)
	return &description{of: node}
}

// vocabularyOf gives the address of the vocabulary of a word: ours has a page of its
// own, others have the beginning of their words.
func vocabularyOf(word quad.Value) quad.IRI {
	iri, _ := word.(quad.IRI)
	space := iri[:strings.LastIndexAny(string(iri), "/#")+1]
	if space == VocabularyIRI {
		return quad.IRI(strings.TrimSuffix(VocabularyIRI, "#"))
	}
	return space
}

// counts are what has to be counted claim by claim.
type counts struct {
	triples, entities   int
	classes, properties []partCount // the top ones
	example             snapshot.ID // the thing of which most is claimed
	most                int
}

// counts gives the counts, which never change: they are counted once. Those who ask for
// them meanwhile count for themselves.
func (d *Dataset) counts(ctx context.Context) (*counts, error) {
	if c := d.counted.Load(); c != nil {
		return c, nil
	}
	c, err := d.count(ctx)
	if err == nil {
		d.counted.Store(c)
	}
	return c, err
}

func (d *Dataset) count(ctx context.Context) (*counts, error) {
	c := &counts{}
	classes, properties := map[snapshot.ID]int{}, map[snapshot.ID]int{}
	typed := d.snap.ID(rdfType)
	var last snapshot.Quad
	claims := 0 // of the last subject
	for row := range d.snap.Len() {
		if row%patience == 0 && ctx.Err() != nil {
			return nil, ctx.Err()
		}
		q := d.snap.At(snapshot.Row(row))
		if q.S != last.S {
			d.countThing(c, last.S, claims)
			claims = 0
		}
		claims++
		if q.G = 0; q == last {
			continue // the same by another source
		}
		last = q
		c.triples++
		properties[q.P]++
		if q.P == typed {
			classes[q.O]++
		}
	}
	d.countThing(c, last.S, claims)
	c.classes, c.properties = top(classes), top(properties)
	return c, d.snap.Err()
}

// countThing counts a thing of which something is claimed.
func (d *Dataset) countThing(c *counts, thing snapshot.ID, claims int) {
	if d.snap.Kind(thing) != snapshot.KindIRI {
		return
	}
	id, below := strings.CutPrefix(string(d.snap.AppendText(nil, thing)), d.base)
	if !below || d.base != "" && (id == "" || strings.Contains(id, "#")) {
		return
	}
	c.entities++
	if isSource := strings.HasPrefix(id, "source/") && d.base != ""; claims > c.most && !isSource {
		c.example, c.most = thing, claims
	}
}

// A partCount is a class or property and how much of it there is.
type partCount struct {
	id snapshot.ID
	n  int
}

// top gives the classes or properties with the most, in the order of their ids.
func top(counts map[snapshot.ID]int) []partCount {
	list := make([]partCount, 0, len(counts))
	for id, n := range counts {
		list = append(list, partCount{id, n})
	}
	slices.SortFunc(list, func(a, b partCount) int { return cmp.Or(cmp.Compare(b.n, a.n), cmp.Compare(a.id, b.id)) })
	list = list[:min(len(list), mostParts)]
	slices.SortFunc(list, func(a, b partCount) int { return cmp.Compare(a.id, b.id) })
	return list
}
