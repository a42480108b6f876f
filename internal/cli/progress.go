package cli

import (
	"fmt"
	"io"
	"sync"
	"time"
)

// A progressLine tells people on a terminal how far long work is: one line, written
// over and over. Elsewhere it is silent.
type progressLine struct {
	mu      sync.Mutex
	w       io.Writer // nil where nobody looks
	width   int
	phase   string
	began   time.Time // of the phase
	shown   time.Time
	written bool
}

// tick is how often the line is written anew.
const tick = 100 * time.Millisecond

func (a *app) progress() *progressLine {
	terminal, width := terminalOf(a.stderr)
	if !terminal || a.quiet {
		return &progressLine{}
	}
	return &progressLine{w: a.stderr, width: width}
}

// show tells how far a phase is; total is 0 where nobody knows it.
func (p *progressLine) show(phase string, done, total int64, things string) {
	p.mu.Lock()
	defer p.mu.Unlock()
	now := time.Now()
	if p.w == nil || phase == p.phase && now.Sub(p.shown) < tick {
		return
	}
	if phase != p.phase {
		p.phase, p.began = phase, now
	}
	p.shown, p.written = now, true
	line := fmt.Sprintf("%s: %s %s", phase, grouped(done), things)
	if total > 0 {
		line = fmt.Sprintf("%s: %3d%%", phase, 100*done/total)
	}
	if seconds := now.Sub(p.began).Seconds(); seconds > 1 && done > 0 {
		line += fmt.Sprintf(", %s a second", grouped(int64(float64(done)/seconds)))
	}
	fmt.Fprintf(p.w, "\r\x1b[K%.*s", max(p.width-1, 20), line)
}

// end takes the line away.
func (p *progressLine) end() {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.written {
		fmt.Fprint(p.w, "\r\x1b[K")
		p.written = false
	}
}

// grouped writes a number with spaces between its thousands.
func grouped(n int64) string {
	text := fmt.Sprint(n)
	for i := len(text) - 3; i > 0; i -= 3 {
		text = text[:i] + " " + text[i:]
	}
	return text
}
