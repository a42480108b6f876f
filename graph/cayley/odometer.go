package cayley

import "context"

// An odometer stands at one row of each of several indexes, and goes through
// all combinations. Those that are idle have no part in it.
type odometer struct {
	parts []index
	idle  []bool
}

func newOdometer(n int) odometer { return odometer{make([]index, n), make([]bool, n)} }

// path goes to the next combination. After the last it says no, and stands at
// the first again, as its parts do.
func (o *odometer) path(ctx context.Context, failure *error) bool {
	for i := len(o.parts) - 1; i >= 0; i-- {
		if o.idle[i] {
			continue
		}
		if o.parts[i].path(ctx) {
			return true
		}
		if *failure = o.parts[i].err(); *failure != nil {
			return false
		}
	}
	return false
}

func (o *odometer) close() {
	for _, part := range o.parts {
		if part != nil {
			part.close()
		}
	}
}
