// Package edtf reads dates as historians write them down for machines: the
// Extended Date/Time Format of the Library of Congress (4 February 2019), a
// profile of ISO 8601-2:2019. It reads levels 0 and 1, and of level 2 the
// one-of sets, qualified components and unspecified digits that stand
// rightmost; for the rest of level 2 it says that it does not read it yet.
//
// A date is worth what it may mean: Bounds gives the first and last days on
// which something so dated may have begun and may have ended. Days are
// proleptic Gregorian, as in the standard; FromCalendar reads what a source
// wrote in the Julian calendar.
//
// The package leaves to others what a source says in words ("in the autumn
// after the assembly"), how sure it is of it, and what follows when two
// sources disagree. Nothing here guesses: what is not EDTF is an *Error, with
// a hint where the text looks like a date that people write.
//
// # What was decided where the standard leaves a choice
//
//   - A date of lesser precision names one day within it: 1936-03 is some day
//     of March 1936. What lasts is an interval, or has a begin and an end.
//   - Seasons (21 to 24) are those of meteorology in the northern hemisphere:
//     spring is March to May, winter is December to February of the next year,
//     so that the four stand in the order of their numbers. Quarters of the
//     year, which some software uses, would put "spring 1936" before April and
//     contradict a source that says May. A source that calls January 1936
//     "winter 1936" is to be written 1936-01 or 1935-24.
//   - "?", "~" and "%" do not widen the bounds: nobody can say by how much.
//     Ask Uncertain and Approximate.
//   - "A/.." does not end: both bounds of its end are OpenFuture. "A/" ends on
//     a day nobody knows: not before A.
//   - A time of day with a zone stays on the day that its writer's calendar
//     showed, not the day it was in Greenwich.
package edtf

// A Date is one EDTF text and what it means. It is immutable, and two Dates
// are equal (==) when their texts are. The zero Date is no date.
type Date struct {
	text   string
	bounds Bounds
	kind   kind
	level  uint8
	doubt  doubt
}

// Bounds are the four days between which the thing so dated has its begin and
// its end. A side without bound is OpenPast or OpenFuture.
//
// For a date that is not an interval, begin and end are the same day, so
// Earliest equals EarliestEnd, and LatestBegin equals Latest. In an interval
// no begin is later than the last possible end, and no end is earlier than the
// first possible begin: 1936/1936-03 begins no later than 31 March.
type Bounds struct {
	Earliest    Day // the first day on which it may have begun
	LatestBegin Day // the last day on which it may have begun
	EarliestEnd Day // the first day on which it may have ended
	Latest      Day // the last day on which it may have ended
}

// kind is what a text is as a whole.
type kind uint8

const (
	single   kind = iota // one date, or date and time
	interval             // A/B
	oneOf                // [A,B..C]
)

// doubt is what "?", "~" and "%" say, anywhere in a text.
type doubt uint8

const (
	uncertain doubt = 1 << iota
	approximate
)

// String gives the text that was parsed, byte for byte.
func (d Date) String() string { return d.text }

// Bounds gives the days between which the date lies.
func (d Date) Bounds() Bounds { return d.bounds }

// Level is the lowest level of EDTF that has all the features of the text: 0,
// 1 or 2. Where the specification shows a form on two levels (2004-06-11%), it
// is the lower.
func (d Date) Level() int { return int(d.level) }

// Approximate reports whether any part is marked "~" or "%".
func (d Date) Approximate() bool { return d.doubt&approximate != 0 }

// Uncertain reports whether any part is marked "?" or "%".
func (d Date) Uncertain() bool { return d.doubt&uncertain != 0 }

// IsInterval reports whether the date is A/B, with either side perhaps open or
// unknown.
func (d Date) IsInterval() bool { return d.kind == interval }

// IsSet reports whether the date is one of several: [A,B..C].
func (d Date) IsSet() bool { return d.kind == oneOf }
