package cli

import (
	"encoding/json"
	"fmt"
	"runtime/debug"

	"github.com/spf13/cobra"

	"annals.example/internal/render"
)

// A build is what the program knows of how it was made.
type build struct {
	Version  string `json:"version"`
	Revision string `json:"revision,omitempty"`
	Modified bool   `json:"modified"`
	Go       string `json:"go"`
	Cayley   string `json:"cayley"`
	Dataset  string `json:"dataset"`
	Edition  string `json:"edition"` // the SHA-256 that names the dataset's content
}

func (a *app) versionCommand() *cobra.Command {
	return &cobra.Command{
		Use:     "version",
		Short:   "Tell which version this is, of which Cayley, and the edition of the dataset",
		Example: "  annals version --format json\n  annals version --data claims.annals",
		Args:    between(0, 0),
		RunE: func(cmd *cobra.Command, _ []string) error {
			b := readBuild()
			d, err := a.open(cmd.Context())
			if err != nil {
				return err
			}
			defer d.Close()
			b.Dataset, b.Edition = d.Name(), d.Edition()
			if a.format == string(render.JSON) {
				return json.NewEncoder(a.stdout).Encode(b)
			}
			revision := b.Revision
			if b.Modified {
				revision += " with changes"
			}
			if revision != "" {
				revision = " (" + revision + ")"
			}
			_, err = fmt.Fprintf(a.stdout, "annals %s%s\n%s\ncayley %s\n%s, edition %s\n",
				b.Version, revision, b.Go, b.Cayley, render.Clean(b.Dataset), b.Edition)
			return err
		},
	}
}

// readBuild reads what the Go tool wrote into the program.
func readBuild() build {
	b := build{Version: "unknown", Go: "unknown", Cayley: "unknown"}
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return b
	}
	b.Version, b.Go = info.Main.Version, info.GoVersion
	for _, s := range info.Settings {
		switch s.Key {
		case "vcs.revision":
			b.Revision = s.Value
		case "vcs.modified":
			b.Modified = s.Value == "true"
		}
	}
	for _, m := range info.Deps {
		if m.Path == "github.com/cayleygraph/cayley" {
			b.Cayley = m.Version
		}
	}
	return b
}
