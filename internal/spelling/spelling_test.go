package spelling

import "testing"

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
