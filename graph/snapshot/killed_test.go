package snapshot

import (
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"testing"
	"time"
)

// childPath is where a child of TestKilledBuilds builds, again and again.
const childPath = "ANNALS_TEST_BUILD"

func TestMain(m *testing.M) {
	path := os.Getenv(childPath)
	if path == "" {
		os.Exit(m.Run())
	}
	quads := slices.Collect(events(20_000, 9))
	for {
		// Half of it is sorted on disk.
		for _, memory := range []int64{400 << 10, 1 << 30} {
			if err := buildForChild(path, quads, memory); err != nil {
				os.Exit(1)
			}
		}
	}
}

// TestKilledBuilds kills a process that builds, at random moments. What was
// built before answers, and nothing is left but the one file that the next
// build takes over.
func TestKilledBuilds(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "x.annals")
	if err := Build(t.Context(), path, seq(randomQuads(10, 1)), Options{}); err != nil {
		t.Fatal(err)
	}
	for range 8 {
		child := exec.Command(os.Args[0])
		child.Env = append(os.Environ(), childPath+"="+path)
		if err := child.Start(); err != nil {
			t.Fatal(err)
		}
		time.Sleep(time.Duration(100+rand.IntN(150)) * time.Millisecond)
		if err := child.Process.Kill(); err != nil {
			t.Fatal(err)
		}
		if err := child.Wait(); err == nil || child.ProcessState.ExitCode() == 1 {
			t.Fatalf("the child ended by itself: %v", err)
		}
		s, err := Open(path)
		if err != nil {
			t.Fatal(err)
		}
		if err := s.Verify(t.Context(), nil); err != nil {
			t.Error(err)
		}
		if err := s.Close(); err != nil {
			t.Error(err)
		}
		if names := namesIn(dir); len(names) > 2 || len(names) == 2 && names[0] != ".x.annals.building" {
			t.Errorf("there is %q", names)
		}
	}
	if err := Build(t.Context(), path, seq(nil), Options{}); err != nil {
		t.Fatal(err)
	}
	if names := namesIn(dir); len(names) != 1 {
		t.Errorf("after the next build there is %q", names)
	}
}
