package server_test

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"
)

// A program that serves, as a process of its own.
type program struct {
	*exec.Cmd
	url string
	log *logged

	read sync.WaitGroup
}

// launch runs annals serve.
func launch(t *testing.T, args ...string) *program {
	t.Helper()
	return launchFile(t, this(t), args...)
}

// launchFile is launch for a copy of the program.
func launchFile(t *testing.T, file string, args ...string) *program {
	t.Helper()
	p := &program{Cmd: exec.Command(file, append([]string{"annals", "serve", "--addr", "127.0.0.1:0"}, args...)...), log: &logged{}}
	stderr, err := p.StderrPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := p.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = p.Process.Kill() }) // where it has not ended
	address := make(chan string, 1)
	p.read.Go(func() {
		lines := bufio.NewScanner(stderr)
		for lines.Scan() {
			fmt.Fprintln(p.log, lines.Text())
			if _, at, ok := strings.Cut(lines.Text(), " at http://"); ok {
				at, _, _ = strings.Cut(at, " ")
				address <- "http://" + strings.TrimSuffix(at, "/")
			}
		}
		io.Copy(io.Discard, stderr)
	})
	select {
	case p.url = <-address:
	case <-time.After(time.Minute):
		t.Fatalf("it does not serve: %s", p.log)
	}
	return p
}

// ended waits for the end of the program and gives how long it took.
func (p *program) ended(t *testing.T) time.Duration {
	t.Helper()
	begun := time.Now()
	p.read.Wait()
	if err := p.Wait(); err != nil {
		t.Errorf("it ended with %v: %s", err, p.log)
	}
	return time.Since(begun)
}

// children are the processes that a process has started.
func children(t *testing.T, pid int) (pids []string) {
	t.Helper()
	text, err := os.ReadFile(fmt.Sprintf("/proc/%d/task/%d/children", pid, pid))
	if err != nil {
		return nil
	}
	return strings.Fields(string(text))
}

// SIGTERM ends the program within five seconds, and with 0: what is soon done is
// answered, what is not is cut off, and no worker is left.
func TestTerminated(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("signals not found: run this on a Unix")
	}
	p := launch(t, "--workers", "2", "--query-timeout", "1m")
	ask(t, "POST", p.url+"/api/v1/query/gizmo", "g.V().limit(1).all()").is(t, 200, "")
	workers := children(t, p.Process.Pid)
	finished, cut := make(chan error, 1), make(chan error, 1)
	go func() {
		a, err := try(t.Context(), "POST", p.url+"/api/v1/query/gizmo", `var end = Date.now() + 1500; while (Date.now() < end) {} g.emit("done")`)
		if err == nil && (a.StatusCode != http.StatusOK || !strings.Contains(string(a.body), "done")) {
			err = fmt.Errorf("%d %s", a.StatusCode, a.body)
		}
		finished <- err
	}()
	go func() {
		_, err := try(t.Context(), "POST", p.url+"/api/v1/query/gizmo", "while (true) {}")
		cut <- err
	}()
	eventually(t, "the queries do not begin", func() bool {
		return strings.Contains(string(get(t, p.url+"/metrics").body), `annals_query_workers{state="busy"} 2`)
	})
	if err := p.Process.Signal(syscall.SIGTERM); err != nil {
		t.Fatal(err)
	}
	// It gives itself four seconds, and has the fifth; a busy machine gets some more.
	if took := p.ended(t); took > 9*time.Second {
		t.Errorf("it took %v to end", took)
	}
	if err := <-finished; err != nil {
		t.Errorf("a query that was under way: %v", err)
	}
	if err := <-cut; err == nil {
		t.Error("a query without end was answered")
	}
	for _, pid := range workers {
		eventually(t, "worker "+pid+" is left", func() bool {
			state, err := os.ReadFile("/proc/" + pid + "/stat")
			return err != nil || strings.Contains(string(state), ") Z ")
		})
	}
}

// Without anything under way it ends at once.
func TestTerminatedIdle(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("signals not found: run this on a Unix")
	}
	p := launch(t, "--log-format", "json")
	get(t, p.url+"/").is(t, 200, "")
	if err := p.Process.Signal(os.Interrupt); err != nil {
		t.Fatal(err)
	}
	if took := p.ended(t); took > 4*time.Second {
		t.Errorf("it took %v to end", took)
	}
}

// A server whose file was replaced, as by an upgrade, or deleted, starts its own workers
// on: their text is answered, by the program that began.
func TestProgramReplaced(t *testing.T) {
	if runtime.GOOS != "linux" {
		t.Skip("the file of a running program not found: run this on Linux")
	}
	file := filepath.Join(t.TempDir(), "annals")
	copyFile(t, this(t), file)
	p := launchFile(t, file, "--workers", "1")
	for _, replace := range []func() error{
		func() error {
			return errors.Join(os.WriteFile(file+".new", []byte("another program"), 0o700), os.Rename(file+".new", file))
		},
		func() error { return os.Remove(file) },
	} {
		if err := replace(); err != nil {
			t.Fatal(err)
		}
		for range 5 { // each mistake ends a worker
			a := ask(t, "POST", p.url+"/api/v1/query/gizmo", "g.V(").is(t, 400, "")
			if !strings.Contains(string(a.body), "line 1") {
				t.Errorf("%s", a.body)
			}
		}
		ask(t, "POST", p.url+"/api/v1/query/gizmo", "g.emit(1)").is(t, 200, "")
	}
}

func copyFile(t *testing.T, from, to string) {
	t.Helper()
	b, err := os.ReadFile(from)
	if err == nil {
		err = os.WriteFile(to, b, 0o700)
	}
	if err != nil {
		t.Fatal(err)
	}
}

// Whoever reads what the program says may end first: it goes on serving, and ends well.
func TestNobodyReadsTheLog(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("signals not found: run this on a Unix")
	}
	cmd := exec.Command(this(t), "annals", "serve", "--addr", "127.0.0.1:0")
	stderr, err := cmd.StderrPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = cmd.Process.Kill() }) // where it has not ended
	line, err := bufio.NewReader(stderr).ReadString('\n')
	if err != nil {
		t.Fatal(err)
	}
	if err := stderr.Close(); err != nil {
		t.Fatal(err)
	}
	_, url, _ := strings.Cut(line, " at ")
	url, _, _ = strings.Cut(url, " ")
	for range 3 {
		get(t, url).is(t, 200, "")
	}
	if err := cmd.Process.Signal(syscall.SIGTERM); err != nil {
		t.Fatal(err)
	}
	if err := cmd.Wait(); err != nil {
		t.Errorf("it ended with %v", err)
	}
}

// Where there is no folder for temporary files, that is said at the start, and all but the
// dumps is served.
func TestNoTemporaryFiles(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("TMPDIR not found: run this on a Unix")
	}
	t.Setenv("TMPDIR", filepath.Join(t.TempDir(), "missing"))
	p := launch(t)
	get(t, p.url+"/").is(t, 200, "")
	if said := p.log.String(); !strings.Contains(said, "TMPDIR") || !strings.Contains(said, "there will be no dumps") {
		t.Errorf("it says %q", said)
	}
}
