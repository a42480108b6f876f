package guard

import "sync"

// A Memory bounds how many bytes are held for clients at the same time: a client takes
// its time for a long answer, or a long query, and there may be many.
type Memory struct {
	most int

	mu   sync.Mutex
	now  int
	held map[any]int // how often each is held
}

// small is how many bytes count for nothing: about what a connection takes itself.
const small = 64 << 10

// NewMemory makes a bound of so many bytes.
func NewMemory(most int) *Memory { return &Memory{most: most, held: map[any]int{}} }

// Hold counts the bytes of something until release is called, or says that there is no
// room for them. What is held for several clients counts once: what tells it apart, as
// a pointer to it does.
func (m *Memory) Hold(what any, bytes int) (release func(), ok bool) {
	if bytes <= small {
		return func() {}, true
	}
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.held[what] == 0 {
		if bytes > m.most-m.now {
			return nil, false
		}
		m.now += bytes
	}
	m.held[what]++
	return sync.OnceFunc(func() {
		m.mu.Lock()
		defer m.mu.Unlock()
		if m.held[what]--; m.held[what] == 0 {
			delete(m.held, what)
			m.now -= bytes
		}
	}), true
}
