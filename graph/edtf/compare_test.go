package edtf

import (
	"slices"
	"testing"
)

func date(t *testing.T, text string) Date {
	t.Helper()
	d, err := Parse(text)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

func TestChronologicalOrder(t *testing.T) {
	want := []string{"../1985", "[..1760-12-03]", "Y-170000002", "-0430-03", "-0001", "0000", "0079", "193X", "1936",
		"1936-01-01", "1936/1937", "1936?", "1936~", "1936-03", "1936-21", "1936-03-12", "1936-24", "1937", "Y17000"}
	dates := make([]Date, len(want))
	for i, text := range want {
		dates[len(want)-1-i] = date(t, text)
	}
	slices.SortFunc(dates, Compare)
	for i, d := range dates {
		if d.String() != want[i] {
			t.Fatalf("order is %v, want %v", dates, want)
		}
	}
}

func TestRefinesAndCompatible(t *testing.T) {
	const (
		same   = "refine each other"
		finer  = "the first refines the second"
		may    = "compatible"
		unlike = "not compatible"
	)
	for _, test := range []struct{ a, b, want string }{
		{"1936-03-12", "1936-03-12", same},
		{"1936-03-12", "1936-03-12?", same},
		{"1936-03-12T09:00:00", "1936-03-12", same},
		{"1936", "1936-XX-XX", same},
		{"1936-03-12", "1936-03", finer},
		{"1936-03-12", "1936", finer},
		{"1936-03", "193X", finer},
		{"1936-21", "1936", finer},
		{"1936-24", "1936", may}, // winter goes on into 1937
		{"1936-03-12", "1936-03-13", unlike},
		{"1936-03-31", "1936-04~", unlike}, // doubt does not widen
		{"1936", "1946", unlike},

		{"1936-03-12", "[1936-03-12,1936-03-13]", finer},
		{"1936-03-14", "[1936-03-12,1936-03-13,1936-03-15]", unlike}, // within the bounds, not in the set
		{"1669", "[1667,1668,1670..1672]", unlike},
		{"1671-05", "[1667,1668,1670..1672]", finer},
		{"[1667,1671]", "[1667,1668,1670..1672]", finer},
		{"[1667,1669]", "[1667,1668,1670..1672]", may},
		{"1668-06/1670-03", "[1667,1668,1670..1672]", finer},
		{"[1670,1671,1672]", "[1672,1670..1671]", same},
		{"1667/1668", "[1667,1668]", finer}, // both ends are among them
		{"[1936-03..1936-05]", "1936", finer},
		{"1936", "[1936,1938]", finer},
		{"1700", "[..1760-12-03]", finer},
		{"[..1700]", "[..1760-12-03]", finer},
		{"[..1760]", "[1761..]", unlike},
		{"[..1760]", "[1760..]", may},
		{"1936/..", "[1936..]", unlike}, // what does not end is not one of those days
		{"1936/", "[1936..]", may},

		{"1936-03/1936-05", "1936/1936", finer},
		{"1936-03/1936-05", "1936", finer},
		{"1936-03-12/1946-03-12", "1936-03/1946", finer},
		{"1936-03-12/1946-03-12", "1936-03-12", unlike},
		{"1936", "1935/1937", unlike},
		{"1936/1938", "1936/1937", unlike},
		{"1936/1937", "1936/", finer},
		{"1936/..", "1936/", finer},
		{"1936/1937", "1936/..", unlike},
		{"1936/1937", "/1937", finer},
		{"1936/1937", "/", finer},
		{"../..", "/", finer},
		{"1936", "1936/", finer},
	} {
		a, b := date(t, test.a), date(t, test.b)
		got := unlike
		switch {
		case Refines(a, b) && Refines(b, a):
			got = same
		case Refines(a, b):
			got = finer
		case Refines(b, a):
			got = "the second refines the first"
		case Compatible(a, b):
			got = may
		}
		if got != test.want {
			t.Errorf("%s and %s: %s, want %s", a, b, got, test.want)
		}
		if Compatible(a, b) != (test.want != unlike) || Compatible(a, b) != Compatible(b, a) {
			t.Errorf("%s and %s: compatible is %v and %v", a, b, Compatible(a, b), Compatible(b, a))
		}
	}
}
