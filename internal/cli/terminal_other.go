//go:build !unix

package cli

import "os"

// columnsOf tells a terminal by its being a device; how wide it is, systems
// other than Unix tell in ways of their own.
func columnsOf(file *os.File) (terminal bool, width int) {
	info, err := file.Stat()
	return err == nil && info.Mode()&os.ModeCharDevice != 0, 0
}
