package cli

import (
	"io"
	"os"
	"strconv"
)

// terminalOf tells whether a stream is a terminal, and how many columns it has; 0
// where nobody tells. COLUMNS is what people set to have another width.
func terminalOf(stream io.Writer) (terminal bool, width int) {
	if file, ok := stream.(*os.File); ok {
		terminal, width = columnsOf(file)
	}
	if columns, err := strconv.Atoi(os.Getenv("COLUMNS")); err == nil && columns > 0 {
		width = columns
	}
	return terminal, width
}
