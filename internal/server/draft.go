package server

import (
	"bytes"
	"context"
	"fmt"
)

// mostAnswer is the longest answer that is made in this process, in bytes.
const mostAnswer = 32 << 20

// A longError says that an answer would be longer.
type longError struct{}

func (*longError) Error() string {
	return fmt.Sprintf("the answer is longer than %d MiB", mostAnswer>>20)
}

// A draft is an answer while it is written. It takes no more where the time is up, or
// the answer too long: whoever writes need not look.
type draft struct {
	b      bytes.Buffer
	status int          // 0 for 200
	end    func() error // why nobody waits any more
}

func newDraft(ctx context.Context) *draft { return &draft{end: ctx.Err} }

func (d *draft) Write(p []byte) (int, error) {
	if err := d.end(); err != nil {
		return 0, err
	}
	if d.b.Len()+len(p) > mostAnswer {
		return 0, &longError{}
	}
	return d.b.Write(p)
}
