package sandbox

import "os"

// thisProgram is a path at which this program can be started. A program runs on when its file was
// deleted or an upgrade has put another in its place, and a worker of another version
// may not understand it; this path stands for the file that runs.
func thisProgram() (string, error) {
	const running = "/proc/self/exe"
	if _, err := os.Stat(running); err != nil { // no /proc
		return os.Executable()
	}
	return running, nil
}

// nameProcess gives a worker its name in lists of processes: the system takes it from the
// path, and would say "exe".
func nameProcess() {
	_ = os.WriteFile("/proc/self/comm", []byte("annals-worker"), 0) // lists are all that would show it
}
