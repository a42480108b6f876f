// Command annals answers who did what, when, and who says so.
//
// All that it does is in internal/cli.
package main

import (
	"os"

	"annals.example/internal/cli"
)

func main() { os.Exit(cli.Main(os.Args[1:], os.Stdin, os.Stdout, os.Stderr)) }
