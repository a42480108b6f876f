package cli

import (
	"encoding/json"
	"errors"
	"fmt"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"annals.example/graph"
	"annals.example/graph/edtf"
	"annals.example/internal/render"
)

func (a *app) dateCommand() *cobra.Command {
	var calendar string
	cmd := &cobra.Command{
		Use:   "date STRING...",
		Short: "Tell what a date may mean: its first and last days",
		Long: `Date tells what a date in EDTF may mean: the first and last day on which it may
begin and end, in the Gregorian calendar, and how sure it is. A string that begins
with a hyphen stands after "--". "annals help dates" tells how dates are written.`,
		Example: `  annals date 1936-03-12
  annals date "1936-03~" 193X 1939-05-11/1939-09-16 --format json
  annals date --calendar julian 1912-10-21
  annals date -- -0430`,
		Args: between(1, noLimit),
	}
	cmd.Flags().StringVar(&calendar, "calendar", edtf.Gregorian, "calendar that the strings are written in: gregorian or julian")
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		if calendar != edtf.Gregorian && calendar != edtf.Julian {
			return &usageError{msg: "no calendar " + calendar, hint: "it is gregorian or julian"}
		}
		var read []readDate
		for _, arg := range args {
			date, err := edtf.FromCalendar(arg, calendar)
			read = append(read, readDate{arg, date, err})
		}
		if err := a.showDates(read, calendar); err != nil {
			return err
		}
		return a.reportDates(read)
	}
	return cmd
}

// A readDate is a string and what it means, or why it means nothing.
type readDate struct {
	written string
	date    edtf.Date
	err     error
}

// reportDates tells which strings are no dates.
func (a *app) reportDates(read []readDate) (failed error) {
	for _, r := range read {
		if r.err == nil {
			continue
		}
		failed = errShown
		hint := ""
		var wrong *edtf.Error
		if errors.As(r.err, &wrong) {
			hint = wrong.Hint
		}
		a.complain(r.err.Error(), hint)
	}
	return failed
}

func (a *app) showDates(read []readDate, calendar string) error {
	options, err := a.options()
	if err != nil {
		return err
	}
	switch options.Format {
	case render.JSON:
		return a.writeDatesJSON(read)
	case render.Table:
		for i, r := range read {
			if r.err == nil {
				a.writeDate(r, calendar, i > 0)
			}
		}
		return nil
	}
	return render.Answer(a.stdout, datesAnswer(read), options)
}

// dateJSON is a date as INTERFACE has it; days are null where there is no bound.
type dateJSON struct {
	EDTF        string  `json:"edtf"`
	Earliest    *string `json:"earliest"`
	LatestBegin *string `json:"latest_begin"`
	EarliestEnd *string `json:"earliest_end"`
	Latest      *string `json:"latest"`
	Level       int     `json:"level"`
	Approximate bool    `json:"approximate"`
	Uncertain   bool    `json:"uncertain"`
}

func (a *app) writeDatesJSON(read []readDate) error {
	values := make([]any, len(read))
	for i, r := range read {
		if r.err != nil {
			values[i] = map[string]string{"error": r.err.Error()}
			continue
		}
		b := r.date.Bounds()
		values[i] = dateJSON{r.date.String(), render.Day(b.Earliest), render.Day(b.LatestBegin), render.Day(b.EarliestEnd),
			render.Day(b.Latest), r.date.Level(), r.date.Approximate(), r.date.Uncertain()}
	}
	encoder := json.NewEncoder(a.stdout)
	encoder.SetEscapeHTML(false)
	encoder.SetIndent("", "  ")
	if len(values) == 1 {
		return encoder.Encode(values[0])
	}
	return encoder.Encode(values)
}

// datesAnswer gives the dates as rows, with the columns of their JSON.
func datesAnswer(read []readDate) *graph.Answer {
	answer := &graph.Answer{}
	for _, name := range []string{"written", "edtf", "earliest", "latest_begin", "earliest_end", "latest", "level",
		"approximate", "uncertain", "error"} {
		answer.Columns = append(answer.Columns, graph.Column{Name: name, Kind: "text"})
	}
	for _, r := range read {
		row := make([]graph.Cell, len(answer.Columns))
		row[0] = graph.Text{Text: r.written}
		if r.err != nil {
			row[len(row)-1] = graph.Text{Text: r.err.Error()}
		} else {
			b := r.date.Bounds()
			for i, words := range []string{r.date.String(), b.Earliest.String(), b.LatestBegin.String(), b.EarliestEnd.String(),
				b.Latest.String(), strconv.Itoa(r.date.Level()), strconv.FormatBool(r.date.Approximate()),
				strconv.FormatBool(r.date.Uncertain())} {
				row[i+1] = graph.Words(words)
			}
		}
		answer.Rows = append(answer.Rows, row)
	}
	return answer
}

// writeDate tells people what a date may mean.
func (a *app) writeDate(r readDate, calendar string, another bool) {
	var b strings.Builder
	line := func(name, words string) {
		if words != "" {
			fmt.Fprintf(&b, "  %-10s%s\n", name, words)
		}
	}
	if another {
		b.WriteByte('\n')
	}
	fmt.Fprintf(&b, "%s\n", render.Clean(r.written))
	if calendar != edtf.Gregorian {
		line("calendar", calendar)
	}
	bounds := r.date.Bounds()
	line("edtf", fmt.Sprintf("%s (level %d)", render.Clean(r.date.String()), r.date.Level()))
	if bounds.Earliest == bounds.Latest && !bounds.Earliest.Open() {
		line("day", bounds.Earliest.String()+" ("+weekday(bounds.Earliest)+")")
		line("julian", edtf.InCalendar(bounds.Earliest, edtf.Julian))
	} else if r.date.IsInterval() {
		line("begins", span(bounds.Earliest, bounds.LatestBegin))
		line("ends", span(bounds.EarliestEnd, bounds.Latest))
	} else {
		line("between", span(bounds.Earliest, bounds.Latest))
	}
	line("sure", doubts(r.date))
	fmt.Fprint(a.stdout, b.String())
}

// span writes the days between which something lies.
func span(from, to edtf.Day) string {
	switch {
	case from.Open() && to.Open():
		return "nobody knows"
	case from == to:
		return "on " + from.String()
	case from.Open():
		return "on " + to.String() + " or before"
	case to.Open():
		return "on " + from.String() + " or later"
	}
	return from.String() + " to " + to.String()
}

func doubts(d edtf.Date) string {
	switch {
	case d.Approximate() && d.Uncertain():
		return "approximate and uncertain"
	case d.Approximate():
		return "approximate"
	case d.Uncertain():
		return "uncertain"
	}
	return ""
}

// weekday counts from Julian day 0, which was a Monday.
func weekday(d edtf.Day) string {
	days := []string{"Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"}
	return days[((int64(d)%7)+7)%7]
}
