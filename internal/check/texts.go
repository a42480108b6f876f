package check

import (
	"regexp"
	"strings"
	"unicode"

	"annals.example/internal/rdfio"
	"github.com/cayleygraph/quad"
)

// tagForm is a language tag as BCP 47 (RFC 5646, section 2.1) makes it: language
// of two or three letters, script, region, variants, extensions, private use.
// Longer languages and the old tags kept for their age are left out: none is in
// use, and "english" would pass.
var tagForm = regexp.MustCompile(`(?i)^([a-z]{2,3}(-[a-z]{3}){0,3}(-[a-z]{4})?(-([a-z]{2}|[0-9]{3}))?` +
	`(-([a-z0-9]{5,8}|[0-9][a-z0-9]{3}))*(-[0-9a-wyz](-[a-z0-9]{2,8})+)*(-x(-[a-z0-9]{1,8})+)?|x(-[a-z0-9]{1,8})+)$`)

// tags calls a function for every language tag: of texts, and as what the
// language of a source is.
func (f *facts) tags(each func(s *rdfio.Statement, tag string)) {
	for _, s := range f.statements {
		switch v := s.Object.(type) {
		case quad.LangString:
			each(s, v.Lang)
		case quad.String:
			if f.isWord("language", s) {
				each(s, string(v))
			}
		}
	}
}

func languageTag(f *facts) []Problem {
	var problems []Problem
	f.tags(func(s *rdfio.Statement, tag string) {
		if !tagForm.MatchString(tag) {
			problems = append(problems, problem(s, "write en, ru, mn, zh-Hans or ja-Latn: the language, then its script where it is not the usual one",
				"%q is no language tag", brief(tag)))
		}
	})
	return problems
}

func languageCase(f *facts) []Problem {
	var problems []Problem
	f.tags(func(s *rdfio.Statement, tag string) {
		if usual := usualCase(tag); tagForm.MatchString(tag) && usual != tag {
			problems = append(problems, problem(s, "write "+usual, "the language tag %s is not in its usual case", tag))
		}
	})
	return problems
}

// usualCase gives a tag the case that BCP 47 recommends (RFC 5646, section 2.1.1).
func usualCase(tag string) string {
	parts := strings.Split(strings.ToLower(tag), "-")
	for i, part := range parts {
		if i == 0 {
			continue
		}
		if len(parts[i-1]) == 1 {
			break // an extension or private use keeps small letters
		}
		switch len(part) {
		case 2:
			parts[i] = strings.ToUpper(part)
		case 4:
			parts[i] = strings.ToUpper(part[:1]) + part[1:]
		}
	}
	return strings.Join(parts, "-")
}

// texts calls a function for every text that people wrote.
func (f *facts) texts(each func(s *rdfio.Statement, t string)) {
	for _, s := range f.statements {
		switch s.Object.(type) {
		case quad.String, quad.LangString:
			each(s, text(s.Object))
		}
	}
}

// textEmpty finds texts without letter, number or sign. Where there is nothing at
// all, the reader has said so.
func textEmpty(f *facts) []Problem {
	var problems []Problem
	f.texts(func(s *rdfio.Statement, t string) {
		if !strings.ContainsFunc(t, saysSomething) {
			problems = append(problems, problem(s, "write the text, or take the line away: what a source does not say is left out",
				"%s says nothing: %q", f.show(s.Predicate), brief(t)))
		}
	})
	return problems
}

func saysSomething(r rune) bool { return unicode.In(r, unicode.L, unicode.N, unicode.S) }

func textForm(f *facts) []Problem {
	var problems []Problem
	f.texts(func(s *rdfio.Statement, t string) {
		switch trimmed := strings.TrimSpace(t); {
		case trimmed != t:
			problems = append(problems, problem(s, "take the space away; a text of several lines begins with >- and not with > or |",
				"%s begins or ends with space", f.show(s.Predicate)))
		case strings.ContainsRune(t, '\uFFFD'):
			problems = append(problems, problem(s, "compare it with the source and write the letters that were lost",
				"%s has the sign � where letters were lost", f.show(s.Predicate)))
		}
	})
	return problems
}
