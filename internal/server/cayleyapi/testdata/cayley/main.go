// Command cayley is Cayley's own server, as its command "cayley http" starts it, with
// the store that is in memory and without the drivers of all others.
package main

import (
	"os"

	"github.com/spf13/viper"

	"github.com/cayleygraph/cayley/cmd/cayley/command"
	_ "github.com/cayleygraph/cayley/graph/memstore"
	_ "github.com/cayleygraph/cayley/query/gizmo"
	_ "github.com/cayleygraph/cayley/query/graphql"
	_ "github.com/cayleygraph/cayley/query/mql"
	_ "github.com/cayleygraph/cayley/writer"
	_ "github.com/cayleygraph/quad/dot"
	_ "github.com/cayleygraph/quad/gml"
	_ "github.com/cayleygraph/quad/graphml"
	_ "github.com/cayleygraph/quad/json"
	_ "github.com/cayleygraph/quad/jsonld"
	_ "github.com/cayleygraph/quad/nquads"
	_ "github.com/cayleygraph/quad/pquads"
)

func main() {
	viper.SetDefault(command.KeyBackend, "memstore")
	http := command.NewHTTPCmd()
	for _, flag := range []string{"memprofile", "cpuprofile"} { // it looks at them
		http.Flags().String(flag, "", "")
	}
	if http.Execute() != nil {
		os.Exit(1)
	}
}
