// Package spelling tells how far apart two spellings are, so that a mistyped name
// can be answered with the one that was meant. Which names are compared, and how
// near is near, is left to those who know what the names are of.
package spelling

// Distance is the number of letters to insert, delete, change or swap with the next
// to make one word of the other: Damerau and Levenshtein's, as optimal string
// alignment. It takes time with the product of their lengths, so callers bound what
// comes from outside.
func Distance(from, to string) int {
	a, b := []rune(from), []rune(to)
	before, last, row := make([]int, len(b)+1), make([]int, len(b)+1), make([]int, len(b)+1)
	for j := range last {
		last[j] = j
	}
	for i := range a {
		row[0] = i + 1
		for j := range b {
			cost := 1
			if a[i] == b[j] {
				cost = 0
			}
			row[j+1] = min(last[j]+cost, last[j+1]+1, row[j]+1)
			if i > 0 && j > 0 && a[i] == b[j-1] && a[i-1] == b[j] {
				row[j+1] = min(row[j+1], before[j-1]+1)
			}
		}
		before, last, row = last, row, before
	}
	return last[len(b)]
}
