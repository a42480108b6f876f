package chart_test

import (
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"math"
	"strconv"
	"strings"
	"testing"

	"annals.example/internal/bench/chart"
)

func format(v float64) string { return fmt.Sprintf("%g <ms>", v) }

var bars = chart.Bars{
	Title: "How long & how <often>", Note: `a "note"`, Format: format,
	Groups: []chart.Group{
		{"Q1", []chart.Bar{{"ours", .5, true}, {"theirs", 5000, false}, {"absent", 0, false}, {"broken", math.Inf(1), false}}},
		{"nothing", nil},
	},
}

var curves = chart.Curves{
	Title: "Growth", FormatX: format, FormatY: format,
	Lines: []chart.Line{
		{"flat", []chart.Point{{1e5, 1}, {1e6, 1}, {5e6, 1}}},
		{"as flat", []chart.Point{{1e5, 1}, {1e6, 1}, {5e6, 1}}},
		{"steep", []chart.Point{{1e5, .1}, {1e6, 10}, {5e6, 0}}},
		{"empty", nil},
	},
}

// read reads a picture as XML: its texts, and its elements with their attributes.
func read(t *testing.T, write func(io.Writer) error) (text string, elements map[string][]map[string]string) {
	t.Helper()
	var b bytes.Buffer
	if err := write(&b); err != nil {
		t.Fatal(err)
	}
	elements = map[string][]map[string]string{}
	d := xml.NewDecoder(&b)
	d.Strict = true
	var words strings.Builder
	for {
		token, err := d.Token()
		if errors.Is(err, io.EOF) {
			return words.String(), elements
		}
		if err != nil {
			t.Fatal(err)
		}
		switch token := token.(type) {
		case xml.CharData:
			words.Write(token)
		case xml.StartElement:
			attributes := map[string]string{}
			for _, a := range token.Attr {
				attributes[a.Name.Local] = a.Value
			}
			elements[token.Name.Local] = append(elements[token.Name.Local], attributes)
		}
	}
}

func TestBars(t *testing.T) {
	text, elements := read(t, bars.Write)
	for _, want := range []string{"How long & how <often>", `a "note"`, "0.5 <ms>", "5000 <ms>", "ours"} {
		if !strings.Contains(text, want) {
			t.Errorf("nowhere says %q", want)
		}
	}
	if strings.Contains(text, "absent") || strings.Contains(text, "broken") {
		t.Error("draws what has no value")
	}
	drawn := elements["rect"][1:] // the first is the paper
	if len(drawn) != 2 {
		t.Fatalf("%d bars, not 2", len(drawn))
	}
	short, long := number(t, drawn[0]["width"]), number(t, drawn[1]["width"])
	// From 0.1 to 10,000 are five powers of ten: 0.5 stands at 0.7, 5000 at 4.7.
	if ratio := long / short; math.Abs(ratio-4.699/.699) > .05 {
		t.Errorf("the bars are as 1 to %.2f", ratio)
	}
	if elements["svg"][0]["aria-label"] == "" {
		t.Error("says nothing to those who do not see it")
	}
}

func TestCurves(t *testing.T) {
	text, elements := read(t, curves.Write)
	if n := len(elements["polyline"]); n != 3 {
		t.Fatalf("%d lines, not 3", n)
	}
	flat := strings.FieldsFunc(elements["polyline"][0]["points"], func(r rune) bool { return r == ' ' || r == ',' })
	if len(flat) != 6 || flat[1] != flat[5] {
		t.Errorf("what is flat runs through %v", flat)
	}
	if n := len(elements["circle"]); n != 8 {
		t.Errorf("%d points, not 8", n)
	}
	for _, name := range []string{"flat", "as flat", "steep"} {
		if !strings.Contains(text, name) {
			t.Errorf("lacks the name %q", name)
		}
	}
	places := map[string]bool{}
	for _, words := range elements["text"] {
		at := words["x"] + " " + words["y"]
		if places[at] {
			t.Errorf("two texts at %s", at)
		}
		places[at] = true
	}
}

// Whatever is to be drawn, the picture is one.
func TestNothingToDraw(t *testing.T) {
	read(t, chart.Bars{Format: format}.Write)
	read(t, chart.Curves{FormatX: format, FormatY: format}.Write)
	one := chart.Curves{FormatX: format, FormatY: format, Lines: []chart.Line{{"one", []chart.Point{{1, 1}}}}}
	_, elements := read(t, one.Write)
	for _, c := range elements["circle"] {
		number(t, c["cx"])
		number(t, c["cy"])
	}
}

func number(t *testing.T, s string) float64 {
	t.Helper()
	f, err := strconv.ParseFloat(s, 64)
	if err != nil || math.IsNaN(f) || math.IsInf(f, 0) {
		t.Fatalf("%q is no place", s)
	}
	return f
}
