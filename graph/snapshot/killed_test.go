package snapshot

import (
	"bytes"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"testing"
	"time"

	"github.com/cayleygraph/quad"
)

// childPath is where a child of TestKilledBuilds builds, again and again, and
// childMemory within how much.
const (
	childPath   = "ANNALS_TEST_BUILD"
	childMemory = "ANNALS_TEST_MEMORY"
	childFailed = 3 // the exit code
)

// TestMain is that child where it is asked to be. It writes a byte for each
// phase that it begins.
func TestMain(m *testing.M) {
	path := os.Getenv(childPath)
	if path == "" {
		os.Exit(m.Run())
	}
	memory, err := strconv.ParseInt(os.Getenv(childMemory), 10, 64)
	quads := childQuads()
	for err == nil {
		last := Saving
		err = buildForChild(path, quads, memory, func(p Phase, _, _ int64) {
			if p != last {
				_, _ = os.Stdout.Write([]byte{byte(p)})
			}
			last = p
		})
	}
	fmt.Fprintln(os.Stderr, err)
	os.Exit(childFailed)
}

func childQuads() []quad.Quad { return slices.Collect(events(20_000, 9)) }

// TestKilledBuilds kills a process that builds at random moments, spread over
// the length of a build. What was built before answers, and nothing is left but
// the one file that the next build takes over.
func TestKilledBuilds(t *testing.T) {
	const trials = 50
	dir := t.TempDir()
	path := filepath.Join(dir, "x.annals")
	quads := childQuads()
	before, after := mustBytes(t, quads[:10]), mustBytes(t, quads)
	published, met := 0, map[Phase]int{}
	for _, memory := range []int64{400 << 10, 1 << 30} { // sorted on disk, and not
		lengths := make([]time.Duration, 3)
		for i := range lengths {
			begin := time.Now()
			if err := buildForChild(path, quads, memory, nil); err != nil {
				t.Fatal(err)
			}
			lengths[i] = time.Since(begin)
		}
		slices.Sort(lengths)
		length := lengths[1]
		t.Logf("a build takes %v", length)
		for trial := range trials / 2 {
			if trial%2 == 0 { // else the child finds what the last one left
				if err := Build(t.Context(), path, seq(quads[:10]), Options{}); err != nil {
					t.Fatal(err)
				}
				if names := namesIn(dir); len(names) != 1 {
					t.Errorf("after the next build there is %q", names)
				}
			}
			step := length / (trials / 2)
			phase := killChild(t, path, memory, time.Duration(trial)*step+rand.N(step))
			met[phase]++
			got, err := os.ReadFile(path)
			switch {
			case err == nil && bytes.Equal(got, after):
				published++
			case err != nil || !bytes.Equal(got, before):
				t.Fatalf("killed while %s: the file is neither the old one nor the new one, %v", phase, err)
			}
			holdAnswers(t, path)
			if names := namesIn(dir); len(names) > 2 || len(names) == 2 && names[0] != ".x.annals.building" {
				t.Errorf("killed while %s: there is %q", phase, names)
			}
		}
	}
	if err := Build(t.Context(), path, seq(nil), Options{}); err != nil {
		t.Fatal(err)
	}
	if names := namesIn(dir); len(names) != 1 {
		t.Errorf("after the next build there is %q", names)
	}
	t.Logf("killed while %v; %d had built a file before", met, published)
	if len(met) < 2 || published == trials {
		t.Errorf("no build was killed at its work: %v, %d had built a file before", met, published)
	}
}

// killChild starts a process that builds, and kills it some time after it has
// begun. It gives the phase in which that was.
func killChild(t *testing.T, path string, memory int64, after time.Duration) Phase {
	t.Helper()
	child := exec.Command(os.Args[0])
	child.Env = append(os.Environ(), childPath+"="+path, childMemory+"="+strconv.FormatInt(memory, 10))
	child.Stderr = os.Stderr
	phases, err := child.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := child.Start(); err != nil {
		t.Fatal(err)
	}
	said := make([]byte, 1, 64)
	_, begun := io.ReadFull(phases, said)
	time.Sleep(after)
	if err := child.Process.Kill(); err != nil {
		t.Fatal(err)
	}
	more, err := io.ReadAll(phases)
	said = append(said, more...)
	if err := child.Wait(); begun != nil || err == nil || child.ProcessState.ExitCode() == childFailed {
		t.Fatalf("the child ended by itself: %v, %v", begun, err)
	}
	if err != nil {
		t.Fatal(err)
	}
	return Phase(said[len(said)-1])
}

// holdAnswers wants a file that opens, is whole, and answers.
func holdAnswers(t *testing.T, path string) {
	t.Helper()
	s, err := Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	if err := s.Verify(t.Context(), nil); err != nil {
		t.Error(err)
	}
	if found := s.Range(Quad{P: s.At(0).P}).Len(); found == 0 {
		t.Error("it does not answer")
	}
}
