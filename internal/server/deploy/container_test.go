package deploy

import (
	"os"
	"os/exec"
	"path"
	"path/filepath"
	"strings"
	"testing"
)

// The linter of the Docker language server, from its ordinary registry.
const linter = "dockerfile-utils@0.16.3"

func TestContainerfileIsWhatBuildersTake(t *testing.T) {
	node, err := exec.LookPath("node")
	npm, npmErr := exec.LookPath("npm")
	if err != nil || npmErr != nil {
		t.Skip("dockerfile-utils not found: install node and npm")
	}
	cache, err := os.UserCacheDir()
	if err != nil {
		cache = t.TempDir()
	}
	dir := filepath.Join(cache, "annals-tests", linter)
	lint := filepath.Join(dir, "node_modules", "dockerfile-utils", "bin", "dockerfile-utils")
	if _, err := os.Stat(lint); err != nil {
		install := exec.CommandContext(t.Context(), npm, "install", "--prefix", dir, "--no-audit", "--no-fund", "--ignore-scripts", linter)
		if out, err := install.CombinedOutput(); err != nil {
			t.Skipf("dockerfile-utils not found: let npm install %s: %v\n%s", linter, err, out)
		}
	}
	if out, err := exec.CommandContext(t.Context(), node, lint, "lint", "Containerfile").CombinedOutput(); err != nil || len(out) > 0 {
		t.Errorf("%v\n%s", err, out)
	}
	// It does find what is wrong.
	wrong := filepath.Join(t.TempDir(), "Containerfile")
	if err := os.WriteFile(wrong, []byte("FROM scratch\nCOPPY a b\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	if out, err := exec.CommandContext(t.Context(), node, lint, "lint", wrong).CombinedOutput(); err == nil {
		t.Errorf("COPPY passed: %s", out)
	}
}

// What the build copies is all that the program is made of.
func TestContainerfileCopiesWhatIsBuilt(t *testing.T) {
	text, err := os.ReadFile("Containerfile")
	if err != nil {
		t.Fatal(err)
	}
	copied := map[string]bool{}
	for line := range strings.Lines(string(text)) {
		words := strings.Fields(line)
		if len(words) == 3 && words[0] == "COPY" {
			copied[words[1]] = true
			if words[1] != words[2] {
				t.Errorf("%s is copied to %s", words[1], words[2])
			}
			if _, err := os.Stat(filepath.Join("..", "..", "..", words[1])); err != nil {
				t.Error(err)
			}
		}
	}
	list := exec.CommandContext(t.Context(), "go", "list", "-deps", "-f", "{{with .Module}}{{if .Main}}{{$.ImportPath}}{{end}}{{end}}", "annals.example/cmd/annals")
	out, err := list.Output()
	if err != nil {
		t.Fatal(err)
	}
	for _, pkg := range strings.Fields(string(out)) {
		top, _, _ := strings.Cut(strings.TrimPrefix(pkg, "annals.example/"), "/")
		if !copied[path.Clean(top)] {
			t.Errorf("%s is not copied", pkg)
		}
	}
}
