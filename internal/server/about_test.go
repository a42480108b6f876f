package server_test

import (
	"encoding/csv"
	"encoding/json"
	"strconv"
	"strings"
	"testing"

	"annals.example/internal/server"
)

// What /about.json counts is what there is, and where it says that something stands, it
// stands. As CSV it is the same.
func TestAbout(t *testing.T) {
	for _, prefix := range []string{"", "/x"} {
		s := start(t, server.Options{Prefix: prefix})
		var told struct {
			Title, Base, Edition, Licence, Vocabulary, VoID string
			Statements, Sources                             int
			Types                                           []struct {
				Type  string
				Count int
			}
			Formats, Dumps []string
		}
		text := get(t, s.url+"/about.json").is(t, 200, "application/json").body
		if err := json.Unmarshal(text, &told); err != nil {
			t.Fatal(err)
		}
		if byAccept := get(t, s.url+"/about", "Accept", "application/json").is(t, 200, "application/json"); string(byAccept.body) != string(text) {
			t.Error("by its ending and by Accept it is not the same")
		}
		if len(told.Edition) != 64 || told.Base != s.Base() || !strings.Contains(told.Licence, "creativecommons.org") || told.Title == "" {
			t.Errorf("%s", text)
		}
		rows := map[string][]string{}
		for _, row := range table(t, s.url+"/about.csv") {
			rows[row[0]] = append(rows[row[0]], row[1])
		}
		if len(told.Dumps) != 2 || len(rows["dump"]) != 2 || len(told.Types) < 20 {
			t.Fatalf("%s", text)
		}
		quads := unpacked(t, get(t, told.Dumps[0]).is(t, 200, "application/gzip").body)
		if n := strings.Count(quads, "\n"); told.Statements != n || rows["statements"][0] != strconv.Itoa(n) {
			t.Errorf("it tells of %d statements (%v), the dump has %d", told.Statements, rows["statements"], n)
		}
		if n := len(table(t, s.url+"/sources.csv")) - 1; told.Sources != n {
			t.Errorf("it tells of %d sources of %d", told.Sources, n)
		}
		for _, of := range told.Types[:5] {
			if n := len(table(t, s.url+"/"+of.Type+".csv")) - 1; of.Count != n || rows["type "+of.Type][0] != strconv.Itoa(n) {
				t.Errorf("it tells of %d of type %s, the list has %d", of.Count, of.Type, n)
			}
		}
		for _, form := range told.Formats {
			get(t, s.url+protocol, "Accept", form).is(t, 200, form)
		}
		get(t, told.Vocabulary, "Accept", "text/turtle").is(t, 200, "text/turtle")
		get(t, told.VoID).is(t, 200, "text/turtle")
	}
}

func table(t *testing.T, address string) [][]string {
	t.Helper()
	rows, err := csv.NewReader(strings.NewReader(string(get(t, address).is(t, 200, "text/csv").body))).ReadAll()
	if err != nil || len(rows) < 2 {
		t.Fatalf("%s: %d rows, %v", address, len(rows), err)
	}
	return rows
}

// A page without another form says so to a program, and where it finds what it looks for.
func TestPagesAlone(t *testing.T) {
	s := start(t, server.Options{Prefix: "/x"})
	for path, instead := range map[string]string{"/": "/x/about.json", "/query": "/x/api/v2/query"} {
		get(t, s.url+path).is(t, 200, "text/html")
		get(t, s.url+path, "Accept", "application/json, */*;q=0.1").is(t, 200, "text/html")
		for _, accept := range []string{"application/json", "text/turtle", "text/html;q=0, */*"} {
			a := get(t, s.url+path, "Accept", accept).is(t, 406, "application/json")
			if !strings.Contains(string(a.body), instead) || !strings.Contains(a.Header.Get("Vary"), "Accept") {
				t.Errorf("%s: %s", path, a.body)
			}
			if instead == "/x/about.json" {
				get(t, strings.TrimSuffix(s.url, "/x")+instead).is(t, 200, "application/json")
			}
		}
	}
}
