package sandbox

import (
	"encoding/json"
	"net"
	"os"
	"os/exec"
	"testing"
)

// An attempt is what a worker must not be able to do.
type attempt struct {
	What string
	Err  string // why it failed; "" where it did not
}

// intrude is a worker that was taken over: it is set up as any other, and then
// tries what harms. It reports on standard error.
func intrude() error {
	held := confine(confinement{memory: 64 << 20, cpu: 60})
	var report []attempt
	try := func(what string, f func() error) {
		a := attempt{What: what}
		if err := f(); err != nil {
			a.Err = err.Error()
		}
		report = append(report, a)
	}
	try("read a file", func() error { _, err := os.ReadFile("/etc/passwd"); return err })
	try("read a directory", func() error { _, err := os.ReadDir("/"); return err })
	try("write a file", func() error { return os.WriteFile(os.Args[0]+".written", nil, 0o600) })
	try("remove a file", func() error { return os.Remove(os.Args[0] + ".missing") })
	try("open a port", func() error { _, err := net.Listen("tcp", "127.0.0.1:0"); return err })
	try("connect", func() error { _, err := net.Dial("tcp", "127.0.0.1:1"); return err })
	try("send a datagram", func() error { _, err := net.Dial("udp", "127.0.0.1:1"); return err })
	try("start a process", func() error { return exec.Command("/bin/true").Run() })
	try("signal the parent", func() error { return signalParent() })
	for name, f := range systemAttempts() {
		try(name, f)
	}
	return json.NewEncoder(os.Stdout).Encode(struct {
		Held     []string
		Attempts []attempt
	}{held, report})
}

// TestConfined runs what harms in a process that is set up as a worker is.
func TestConfined(t *testing.T) {
	p := program(t, "intruder")
	cmd := exec.Command(p[0], p[1:]...)
	cmd.Env = []string{workerVariable + "=3"}
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	var report struct {
		Held     []string
		Attempts []attempt
	}
	if err := json.Unmarshal(out, &report); err != nil {
		t.Fatal(err)
	}
	t.Logf("held: %v", report.Held)
	if missing := missingHere(report.Held); missing != "" {
		t.Skip("protections not found: run on Linux (amd64 or arm64) with seccomp; " + missing)
	}
	if len(report.Attempts) < 9 {
		t.Errorf("only %d attempts", len(report.Attempts))
	}
	for _, a := range report.Attempts {
		if a.Err == "" {
			t.Errorf("a worker can %s", a.What)
		} else if !denied(a.Err) {
			t.Errorf("%s fails, but not because it is not allowed: %s", a.What, a.Err)
		}
	}
	if _, err := os.Stat(p[0] + ".written"); err == nil {
		t.Error("it wrote a file")
	}
}
