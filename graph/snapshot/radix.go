package snapshot

// A record is what the builder sorts: by its first word, then by its second.
type record [2]uint64

func (r record) less(other record) bool {
	return r[0] < other[0] || r[0] == other[0] && r[1] < other[1]
}

const (
	digitBits = 11
	digitSize = 1 << digitBits
)

// radixSort sorts records with as much memory again, and gives the one of the
// two slices in which they then are. Records of which the first words are
// equal must come in the order of the second, unless both are to be sorted by.
func radixSort(records, scratch []record, both bool) []record {
	if len(records) < 2 {
		return records
	}
	var varies [2]uint64
	first := records[0]
	for _, r := range records {
		varies[0] |= r[0] ^ first[0]
		varies[1] |= r[1] ^ first[1]
	}
	from, to := records, scratch[:len(records)]
	if both {
		for ; varies[1] != 0; from, to = to, from {
			scatter(from, to, 1, cutDigit(&varies[1]))
		}
	}
	for ; varies[0] != 0; from, to = to, from {
		scatter(from, to, 0, cutDigit(&varies[0]))
	}
	return from
}

// cutDigit takes the lowest digit that varies off, and gives where it begins.
func cutDigit(varies *uint64) (shift uint) {
	for *varies>>shift&1 == 0 {
		shift++
	}
	*varies &^= (digitSize - 1) << shift
	return shift
}

// scatter sorts by one digit of one word, and keeps the order of what is equal
// in it.
func scatter(from, to []record, word int, shift uint) {
	var starts [digitSize]int
	for i := range from {
		starts[from[i][word&1]>>shift&(digitSize-1)]++
	}
	next := 0
	for d, n := range starts {
		starts[d] = next
		next += n
	}
	for i := range from {
		d := from[i][word&1] >> shift & (digitSize - 1)
		to[starts[d]] = from[i]
		starts[d]++
	}
}
