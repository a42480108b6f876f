package edtf_test

import (
	"errors"
	"fmt"

	"annals.example/graph/edtf"
)

// The bounds of an interval whose ends are known to the month and the year.
func ExampleParse() {
	d, err := edtf.Parse("1936-03~/1946")
	if err != nil {
		fmt.Println(err)
		return
	}
	b := d.Bounds()
	fmt.Println("begins", b.Earliest, "to", b.LatestBegin)
	fmt.Println("ends", b.EarliestEnd, "to", b.Latest)
	fmt.Println("level", d.Level(), "approximate", d.Approximate())
	// Output:
	// begins 1936-03-01 to 1936-03-31
	// ends 1946-01-01 to 1946-12-31
	// level 1 approximate true
}

func ExampleError() {
	_, err := edtf.Parse("12 March 1936")
	var fault *edtf.Error
	if errors.As(err, &fault) {
		fmt.Println(fault)
		fmt.Println("hint:", fault.Hint)
	}
	// Output:
	// date "12 March 1936" is not EDTF: a year has four digits, not 2 (column 1)
	// hint: write 1936-03-12
}

// The Russo-Mongolian agreement was signed on 21 October 1912 Old Style.
func ExampleFromCalendar() {
	day, _ := edtf.FromCalendar("1912-10-21", edtf.Julian)
	month, _ := edtf.FromCalendar("1912-10", edtf.Julian)
	fmt.Println(day)
	fmt.Println(month)
	fmt.Println(edtf.InCalendar(day.Bounds().Earliest, edtf.Julian))
	// Output:
	// 1912-11-03
	// [1912-10-14..1912-11-13]
	// 1912-10-21
}

// Two sources that give a year and a day of it do not disagree.
func ExampleRefines() {
	year, _ := edtf.Parse("1936")
	day, _ := edtf.Parse("1936-03-12")
	other, _ := edtf.Parse("1936-03-13")
	fmt.Println(edtf.Refines(day, year), edtf.Refines(year, day))
	fmt.Println(edtf.Compatible(day, year), edtf.Compatible(day, other))
	// Output:
	// true false
	// true false
}

func ExampleDayOf() {
	signed, _ := edtf.DayOf(1936, 3, 12)
	expired, _ := edtf.DayOf(1946, 3, 12)
	fmt.Println(int64(expired-signed), "days from", signed, "to", expired)
	// Output: 3652 days from 1936-03-12 to 1946-03-12
}
