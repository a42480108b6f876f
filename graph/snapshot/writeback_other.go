//go:build !linux

package snapshot

import "os"

func writeBack(*os.File, int64, int64) {}
