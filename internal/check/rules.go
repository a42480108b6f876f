package check

import "slices"

// Rules lists all rules, by what they are about. A rule that is not listed is not
// asked; a test makes sure that each has its examples.
func Rules() []Rule {
	return slices.Concat(readingRules(), wordRules(), entityRules(), idRules(), dateRules(), sourceRules(), valueRules(), togetherRules())
}

func readingRules() []Rule {
	return []Rule{
		{Name: "syntax", Doc: "a file that cannot be read as it is written", foreign: true, check: syntax},
		{Name: "blank-node", Doc: "something without an id", lack: true, check: blankNode},
		{Name: "repeated", Doc: "the same claim twice in one file", Severity: Warning, check: repeated},
	}
}

func wordRules() []Rule {
	return []Rule{
		{Name: "unknown-property", Doc: "a property that the vocabulary does not define", whole: true, check: unknownProperty},
		{Name: "unknown-class", Doc: "a type that the vocabulary does not define", whole: true, check: unknownClass},
		{Name: "unknown-word", Doc: "a kind, a thing counted or another word as a value that the vocabulary does not define", whole: true, check: unknownWord},
		{Name: "domain", Doc: "a property of a thing that cannot have it", check: domain},
		{Name: "range", Doc: "a value that is not what the property takes", check: valueRange},
	}
}

func entityRules() []Rule {
	return []Rule{
		{Name: "unknown-entity", Doc: "an id to which the catalogue gives no type", whole: true, check: unknownEntity},
		{Name: "duplicate", Doc: "a source or another thing that is declared twice", check: duplicate},
		{Name: "editors-word", Doc: "a type, label or description that a source gives, and not the catalogue", check: editorsWord},
		{Name: "label", Doc: "a thing without label", lack: true, check: label},
		{Name: "description", Doc: "a thing without description", Severity: Warning, lack: true, check: description},
		{Name: "signature", Doc: "a signature without signer, instrument or party", lack: true, check: signature},
		{Name: "incomplete", Doc: "a participation, tenure, figure or remark that lacks what makes it one", lack: true, check: incomplete},
	}
}

func idRules() []Rule {
	return []Rule{
		{Name: "id-type", Doc: "an id that does not begin with a type of thing", check: idType},
		{Name: "id-form", Doc: "an id that is not lower-case letters, digits and single hyphens", check: idForm},
		{Name: "id-class", Doc: "an id whose beginning and type do not go together", check: idClass},
		{Name: "withdrawn", Doc: "a withdrawn id that is still in use, or whose replacement is none", check: withdrawn},
		{Name: "id-minted", Doc: "an id of the editors' making that is not made of what it joins", whole: true, check: idMinted},
	}
}

func dateRules() []Rule {
	return []Rule{
		{Name: "date-edtf", Doc: "a date that is not EDTF", foreign: true, check: dateEDTF},
		{Name: "date-interval", Doc: "an interval where one date belongs", check: dateInterval},
		{Name: "date-year", Doc: "a date with a year of more than four digits", Severity: Warning, check: dateYear},
		{Name: "date-once", Doc: "two dates of one thing in one passage", check: dateOnce},
		{Name: "date-original", Doc: "a date in its own calendar that is not the date beside it", check: dateOriginal},
		{Name: "begin-end", Doc: "a begin after the end", check: beginEnd},
	}
}

func sourceRules() []Rule {
	return []Rule{
		{Name: "no-source", Doc: "a claim without source", check: noSource},
		{Name: "unknown-source", Doc: "claims of a source or passage that is nowhere declared", whole: true, check: unknownSource},
		{Name: "passage", Doc: "a passage under a source that it is no part of", check: passage},
		{Name: "source-kind", Doc: "a source without kind", lack: true, check: sourceKind},
		{Name: "source-unused", Doc: "a source that says nothing and that nobody refers to", Severity: Warning, lack: true, check: sourceUnused},
	}
}

func valueRules() []Rule {
	return []Rule{
		{Name: "coordinates", Doc: "a point that is not on earth, or half of one", check: coordinates},
		{Name: "figure-range", Doc: "a lower end above the upper end", check: figureRange},
		{Name: "address", Doc: "an address on the web that is none", check: address},
		{Name: "language-tag", Doc: "a language tag that is not BCP 47", check: languageTag},
		{Name: "language-case", Doc: "a language tag in unusual case", Severity: Warning, check: languageCase},
		{Name: "text-empty", Doc: "an empty text", check: textEmpty},
		{Name: "text-form", Doc: "a text with space around it or with characters lost", Severity: Warning, check: textForm},
	}
}

// togetherRules compare claims of several passages.
func togetherRules() []Rule {
	return []Rule{
		{Name: "person-alive", Doc: "a person who does something before birth or after death", Severity: Warning, check: personAlive},
		{Name: "office-twice", Doc: "an office held by two at once, or by one person twice", Severity: Warning, check: officeTwice},
		{Name: "command-twice", Doc: "a unit commanded by two at once", Severity: Warning, check: commandTwice},
		{Name: "event-within", Doc: "an event outside the dates of what it is part of", Severity: Warning, check: eventWithin},
		{Name: "losses-sum", Doc: "a sum of losses that is smaller than its parts", Severity: Warning, check: lossesSum},
	}
}
