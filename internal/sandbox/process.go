package sandbox

import (
	"bufio"
	"cmp"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"sync/atomic"
	"time"
)

const (
	// workerVariable is set for a worker: to how it finds its dataset.
	workerVariable = "ANNALS_WORKER"

	// startLimit is how long a worker may take to be ready. It takes milliseconds,
	// but a machine may be busy.
	startLimit = 20 * time.Second

	// workerThreads are enough for a query and the garbage collector.
	workerThreads = 2
)

// A process is a worker as its pool sees it. It is used by one query at a time.
type process struct {
	cmd   *exec.Cmd
	in    *os.File
	out   *os.File
	read  *bufio.Reader // of out
	said  *tail         // on standard error
	hello hello
	gone  chan struct{} // closed when it has ended

	asked     int         // queries
	retire    bool        // it asked to be replaced
	cancelled atomic.Bool // it was ended because whoever asked went away
}

// start starts a worker and waits until it is ready, or stop is closed.
func start(o *Options, stop <-chan struct{}) (*process, error) {
	w, err := launch(o)
	if err != nil {
		return nil, fmt.Errorf("start a worker: %w", err)
	}
	greeted := make(chan error, 1)
	go func() { greeted <- w.greet(o) }()
	late := time.NewTimer(startLimit)
	defer late.Stop()
	select {
	case err = <-greeted:
	case <-stop:
		err = ErrClosed
	case <-late.C:
		err = fmt.Errorf("it was not ready after %v", startLimit)
	}
	if err == nil {
		return w, nil
	}
	w.kill()
	<-w.gone
	if errors.Is(err, io.EOF) { // it ended, and says why
		return nil, fmt.Errorf("start a worker: %s", w.lastWords())
	}
	return nil, fmt.Errorf("start a worker: %w", err)
}

// launch starts the program.
func launch(o *Options) (*process, error) {
	childIn, in, err := os.Pipe()
	if err != nil {
		return nil, err
	}
	out, childOut, err := os.Pipe()
	if err != nil {
		return nil, errors.Join(err, childIn.Close(), in.Close())
	}
	w := &process{in: in, out: out, read: bufio.NewReader(out), said: &tail{}, gone: make(chan struct{})}
	w.cmd = &exec.Cmd{
		Path: o.Program[0],
		// Whoever lists the processes of a machine sees whose it is.
		Args:   append([]string{"annals"}, o.Program[1:]...),
		Stdin:  childIn,
		Stdout: childOut,
		Stderr: w.said,
		Env:    []string{"GOTRACEBACK=none", fmt.Sprintf("GOMAXPROCS=%d", workerThreads)},
	}
	if !filepath.IsAbs(w.cmd.Path) {
		err = fmt.Errorf("%s is no absolute path", w.cmd.Path)
	}
	if err == nil {
		err = handOver(w.cmd, o.Snapshot)
	}
	if err == nil {
		err = w.cmd.Start()
	}
	err = errors.Join(err, childIn.Close(), childOut.Close())
	if err != nil {
		return nil, errors.Join(err, in.Close(), out.Close())
	}
	go func() {
		_ = w.cmd.Wait() // ProcessState has it
		close(w.gone)
	}()
	return w, nil
}

// greet tells the worker what it needs to know, and waits until it is ready.
func (w *process) greet(o *Options) error {
	s := settings{Name: o.Name, Memory: o.Memory, Rows: o.Rows, Bytes: o.Bytes, CPU: cpuBudget(o), Lasts: o.Requests > 1}
	if err := writeMessage(w.in, s); err != nil {
		return err
	}
	if err := readMessage(w.read, &w.hello, maxHello); err != nil {
		return err
	}
	if w.hello.Failure != "" {
		return errors.New(w.hello.Failure)
	}
	return nil
}

// maxHello is the longest hello.
const maxHello = 64 << 10

// cpuBudget is how many seconds of processor time a worker may take in all its
// life: for a few queries that take all their time on all its threads. The deadline ends
// a query long before; this is for when the parent stands still.
func cpuBudget(o *Options) int {
	return 10 * workerThreads * int(o.Deadline/time.Second+1)
}

// kill ends the worker, whatever it is doing.
func (w *process) kill() {
	_ = w.cmd.Process.Kill() // it may have ended
	_ = w.in.Close()         // or be closed
	_ = w.out.Close()        // whoever reads need not wait for the system
}

func (w *process) isGone() bool {
	select {
	case <-w.gone:
		return true
	default:
		return false
	}
}

// lastWords are the first line that a worker that is gone wrote to standard
// error: what ended it.
func (w *process) lastWords() string {
	line, _, _ := strings.Cut(strings.TrimSpace(w.said.text()), "\n")
	line = strings.TrimPrefix(line, "annals: ")
	return cmp.Or(strings.TrimSpace(line), w.cmd.ProcessState.String())
}

// A tail keeps the beginning of what is written to it: the rest of a crash's
// report is of no use to anybody.
type tail struct {
	mu sync.Mutex
	b  []byte
}

const maxWords = 4 << 10

func (t *tail) Write(b []byte) (int, error) {
	t.mu.Lock()
	defer t.mu.Unlock()
	if free := maxWords - len(t.b); free > 0 {
		t.b = append(t.b, b[:min(free, len(b))]...)
	}
	return len(b), nil
}

func (t *tail) text() string {
	t.mu.Lock()
	defer t.mu.Unlock()
	return string(t.b)
}
