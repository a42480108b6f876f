package graph

import (
	"iter"
	"sort"
	"strings"

	"github.com/cayleygraph/quad"

	"annals.example/graph/snapshot"
	"annals.example/internal/rdfio/turtle"
)

const (
	xsdSpace  = "http://www.w3.org/2001/XMLSchema#"
	edtfSpace = "http://id.loc.gov/datatypes/edtf/"
)

// wellKnown are the prefixes of vocabularies, as their own documents write them.
var wellKnown = []turtle.Prefix{
	{Name: "annals", IRI: VocabularyIRI},
	{Name: "bibo", IRI: "http://purl.org/ontology/bibo/"},
	{Name: "crm", IRI: "http://www.cidoc-crm.org/cidoc-crm/"},
	{Name: "dc", IRI: "http://purl.org/dc/elements/1.1/"},
	{Name: "dcterms", IRI: "http://purl.org/dc/terms/"},
	{Name: "edtf", IRI: edtfSpace},
	{Name: "foaf", IRI: "http://xmlns.com/foaf/0.1/"},
	{Name: "formats", IRI: "http://www.w3.org/ns/formats/"},
	{Name: "geo", IRI: "http://www.w3.org/2003/01/geo/wgs84_pos#"},
	{Name: "jolux", IRI: "http://data.legilux.public.lu/resource/ontology/jolux#"},
	{Name: "org", IRI: "http://www.w3.org/ns/org#"},
	{Name: "owl", IRI: "http://www.w3.org/2002/07/owl#"},
	{Name: "prov", IRI: "http://www.w3.org/ns/prov#"},
	{Name: "rdf", IRI: "http://www.w3.org/1999/02/22-rdf-syntax-ns#"},
	{Name: "rdfs", IRI: "http://www.w3.org/2000/01/rdf-schema#"},
	{Name: "schema", IRI: "http://schema.org/"},
	{Name: "sem", IRI: "http://semanticweb.cs.vu.nl/2009/11/sem/"},
	{Name: "skos", IRI: "http://www.w3.org/2004/02/skos/core#"},
	{Name: "vann", IRI: "http://purl.org/vocab/vann/"},
	{Name: "void", IRI: "http://rdfs.org/ns/void#"},
	{Name: "wd", IRI: "http://www.wikidata.org/entity/"},
	{Name: "wdt", IRI: "http://www.wikidata.org/prop/direct/"},
	{Name: "xsd", IRI: xsdSpace},
}

// mostPrefixes bounds the search for those of the dataset's own ids, whose first parts may
// be any number.
const mostPrefixes = 100

// prefixes gives those that are used: of the dataset's own types (agreement: for what
// stands below agreement/), then the well-known ones.
func (d *Dataset) prefixes(base string, used func(space string) bool) []turtle.Prefix {
	var found []turtle.Prefix
	taken := map[string]bool{}
	for _, p := range wellKnown {
		taken[p.Name] = true
	}
	for _, name := range d.idTypes() {
		if space := d.base + name + "/"; !taken[name] && used(space) {
			iri, _ := d.rebased(quad.IRI(space), base).(quad.IRI)
			found = append(found, turtle.Prefix{Name: name, IRI: string(iri)})
		}
	}
	for _, p := range wellKnown {
		if used(p.IRI) {
			found = append(found, p)
		}
	}
	return found
}

// idTypes gives the first parts of the dataset's own ids: agreement, event, person.
func (d *Dataset) idTypes() []string {
	var names []string
	if d.base == "" {
		return nil
	}
	at, end := d.firstIRI(d.base), d.snap.IDs(snapshot.KindIRI).Hi
	for looked := 0; at < end && looked < mostPrefixes; looked++ {
		rest, below := strings.CutPrefix(string(d.snap.AppendText(nil, at)), d.base)
		if !below {
			break
		}
		name, _, typed := strings.Cut(rest, "/")
		if typed && isPrefix(name) {
			names = append(names, name)
		}
		if at++; typed {
			at = max(at, d.firstIRI(d.base+name+"0")) // 0 comes after the slash, in the order of bytes
		}
	}
	return names
}

func isPrefix(name string) bool {
	return name != "" && strings.Trim(name, "abcdefghijklmnopqrstuvwxyz") == ""
}

// firstIRI gives the first address that does not come before a text.
func (d *Dataset) firstIRI(text string) snapshot.ID {
	ids := d.snap.IDs(snapshot.KindIRI)
	var buf []byte
	return ids.Lo + snapshot.ID(sort.Search(ids.Len(), func(i int) bool {
		buf = d.snap.AppendText(buf[:0], ids.Lo+snapshot.ID(i))
		return string(buf) >= text
	}))
}

// hasAddressBelow says whether an address of the dataset begins with a text. Datatypes
// are no terms of it by themselves: theirs count where there is a literal with one.
func (d *Dataset) hasAddressBelow(space string) bool {
	if space == xsdSpace || space == edtfSpace {
		for _, kind := range []snapshot.Kind{snapshot.KindDate, snapshot.KindNumber, snapshot.KindTyped} {
			if d.snap.IDs(kind).Len() > 0 {
				return true
			}
		}
	}
	id := d.firstIRI(space)
	return d.snap.IDs(snapshot.KindIRI).Has(id) && strings.HasPrefix(string(d.snap.AppendText(nil, id)), space)
}

// namespaces says of a few statements which beginnings of addresses they use.
func namespaces(quads iter.Seq[quad.Quad]) func(space string) bool {
	seen := map[string]bool{}
	for q := range quads {
		for _, v := range []quad.Value{q.Subject, q.Predicate, q.Object, q.Label} {
			if typed, ok := v.(quad.TypedString); ok {
				v = typed.Type
			}
			if iri, ok := v.(quad.IRI); ok {
				seen[string(iri[:strings.LastIndexAny(string(iri), "/#")+1])] = true
			}
		}
	}
	return func(space string) bool { return seen[space] }
}
