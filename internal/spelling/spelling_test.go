package spelling

import (
	"math/rand/v2"
	"testing"
)

func TestDistance(t *testing.T) {
	for _, c := range []struct {
		a, b string
		want int
	}{
		{"", "", 0}, {"abc", "", 3}, {"kitten", "sitting", 3}, {"Гэндэн", "Гендэн", 1},
		{"signatuers", "signatures", 1}, {"ca", "abc", 3}, // the last: no letter moves twice
	} {
		for _, pair := range [][2]string{{c.a, c.b}, {c.b, c.a}} {
			if got := Distance(pair[0], pair[1]); got != c.want {
				t.Errorf("%q to %q: %d, want %d", pair[0], pair[1], got, c.want)
			}
		}
	}
}

// TestWithin: it says what Distance says, as far as it goes.
func TestWithin(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	word := func(longest int) []rune {
		w := make([]rune, r.IntN(longest+1))
		for i := range w {
			w[i] = rune('a' + r.IntN(3))
		}
		return w
	}
	for range 30_000 {
		longest := []int{4, 12, 100}[r.IntN(3)]
		a, b := word(longest), word(longest)
		if r.IntN(2) == 0 && len(a) > 1 { // near by
			b = append([]rune{}, a...)
			i := r.IntN(len(b) - 1)
			b[i], b[i+1] = b[i+1], b[i]
			b = append(b[:len(b)/2], append(word(2), b[len(b)/2:]...)...)
		}
		most, want := r.IntN(12), Distance(string(a), string(b))
		got, ok := Within(a, b, most)
		if ok != (want <= most) || ok && got != want {
			t.Fatalf("%q to %q within %d: %d, %v, want %d", string(a), string(b), most, got, ok, want)
		}
	}
}
