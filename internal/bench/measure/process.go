package measure

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os/exec"
	"path/filepath"
	"strings"
	"time"
)

// A Run is what one run of a program took.
type Run struct {
	Time time.Duration `json:"time"` // from its start to its end
	Peak int64         `json:"peak"` // bytes of resident memory at most, 0 where the system does not tell
}

// Meter runs a program and writes what it took to w as JSON. The program's
// output is thrown away.
//
// It is for a small process that does nothing else: a system counts as the
// program's own memory what its parent had when it started it, so a parent that
// holds a graph would measure itself.
func Meter(ctx context.Context, w io.Writer, program string, args ...string) error {
	cmd := exec.CommandContext(ctx, program, args...)
	var stderr bytes.Buffer
	cmd.Stderr = &stderr
	start := time.Now()
	err := cmd.Run()
	took := time.Since(start)
	if err != nil {
		if said := firstLine(stderr.String()); said != "" {
			err = fmt.Errorf("%w: %s", err, said)
		}
		return err
	}
	return json.NewEncoder(w).Encode(Run{Time: took, Peak: peak(cmd.ProcessState)})
}

func firstLine(s string) string {
	line, _, _ := strings.Cut(strings.TrimSpace(s), "\n")
	return line
}

// Program measures a run of a program. meter is the command, with its first
// arguments, that calls Meter.
func Program(ctx context.Context, meter []string, program string, args ...string) (r Run, err error) {
	cmd := exec.CommandContext(ctx, meter[0], append(append(meter[1:len(meter):len(meter)], program), args...)...)
	out, err := cmd.Output()
	if err != nil {
		var exit *exec.ExitError
		if errors.As(err, &exit) && len(exit.Stderr) > 0 {
			err = errors.New(firstLine(string(exit.Stderr)))
		}
		return r, fmt.Errorf("%s: %w", filepath.Base(program), err)
	}
	if err := json.Unmarshal(out, &r); err != nil {
		return r, fmt.Errorf("what was measured of %s: %w", program, err)
	}
	return r, nil
}
