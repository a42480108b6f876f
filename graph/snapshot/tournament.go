package snapshot

// A tournament is a heap of what stands first in each of several sorted runs.
type tournament[T any] struct {
	less  func(a, b T) bool
	items []contender[T]
}

type contender[T any] struct {
	value T
	run   int
}

func (t *tournament[T]) len() int { return len(t.items) }

// least gives the least value and its run.
func (t *tournament[T]) least() (T, int) { return t.items[0].value, t.items[0].run }

func (t *tournament[T]) push(v T, run int) {
	t.items = append(t.items, contender[T]{v, run})
	for i := len(t.items) - 1; i > 0; {
		parent := (i - 1) / 2
		if !t.less(t.items[i].value, t.items[parent].value) {
			break
		}
		t.items[i], t.items[parent] = t.items[parent], t.items[i]
		i = parent
	}
}

// replace puts the next value of its run in the place of the least.
func (t *tournament[T]) replace(v T) {
	t.items[0].value = v
	t.sink()
}

// drop takes the least out: its run has no more.
func (t *tournament[T]) drop() {
	last := len(t.items) - 1
	t.items[0] = t.items[last]
	t.items = t.items[:last]
	if last > 0 {
		t.sink()
	}
}

func (t *tournament[T]) sink() {
	for i := 0; ; {
		child := 2*i + 1
		if child >= len(t.items) {
			return
		}
		if child+1 < len(t.items) && t.less(t.items[child+1].value, t.items[child].value) {
			child++
		}
		if !t.less(t.items[child].value, t.items[i].value) {
			return
		}
		t.items[i], t.items[child] = t.items[child], t.items[i]
		i = child
	}
}
