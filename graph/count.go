package graph

import (
	"strconv"
	"strings"

	"github.com/cayleygraph/quad"
)

// count makes one record for each source, with the number of its statements.
func count(a *asked, records []record, args []string) []record {
	said := map[quad.Value]map[quad.Quad]bool{}
	things := a.things["entity"]
	for r := range while(a, records) {
		statement := quad.Quad{Subject: r.get("subject"), Predicate: r.get(tagProperty), Object: r.get(tagValue), Label: r.passage}
		if statement.Subject == nil {
			statement.Subject = things
		}
		if statement.Object == nil {
			statement.Object = things
		}
		source := SourceOf(r.passage)
		if said[source] == nil {
			said[source] = map[quad.Quad]bool{}
		}
		said[source][statement] = true
	}
	var made []record
	for source, statements := range said {
		if a.ended() {
			break
		}
		number := quad.TypedString{Value: quad.String(strconv.Itoa(len(statements))), Type: xsdInteger}
		r := record{passage: source, fields: &fields{}}
		r.set(args[0], value{Value: number})
		if kind := a.believable().kinds[source]; kind != nil {
			r.set("kind", value{Value: kind})
		}
		if witness := a.believable().witnessOf(source); witness != source {
			r.set("one_witness_with", value{Value: witness})
		}
		made = append(made, r)
	}
	return made
}

// paramName is how the parameter of a column is written: on-behalf-of.
func paramName(column string) string { return strings.ReplaceAll(column, "_", "-") }

// wordOf finds the word of the vocabulary whose column a field is.
func (d *Dataset) wordOf(field string) quad.Value {
	if iri := d.words().columns[field]; iri != nil {
		return iri
	}
	return quad.IRI(VocabularyIRI + field)
}
