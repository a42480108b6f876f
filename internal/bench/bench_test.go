package main

import (
	"bytes"
	"context"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"math"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"annals.example/internal/bench/measure"
)

// The test program is also the processes that are measured.
func TestMain(m *testing.M) {
	if len(os.Args) > 1 {
		if part, ok := parts[os.Args[1]]; ok {
			if err := part(context.Background(), os.Args[2:], os.Stdout); err != nil {
				fmt.Fprintln(os.Stderr, err)
				os.Exit(1)
			}
			os.Exit(0)
		}
	}
	os.Exit(m.Run())
}

// A whole run on a small graph, without peers: everybody answers alike, every
// figure has its place, and nothing is left behind.
func TestRun(t *testing.T) {
	cache, out := t.TempDir(), t.TempDir()
	var said bytes.Buffer
	err := run(t.Context(), []string{
		"-size", "6000", "-kv-size", "5000", "-growth", "5000,6000", "-rounds", "1", "-params", "5", "-budget", "5ms",
		"-peers", "none", "-annals", filepath.Join(cache, "absent"), "-cache", cache, "-out", out,
	}, &said, &said)
	if err != nil {
		t.Fatalf("%v\n%s", err, said.String())
	}
	text, err := os.ReadFile(filepath.Join(out, "RESULTS.md"))
	if err != nil {
		t.Fatal(err)
	}
	if !strings.HasSuffix(said.String(), string(text)) {
		t.Error("prints otherwise than it writes")
	}
	for _, want := range []string{
		"| Annals | ", "| Cayley's reader | ", "| Annals, ranges | ", "through graph: faster", "| Cayley memstore, Gizmo, warmed | ",
		"| Cayley pebble, path | ", "| Cayley bolt | ", "### In Go, and the peers, 6,0", "- annals query: ", "| 5,0",
		"| build: 5× the fastest peer that is durable | not measured |  |",
	} {
		if !bytes.Contains(text, []byte(want)) {
			t.Errorf("RESULTS.md lacks %q:\n%s", want, text)
		}
	}
	if bytes.Contains(text, []byte(cache+"/run")) {
		t.Errorf("RESULTS.md names a place of this machine:\n%s", text)
	}
	for _, picture := range []string{"rates.svg", "questions.svg", "growth.svg"} {
		wellFormed(t, filepath.Join(out, picture))
	}
	left, err := os.ReadDir(cache)
	if err != nil || len(left) > 0 {
		t.Errorf("left %v behind, %v", left, err)
	}
}

func wellFormed(t *testing.T, path string) {
	t.Helper()
	f, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	d := xml.NewDecoder(f)
	for {
		if _, err := d.Token(); errors.Is(err, io.EOF) {
			return
		} else if err != nil {
			t.Fatalf("%s: %v", filepath.Base(path), err)
		}
	}
}

func TestOptions(t *testing.T) {
	for _, args := range [][]string{
		{"-size", "10"}, {"-rounds", "0"}, {"-params", "0"}, {"-growth", "100,many"}, {"what"}, {"-unheard"},
	} {
		if _, err := parse(args, io.Discard); err == nil {
			t.Errorf("%q is taken", args)
		}
	}
	o, err := parse([]string{"-growth", ""}, io.Discard)
	if err != nil || len(o.growth) != 0 || o.size != 1_000_000 {
		t.Errorf("%+v, %v", o, err)
	}
}

func TestFigures(t *testing.T) {
	for _, c := range []struct{ got, want string }{
		{span(0), "–"},
		{span(260), "260 ns"},
		{span(1500), "1.5 µs"},
		{span(12_345_678), "12 ms"},
		{span(996 * time.Millisecond), "1.0 s"},
		{span(3 * time.Minute), "180 s"},
		{digits(.0123), "0.012"},
		{digits(9.96), "10"},
		{digits(math.NaN()), "–"},
		{times(1234, 10), "123×"},
		{times(1, 0), "–"},
		{count(1_234_567), "1.2 M"},
		{count(987), "987"},
		{rate(1_000_000, 2*time.Second), "500 k/s"},
		{megabytes(61_000_000), "61 MB"},
		{grouped(1000005), "1,000,005"},
		{grouped(999), "999"},
	} {
		if c.got != c.want {
			t.Errorf("%q, not %q", c.got, c.want)
		}
	}
}

func TestGoals(t *testing.T) {
	s := newSheet("", "", "")
	s.goal("fast", 2, 1, "%s×")
	s.goal("faster", .5, 1, "%s×")
	s.most("small", 3, 4, "%s MB")
	s.most("smaller", 5, 4, "%s MB")
	s.goal("unknown", math.Inf(1), 1, "%s×")
	want := "| fast | 2.0× | met |\n| faster | 0.50× | missed |\n| small | 3.0 MB | met |\n| smaller | 5.0 MB | missed |\n| unknown | not measured |  |\n"
	if _, got, _ := strings.Cut(s.String(), "--:|\n"); got != want {
		t.Errorf("got\n%s", got)
	}

	c := competition{names: []string{"us", "them", "others"}, times: map[string]*[lastQuestion + 1]measure.Times{
		"us": {1: {10}, 2: {10}}, "them": {1: {30}, 2: {15}}, "others": {1: {20}},
	}}
	isPeer := func(name string) bool { return name != "us" }
	if least := c.least("us", isPeer, measure.Times.Median); least != 1.5 {
		t.Errorf("the closest is %g times as slow", least)
	}
	if least := c.least("us", func(string) bool { return false }, measure.Times.Median); !math.IsNaN(least) {
		t.Errorf("nobody is %g times as slow", least)
	}
}
