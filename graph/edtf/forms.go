package edtf

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"sync"
)

const monthWord = `(jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?`

// A form is one way in which people write dates, and its meanings in EDTF.
type form struct {
	looks *regexp.Regexp // of the lower-case text, with single spaces
	means func(part []string) []string
}

// forms are tried in this order; the first that fits and gives valid EDTF
// wins. They are compiled when the first error asks for them: a program that
// reads good dates starts without them.
var forms = sync.OnceValue(func() []form {
	return []form{
		{regexp.MustCompile(`^(\d{4})[-./ ](\d\d?)[-./ ](\d\d?)$`), // 1936/3/12
			func(p []string) []string { return []string{ymd(p[0], p[1], p[2])} }},
		{regexp.MustCompile(`^(\d{4})(\d\d)(\d\d)$`), // 19360312
			func(p []string) []string { return []string{ymd(p[0], p[1], p[2])} }},
		{regexp.MustCompile(`^(\d\d?)\. ?(\d\d?)\. ?(\d{4})$`), // 12.03.1936
			func(p []string) []string { return []string{ymd(p[2], p[1], p[0])} }},
		{regexp.MustCompile(`^(\d\d?)[-/](\d\d?)[-/](\d{4})$`), // 12/03/1936, by British or American custom
			func(p []string) []string {
				british, american := ymd(p[2], p[1], p[0]), ymd(p[2], p[0], p[1])
				if british == american {
					return []string{british}
				}
				return []string{british, american}
			}},
		{regexp.MustCompile(`^(\d\d?)(?:st|nd|rd|th)? (?:of )?` + monthWord + `,? (\d{4})$`), // 12 March 1936
			func(p []string) []string { return []string{ymd(p[2], monthNumber(p[1]), p[0])} }},
		{regexp.MustCompile(`^` + monthWord + ` (\d\d?)(?:st|nd|rd|th)?,? (\d{4})$`), // March 12, 1936
			func(p []string) []string { return []string{ymd(p[2], monthNumber(p[0]), p[1])} }},
		{regexp.MustCompile(`^(\d{4}),? ` + monthWord + ` (\d\d?)$`), // 1936 March 12
			func(p []string) []string { return []string{ymd(p[0], monthNumber(p[1]), p[2])} }},
		{regexp.MustCompile(`^` + monthWord + `,? (\d{4})$`), // March 1936
			func(p []string) []string { return []string{p[1] + "-" + monthNumber(p[0])} }},
		{regexp.MustCompile(`^(\d{4})[-/.](\d)$`), // 1936-3
			func(p []string) []string { return []string{p[0] + "-0" + p[1]} }},
		{regexp.MustCompile(`^(\d\d?)[./](\d{4})$`), // 03.1936
			func(p []string) []string { return []string{p[1] + "-" + pad(p[0], 2)} }},
		{regexp.MustCompile(`^(spring|summer|autumn|fall|winter)(?: of|,)? (\d{4})$`),
			func(p []string) []string { return []string{p[1] + "-" + seasonNumber(p[0])} }},
		{regexp.MustCompile(`^(?:the )?(\d{3})0s$`), // 1930s
			func(p []string) []string { return []string{p[0] + "X"} }},
		{regexp.MustCompile(`^(\d{4}) ?[-–—] ?(\d{4})$`), // 1936-1939
			func(p []string) []string { return []string{p[0] + "/" + p[1]} }},
		{regexp.MustCompile(`^(\d\d)(\d\d)[-–/](\d\d)$`), // 1914-18
			func(p []string) []string { return []string{p[0] + p[1] + "/" + p[0] + p[2]} }},
		{regexp.MustCompile(`^(\d{4}) or (\d{4})$`),
			func(p []string) []string { return []string{"[" + p[0] + "," + p[1] + "]"} }},
		{regexp.MustCompile(`^(\d{1,4}) ?(?:bc|bce|b\.c\.|b\.c\.e\.)$`),
			func(p []string) []string { return []string{beforeChrist(p[0])} }},
		{regexp.MustCompile(`^(?:ad )?([1-9]\d{0,3}) ?(?:ad|ce|a\.d\.)$|^ad ([1-9]\d{0,3})$`),
			func(p []string) []string { return []string{pad(p[0]+p[1], 4)} }},
		{regexp.MustCompile(`^([1-9]\d{1,2})$`), // 193: a year, or a decade; 19: a year, or a century
			func(p []string) []string { return []string{pad(p[0], 4), p[0] + "XX"[len(p[0])-2:]} }},
		{regexp.MustCompile(`^(?:the )?(\d\d?)(?:st|nd|rd|th) century$`),
			func(p []string) []string { return []string{pad(earlier(p[0]), 2) + "XX"} }},
		{regexp.MustCompile(`^before (\d{4})$`),
			func(p []string) []string { return []string{"[.." + pad(earlier(p[0]), 4) + "]"} }},
		{regexp.MustCompile(`^after (\d{4})$`),
			func(p []string) []string { return []string{"[" + later(p[0]) + "..]"} }},
		{regexp.MustCompile(`^-(\d{1,3})$`),
			func(p []string) []string { return []string{"-" + pad(p[0], 4)} }},
		{regexp.MustCompile(`^y(-?)(\d{4})$`), // Y1984
			func(p []string) []string { return []string{p[0] + p[1]} }},
		{regexp.MustCompile(`^(-?)(\d{5,12})$`), // 12345
			func(p []string) []string { return []string{"Y" + p[0] + p[1]} }},
	}
})

func ymd(year, month, day string) string {
	return year + "-" + pad(month, 2) + "-" + pad(day, 2)
}

func pad(digits string, width int) string {
	return strings.Repeat("0", max(0, width-len(digits))) + digits
}

func monthNumber(word string) string {
	for i, name := range monthNames {
		if strings.HasPrefix(word, strings.ToLower(name[:3])) {
			return fmt.Sprintf("%02d", i+1)
		}
	}
	return ""
}

func seasonNumber(word string) string {
	return map[string]string{"spring": "21", "summer": "22", "autumn": "23", "fall": "23", "winter": "24"}[word]
}

func earlier(digits string) string { return shifted(digits, -1) }

func later(digits string) string { return pad(shifted(digits, 1), 4) }

func shifted(digits string, by int) string {
	n, err := strconv.Atoi(digits)
	if err != nil {
		return ""
	}
	return strconv.Itoa(n + by)
}

// beforeChrist turns a year BC into that of the standard, which has a year 0:
// 431 BC is -0430.
func beforeChrist(digits string) string {
	year, err := strconv.Atoi(digits)
	if err != nil || year == 0 {
		return ""
	}
	return string(appendYear(nil, int64(1-year)))
}
