//go:build !linux

package snapshot

import (
	"errors"
	"os"
)

func unchanging([]byte) (*os.File, error) { return nil, errors.ErrUnsupported }
