package guard_test

import (
	"testing"

	"annals.example/internal/server/guard"
)

func TestMemory(t *testing.T) {
	const large = 1 << 20
	m := guard.NewMemory(2 * large)
	hold := func(what *int, bytes int, want bool) func() {
		t.Helper()
		release, ok := m.Hold(what, bytes)
		if ok != want {
			t.Fatalf("held: %v, want %v", ok, want)
		}
		return release
	}
	var a, b, c int
	first := hold(&a, large, true)
	again := hold(&a, large, true) // the same for another client
	second := hold(&b, large, true)
	hold(&c, large, false)
	for range 1000 {
		hold(new(int), 1000, true) // small ones count for nothing
	}
	first()
	first() // twice is once
	hold(&c, large, false)
	again()
	third := hold(&c, large, true)
	second()
	third()
	hold(&a, 2*large, true)()
	hold(&a, 2*large+1, false)
}
