package lint

var variableExamples = []example{
	{
		about: "tables, errors, expressions, locals of the same name, and the tests' own",
		files: map[string]string{
			"low/low.go": `package low

import (
	"errors"
	"regexp"
	"sync"
)

var (
	ErrNone = errors.New("none")
	form    = regexp.MustCompile("a")
	table   = map[string]int{"a": 1}
	names   = sync.OnceValue(func() []string { var done sync.Once; done.Do(func() {}); return nil })
	start   = point{1}
	_       = form.String()
)

type point struct{ x int }

func (p point) right() int { return p.x + table["a"] + len(form.FindString("")) }

func change(table map[string]int) point {
	table["b"] = 2
	start := start
	start.x++
	names := names()
	names[0] = ErrNone.Error()
	p := &point{x: start.right()}
	p.x = 3
	return *p
}
`,
			"low/low_test.go": "package low\n\nvar sink int\n\nfunc work() { sink = len(table) }",
		},
	},
	{
		about: "every way to change one",
		files: map[string]string{
			"low/vars.go": `package low

var (
	count, last, old int
	table            = map[string][]int{}
	list             []point
	origin           point
)

type point struct{ x int }

func (p *point) move() { p.x++ }
`,
			"low/low.go": `package low

import "slices"

func change() {
	count = 1
	last += 1
	old++
	table["a"] = nil
	table["a"][0]++
	list[0].x = 1
	(origin).x = 2
	list = append(list, point{})
	read(&count)
	origin.move()
	list[0].move()
	for last = range 3 {
	}
	delete(table, "a")
	slices.Reverse(list[1:])
}
`,
			"low/low_test.go": "package low\n\nfunc swap() { count = 2 }",
		},
		want: []string{
			"low/low.go:6: package variable count is assigned to",
			"low/low.go:7: package variable last is assigned to",
			"low/low.go:8: package variable old is counted up or down",
			"low/low.go:9: package variable table is assigned to",
			"low/low.go:10: package variable table is counted",
			"low/low.go:11: package variable list is assigned to",
			"low/low.go:12: package variable origin is assigned to",
			"low/low.go:13: package variable list is assigned to",
			"low/low.go:14: package variable count has its address taken",
			"low/low.go:15: package variable origin is given by its address to move",
			"low/low.go:16: package variable list is given by its address to move",
			"low/low.go:17: package variable last is assigned to",
			"low/low.go:19: package variable table is written into by delete",
			"low/low.go:20: package variable list is written into by slices.Reverse",
			"low/low_test.go:3: package variable count is assigned to",
		},
	},
	{
		about: "another package's, also from a test",
		files: map[string]string{
			"low/low_test.go": `package low_test

import (
	"annals.example/low"
	"os"

	"example.org/settings/v2"
)

func change() {
	low.Limit = 3
	os.Args[0] = ""
	settings.Default.Depth++
}
`,
			"low/low.go": "package low\n\nvar Limit = 2",
		},
		want: []string{
			"low/low_test.go:11: low.Limit of another package is assigned to",
			"low/low_test.go:12: os.Args of another package is assigned to",
			"low/low_test.go:13: settings.Default of another package is counted",
		},
	},
	{
		about: "types that are there to change",
		files: map[string]string{
			"low/low.go": `package low

import (
	"sync"
	"sync/atomic"
)

var mu sync.Mutex
var state = struct{ once sync.Once }{}
var n atomic.Int64
var events = make(chan int)
var free = &sync.Pool{New: func() any { return nil }}
`,
		},
		want: []string{
			"low/low.go:8: sync.Mutex as package variable",
			"low/low.go:9: sync.Once as package variable",
			"low/low.go:10: atomic.Int64 as package variable",
			"low/low.go:11: a channel as package variable",
			"low/low.go:12: sync.Pool as package variable",
		},
	},
}
