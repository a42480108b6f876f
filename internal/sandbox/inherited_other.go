//go:build !(darwin || linux)

package sandbox

import "os"

// closeInherited does nothing: what else a worker may inherit is not known here.
func closeInherited(*os.File) {}
