package snapshot

import "errors"

// What can be wrong with a file, and with what should be put into one. Test
// with errors.Is.
var (
	// ErrNotSnapshot: the file is something else.
	ErrNotSnapshot = errors.New("not a compiled dataset")
	// ErrVersion: the file is of a version of the format that this program
	// does not read.
	ErrVersion = errors.New("compiled by another version")
	// ErrDamaged: the file is not as it was written.
	ErrDamaged = errors.New("compiled dataset is damaged")
	// ErrClosed: the snapshot was closed before.
	ErrClosed = errors.New("compiled dataset is closed")

	// ErrValue: a quad has a value that the format has no place for.
	ErrValue = errors.New("cannot be stored")
	// ErrTooLarge: there are more terms or quads than ids.
	ErrTooLarge = errors.New("too large for one file")
	// ErrBusy: another build of the same file is under way.
	ErrBusy = errors.New("another build of it is under way")
)
