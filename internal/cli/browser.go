package cli

import (
	"context"
	"os/exec"
	"runtime"
)

// openBrowser shows an address in the browser that the system would choose.
func openBrowser(ctx context.Context, address string) error {
	command := []string{"xdg-open", address}
	switch runtime.GOOS {
	case "darwin":
		command[0] = "open"
	case "windows":
		command = []string{"rundll32", "url.dll,FileProtocolHandler", address}
	}
	//nolint:gosec // the address is our own listener's
	return exec.CommandContext(context.WithoutCancel(ctx), command[0], command[1:]...).Start()
}
