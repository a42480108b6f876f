package graph_test

import (
	"context"
	"fmt"
	"log"
	"os"

	"github.com/cayleygraph/quad"

	"annals.example/graph"
)

// Who signed the protocol of 1936, and who says so: only the scholars and the
// primary texts are believed.
func ExampleDataset_Ask() {
	ctx := context.Background()
	d, err := graph.Open(ctx, "") // the embedded dataset
	if err != nil {
		log.Fatal(err)
	}
	defer d.Close()
	answer, err := d.Ask(ctx, graph.Request{
		Question: "who-signed",
		Args:     map[string]string{"agreement": "Протокол взаимопомощи", "source": "source/bold-limited-war"},
		Trust:    graph.Trust{Without: []string{"tertiary"}},
	})
	if err != nil {
		log.Fatal(err)
	}
	for _, row := range answer.Rows {
		signer, capacity := row[1].(graph.Entity), row[3].(graph.Text)
		date, source := row[5].(graph.Date), row[7].(graph.Citation)
		fmt.Printf("%s, %s: %s (%s, %s)\n", signer.Label, capacity.Text, date.EDTF, source.Label, source.Passage)
	}
	// Output:
	// Anandyn Amar, chairman of the Little Khural: 1936-03-12 (Bold, Limited War, web-29)
	// Peljidiin Genden, prime minister and foreign minister: 1936-03-12 (Bold, Limited War, web-29)
	// Vladimir Kh. Tairov, plenipotentiary representative of the USSR in the MPR: 1936-03-12 (Bold, Limited War, web-29)
}

// Every claim about a thing, and the passage that makes it.
func ExampleDataset_Claims() {
	d, err := graph.OpenQuads([]quad.Quad{
		quad.Make(quad.IRI("http://example.org/hastings"), quad.IRI("http://example.org/year"), "1066", quad.IRI("http://example.org/chronicle#a-1066")),
		quad.Make(quad.IRI("http://example.org/hastings"), quad.IRI("http://example.org/victor"), "William", quad.IRI("http://example.org/tapestry")),
	}, "two sources")
	if err != nil {
		log.Fatal(err)
	}
	defer d.Close()
	for claim, err := range d.Claims(context.Background(), graph.Claim{Property: quad.IRI("http://example.org/year")}) {
		if err != nil {
			log.Fatal(err)
		}
		fmt.Println(claim.Value, "says", graph.SourceOf(claim.Source))
	}
	// Output:
	// "1066" says <http://example.org/chronicle>
}

// A name in any script finds the thing.
func ExampleDataset_Find() {
	d, err := graph.Open(context.Background(), "")
	if err != nil {
		log.Fatal(err)
	}
	defer d.Close()
	found, err := d.Find(context.Background(), "Хорлоогийн Чойбалсан")
	if err != nil {
		log.Fatal(err)
	}
	for _, e := range found {
		fmt.Println(d.ID(e.ID), e.Label)
	}
	// Output:
	// person/choibalsan Khorloogiin Choibalsan
}

// Linked data for others: N-Quads, with the base that you publish under.
func ExampleDataset_Export() {
	d, err := graph.OpenQuads([]quad.Quad{
		{Subject: quad.IRI("http://example.org/a"), Predicate: quad.IRI("http://example.org/b"), Object: quad.LangString{Value: "ö", Lang: "de"}},
	}, "one statement")
	if err != nil {
		log.Fatal(err)
	}
	defer d.Close()
	if err := d.Export(context.Background(), os.Stdout, "nquads", ""); err != nil {
		log.Fatal(err)
	}
	// Output:
	// <http://example.org/a> <http://example.org/b> "ö"@de .
}
