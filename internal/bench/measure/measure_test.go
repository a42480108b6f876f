package measure_test

import (
	"context"
	"os"
	"os/exec"
	"runtime"
	"strings"
	"testing"
	"time"

	"annals.example/internal/bench/measure"
)

func TestPercentile(t *testing.T) {
	var hundred measure.Times
	for n := range 100 {
		hundred = append(hundred, time.Duration(100-n))
	}
	for _, c := range []struct {
		times measure.Times
		p     float64
		want  time.Duration
	}{
		{nil, 50, 0},
		{measure.Times{7}, 50, 7},
		{measure.Times{7}, 99, 7},
		{measure.Times{3, 1, 2}, 50, 2},
		{measure.Times{4, 3, 1, 2}, 50, 2},
		{hundred, 0, 1},
		{hundred, 50, 50},
		{hundred, 99, 99},
		{hundred, 100, 100},
	} {
		if got := c.times.Percentile(c.p); got != c.want {
			t.Errorf("%g%% of %v: %d, not %d", c.p, c.times, got, c.want)
		}
	}
}

// The test program is the meter and the program that is measured.
func TestMain(m *testing.M) {
	switch os.Getenv("MEASURE_TEST") {
	case "":
		os.Exit(m.Run())
	case "meter":
		os.Setenv("MEASURE_TEST", "work")
		if err := measure.Meter(context.Background(), os.Stdout, os.Args[1], os.Args[2:]...); err != nil {
			os.Stderr.WriteString(err.Error())
			os.Exit(1)
		}
	case "work":
		if len(os.Args) > 1 {
			os.Stderr.WriteString("that did not go well\nhint: none\n")
			os.Exit(3)
		}
		touched := make([]byte, 64<<20)
		for i := range touched {
			touched[i] = 1
		}
		time.Sleep(20 * time.Millisecond)
		runtime.KeepAlive(touched)
	}
}

func TestProgram(t *testing.T) {
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	if _, err := exec.LookPath(self); err != nil {
		t.Fatal(err)
	}
	t.Setenv("MEASURE_TEST", "meter")
	// What the parent holds is not the child's.
	held := make([]byte, 256<<20)
	for i := range held {
		held[i] = 1
	}
	r, err := measure.Program(t.Context(), []string{self}, self)
	if err != nil {
		t.Fatal(err)
	}
	runtime.KeepAlive(held)
	if r.Time < 20*time.Millisecond || r.Time > time.Minute {
		t.Errorf("took %v", r.Time)
	}
	if r.Peak != 0 && (r.Peak < 64<<20 || r.Peak > 200<<20) {
		t.Errorf("took %d bytes, having touched 64 MiB", r.Peak)
	}
	_, err = measure.Program(t.Context(), []string{self}, self, "fail")
	if err == nil || !strings.Contains(err.Error(), "that did not go well") {
		t.Errorf("a program that fails: %v", err)
	}
}
