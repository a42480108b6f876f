package server

import (
	"errors"
	"fmt"
	"runtime/debug"
)

// errPanicked is the error of what panicked.
var errPanicked = errors.New("a fault of the program")

// rescued does something outside of a request's own goroutine, where a panic would end
// the program and not one request.
func rescued(do func() error) (err error) {
	defer func() {
		if v := recover(); v != nil {
			err = fmt.Errorf("%w: %v\n%s", errPanicked, v, debug.Stack())
		}
	}()
	return do()
}
