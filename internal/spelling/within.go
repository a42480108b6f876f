package spelling

// Within is Distance where that is most at most, and false where it is more. It takes
// time with most and the length of one of the words, and mostly far less: it ends where
// the words are seen to lie too far apart.
func Within(a, b []rune, most int) (distance int, ok bool) {
	if max(len(a)-len(b), len(b)-len(a)) > most {
		return 0, false
	}
	n := len(b) + 1
	var space [3 * 65]int // enough for words of up to 64 letters
	rows := space[:]
	if 3*n > len(rows) {
		rows = make([]int, 3*n)
	}
	before, last, row := rows[:n], rows[n:2*n], rows[2*n:3*n]
	for j := range last {
		last[j] = j
	}
	for i := range a {
		// Further from the diagonal than most, no way leads to the end.
		from, to := max(0, i-most), min(len(b), i+1+most)
		row[0] = i + 1
		if from > 0 {
			row[from] = most + 1
		}
		least := row[from]
		for j := from; j < to; j++ {
			cost := 1
			if a[i] == b[j] {
				cost = 0
			}
			row[j+1] = min(last[j]+cost, row[j]+1)
			if j < i+most { // else it was not reached in the row above
				row[j+1] = min(row[j+1], last[j+1]+1)
			}
			if i > 0 && j > 0 && a[i] == b[j-1] && a[i-1] == b[j] {
				row[j+1] = min(row[j+1], before[j-1]+1)
			}
			least = min(least, row[j+1])
		}
		if least > most {
			return 0, false
		}
		before, last, row = last, row, before
	}
	return last[len(b)], last[len(b)] <= most
}
