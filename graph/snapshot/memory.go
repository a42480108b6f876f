package snapshot

import "unsafe"

// A region is memory that grows in place and that the garbage collector knows
// nothing of: what a build holds then counts once, and not twice as the
// collector's pace would have it, and is given back when the build says so.
type region struct {
	mem      []byte // what can be used
	reserved []byte // what it may grow to; nil where the system has no such thing
}

// regionStep is by how much a region grows at least.
const regionStep = 4 << 20

// view gives the region as numbers or records. T has no pointers. The view is
// good until the region grows.
func view[T any](r *region) []T {
	var t T
	n := len(r.mem) / int(unsafe.Sizeof(t))
	if n == 0 {
		return nil
	}
	return unsafe.Slice((*T)(unsafe.Pointer(&r.mem[0])), n)
}

// newRegion gives a region that may grow to max bytes, and holds n of T.
func newRegion[T any](n, most int) (*region, []T, error) {
	var t T
	size := int(unsafe.Sizeof(t))
	r, err := reserve(max(n, most) * size)
	if err != nil {
		return nil, nil, err
	}
	if err := r.grow(n * size); err != nil {
		r.release()
		return nil, nil, err
	}
	return r, view[T](r), nil
}
