package peers

import "os/exec"

// A Tool is a parser of N-Quads that Debian has.
type Tool struct {
	Name, Program, Package string
	Does                   string // what it cannot be kept from doing besides
	args                   []string
}

// Tools gives the parsers.
func Tools() []Tool {
	return []Tool{
		{"serdi", "serdi", "serdi", "also writes them, to nowhere", []string{"-b", "-i", "nquads", "-o", "nquads"}},
		{"rapper", "rapper", "raptor2-utils", "", []string{"-q", "-c", "-i", "nquads"}},
	}
}

// Needs names the package that is to be installed, "" where it is.
func (t Tool) Needs() string {
	if _, err := exec.LookPath(t.Program); err == nil {
		return ""
	}
	return t.Package
}

// Command gives the command line that reads a file.
func (t Tool) Command(file string) []string {
	return append(append([]string{t.Program}, t.args...), file)
}
