package sandbox

import (
	"bufio"
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"annals.example/graph"
)

// parent is a server with two workers, one at work without end and one idle. It
// tells their numbers and then waits to be killed.
func parent() error {
	if err := os.Unsetenv(workerVariable); err != nil {
		return err
	}
	ctx := context.Background()
	d, err := graph.Open(ctx, "")
	if err != nil {
		return err
	}
	snapshot, err := d.SnapshotFile()
	if err != nil {
		return err
	}
	self, err := os.Executable()
	if err != nil {
		return err
	}
	p, err := New(Options{Snapshot: snapshot, Program: []string{self, "worker"}, Workers: 2, Wait: time.Minute, Deadline: time.Hour})
	if err != nil {
		return err
	}
	for p.Stats().Idle < 2 {
		time.Sleep(time.Millisecond)
	}
	p.mu.Lock()
	for _, w := range p.idle {
		fmt.Println(w.cmd.Process.Pid)
	}
	p.mu.Unlock()
	_, err = p.Query(ctx, gizmo("Array.prototype.indexOf.call({length: 9e15}, 1)"))
	return err
}

// TestParentKilled: workers end with the process that started them, even one that
// is killed, and even those that are busy.
func TestParentKilled(t *testing.T) {
	if _, err := os.Stat("/proc/self/stat"); err != nil {
		t.Skip("processes not found: run this test where /proc tells of them")
	}
	program := program(t, "parent")
	cmd := exec.Command(program[0], program[1:]...)
	cmd.Env = append(os.Environ(), workerVariable+"=0")
	cmd.Stderr = os.Stderr
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	var workers []int
	for lines := bufio.NewScanner(out); len(workers) < 2 && lines.Scan(); {
		pid, err := strconv.Atoi(lines.Text())
		if err != nil {
			t.Fatal(err)
		}
		workers = append(workers, pid)
	}
	if len(workers) != 2 {
		t.Fatalf("workers %v", workers)
	}
	until(t, "a worker is busy", func() bool { return ticks(workers[0])+ticks(workers[1]) > 30 })
	if err := cmd.Process.Kill(); err != nil {
		t.Fatal(err)
	}
	_ = cmd.Wait() // killed
	for _, pid := range workers {
		until(t, "the worker is gone", func() bool { return processEnded(pid) })
	}
}

// fieldsOf are what /proc tells of a process, from its state on; none where there
// is no such process.
func fieldsOf(pid int) []string {
	b, err := os.ReadFile(filepath.Join("/proc", strconv.Itoa(pid), "stat"))
	if err != nil {
		return nil
	}
	_, rest, _ := strings.Cut(string(b), ") ")
	return strings.Fields(rest)
}

func processEnded(pid int) bool {
	f := fieldsOf(pid)
	return len(f) == 0 || f[0] == "Z"
}

// ticks is the processor time of a process, in hundredths of a second.
func ticks(pid int) int {
	f := fieldsOf(pid)
	if len(f) < 13 {
		return 0
	}
	user, err1 := strconv.Atoi(f[11])
	system, err2 := strconv.Atoi(f[12])
	if err1 != nil || err2 != nil {
		return 0
	}
	return user + system
}
