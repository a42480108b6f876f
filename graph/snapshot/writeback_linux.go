package snapshot

import (
	"os"
	"syscall"
)

// writeBack asks the system to begin writing a part of a file to the disk. It is a
// hint: what goes wrong, Sync reports.
func writeBack(f *os.File, offset, length int64) {
	const startWriting = 2 // SYNC_FILE_RANGE_WRITE of sync_file_range(2)
	_ = syscall.SyncFileRange(int(f.Fd()), offset, length, startWriting)
}
