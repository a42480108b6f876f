package snapshot

import "syscall"

// inLargePages asks for memory in pages of 2 MiB. What a build keeps is looked
// at all over the place, and with small pages it would spend a sixth of its time
// on having them made and found. Where this is not to be had, nothing is lost.
func inLargePages(b []byte) { _ = syscall.Madvise(b, syscall.MADV_HUGEPAGE) }
