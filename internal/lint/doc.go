// Package lint holds the rules of this code base, as tests: which package may
// import which, who owns an outside module, that every package says what it is
// for, that every command and every question is tested, and a few more. Each
// rule is also shown to find what it looks for in a small bad example.
//
// To add a rule, write a function of type rule with its examples and add it to
// rules. A new package needs a line in layers, a new dependency one in modules;
// the test that fails says so.
//
// The tests read the files themselves: what runs "go list" instead passes from
// the test cache after the files have changed. Formatting, vet and the general
// faults of Go programs are left to make check.
package lint
