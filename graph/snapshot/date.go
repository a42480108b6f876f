package snapshot

import (
	"bytes"
	"encoding/binary"
	"strings"

	"annals.example/graph/edtf"
)

// A date is where a date stands on the time line: the instant of its earliest
// possible begin, and its last possible day.
//
// With a zone, a value of XML Schema is the instant in Greenwich, as that
// standard compares them; without one it counts as Greenwich. A time of EDTF
// stays on the day that its writer's calendar showed, as package edtf has it.
type date struct {
	day      edtf.Day
	second   int    // of the day
	fraction string // digits of the second, without zeros at the end
	last     edtf.Day
}

// appendTo appends kind, instant and last day. The instant ends with a zero
// byte.
func (d date) appendTo(dst []byte) []byte {
	dst = appendDay(append(dst, byte(KindDate)), d.day)
	dst = binary.BigEndian.AppendUint32(dst, uint32(d.second))
	dst = append(append(dst, d.fraction...), 0)
	return appendDay(dst, d.last)
}

func appendDay(dst []byte, d edtf.Day) []byte {
	return binary.BigEndian.AppendUint64(dst, uint64(d)^1<<63)
}

// instantLen is the length of kind and instant in the key of a date.
func instantLen(key []byte) int {
	const fraction = 1 + 8 + 4
	return fraction + bytes.IndexByte(key[fraction:], 0) + 1
}

func readDate(c code, text string) (date, bool) {
	if c == codeEDTF {
		return readEDTF(text)
	}
	return readXSD(c, text)
}

func readEDTF(text string) (date, bool) {
	if !mayBeEDTF(text) {
		return date{}, false
	}
	parsed, err := edtf.Parse(text)
	if err != nil {
		return date{}, false
	}
	b := parsed.Bounds()
	d := date{day: b.Earliest, last: b.Latest}
	if t := strings.IndexByte(text, 'T'); t >= 0 {
		d.second = clock(text[t+1:])
	}
	return d, true
}

// mayBeEDTF spares the making of an error, which costs more than all else, for
// texts that are something else altogether.
func mayBeEDTF(text string) bool {
	return text != "" && len(text) < 4096 && strings.Trim(text[:1], "0123456789-Y[./?~%X") == ""
}

// clock gives the second of a day for hh:mm:ss, which is known to be one.
func clock(s string) int {
	two := func(i int) int { return int(s[i]-'0')*10 + int(s[i+1]-'0') }
	return two(0)*3600 + two(3)*60 + two(6)
}

// readXSD reads the dates of XML Schema 1.1, part 2, sections 3.3.7 to 3.3.11
// and 3.4.28, with years of at most twelve digits.
func readXSD(c code, text string) (d date, ok bool) {
	r := text
	year, ok := cutYear(&r)
	month, day := 1, 1
	if ok && c != codeYear {
		month, ok = cutPart(&r, "-")
	}
	if ok && c != codeYear && c != codeYearMonth {
		day, ok = cutPart(&r, "-")
	}
	if !ok {
		return d, false
	}
	if d.day, ok = dayOf(year, month, day); !ok {
		return d, false
	}
	d.last = d.day
	switch {
	case c == codeYear || c == codeYearMonth && month == 12:
		d.last, _ = dayOf(year, 12, 31)
	case c == codeYearMonth:
		d.last, _ = dayOf(year, month+1, 1)
		d.last--
	}
	if c == codeDateTime || c == codeDateTimeStamp {
		if !d.cutClock(&r) {
			return d, false
		}
	}
	if r == "" {
		return d, c != codeDateTimeStamp
	}
	east, ok := zone(r)
	d.shift(-60 * east)
	return d, ok
}

func dayOf(year int64, month, day int) (edtf.Day, bool) {
	if month < 1 || month > 12 || day < 1 || day > 31 {
		return 0, false
	}
	d, err := edtf.DayOf(year, month, day)
	return d, err == nil
}

// cutClock reads a time of day with its T. 24:00:00 is midnight of the next
// day.
func (d *date) cutClock(r *string) bool {
	hour, ok1 := cutPart(r, "T")
	minute, ok2 := cutPart(r, ":")
	second, ok3 := cutPart(r, ":")
	if !ok1 || !ok2 || !ok3 || minute > 59 || second > 59 {
		return false
	}
	if rest, found := strings.CutPrefix(*r, "."); found {
		n := digitsIn(rest)
		if n == 0 {
			return false
		}
		d.fraction, *r = strings.TrimRight(rest[:n], "0"), rest[n:]
	}
	if hour > 23 && (hour > 24 || minute+second > 0 || d.fraction != "") {
		return false
	}
	d.shift(hour*3600 + minute*60 + second)
	return true
}

// shift moves the instant by seconds, at most some days.
func (d *date) shift(seconds int) {
	const inDay = 24 * 3600
	for d.second += seconds; d.second < 0; d.second += inDay {
		d.day--
	}
	for ; d.second >= inDay; d.second -= inDay {
		d.day++
	}
}

// zone gives minutes east of Greenwich for Z or ±hh:mm.
func zone(s string) (minutes int, ok bool) {
	if s == "Z" {
		return 0, true
	}
	r := s[1:]
	hours, ok1 := cutPart(&r, "")
	minutes, ok2 := cutPart(&r, ":")
	if !ok1 || !ok2 || r != "" || minutes > 59 || hours*60+minutes > 14*60 {
		return 0, false
	}
	minutes += hours * 60
	switch s[0] {
	case '+':
		return minutes, true
	case '-':
		return -minutes, true
	}
	return 0, false
}

func cutYear(r *string) (year int64, ok bool) {
	s, negative := strings.CutPrefix(*r, "-")
	n := digitsIn(s)
	if n < 4 || n > 12 || n > 4 && s[0] == '0' {
		return 0, false
	}
	for i := range n {
		year = year*10 + int64(s[i]-'0')
	}
	if negative {
		year = -year
	}
	*r = s[n:]
	return year, true
}

// cutPart reads a number of two digits behind a mark.
func cutPart(r *string, mark string) (int, bool) {
	s, ok := strings.CutPrefix(*r, mark)
	if !ok || len(s) < 2 || s[0]-'0' > 9 || s[1]-'0' > 9 {
		return 0, false
	}
	*r = s[2:]
	return int(s[0]-'0')*10 + int(s[1]-'0'), true
}

func digitsIn(s string) int {
	n := 0
	for n < len(s) && s[n]-'0' <= 9 {
		n++
	}
	return n
}
