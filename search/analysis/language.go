package analysis

import (
	"slices"
	"strings"
)

// Language is a language whose words are compared in its own way.
type Language int

// The languages. Other has no rules: a word matches itself alone.
const (
	Other Language = iota
	English
	French
)

// Languages returns all languages.
func Languages() []Language { return []Language{Other, English, French} }

// LanguageOf returns the language with an ISO 639-1 code. What follows a hyphen
// (en-GB) does not count. It is Other for every code without rules.
func LanguageOf(code string) Language {
	code, _, _ = strings.Cut(strings.ToLower(code), "-")
	switch code {
	case "en":
		return English
	case "fr":
		return French
	}
	return Other
}

func (l Language) String() string {
	switch l {
	case English:
		return "English"
	case French:
		return "French"
	}
	return "other"
}

// Stem returns what the forms of a word have in common in the language. Two
// terms match in documents of the language exactly when their stems are equal.
// It joins inflected forms, and in English the British and American spellings,
// but no word with those derived from it. Terms that are not of the letters a to
// z, or shorter than three, are their own stem, but for irregular forms.
func (l Language) Stem(term string) string {
	switch l {
	case English:
		return englishStem(term)
	case French:
		return frenchStem(term)
	}
	return term
}

// Beginnings says where the terms with a stem are in a sorted dictionary: each
// of them begins with one of the prefixes or is one of the exceptions. Terms
// with another stem begin with the prefixes too, so candidates are to be
// compared by Stem; the exceptions all have the stem.
func (l Language) Beginnings(stem string) (prefixes, exceptions []string) {
	if len(stem) < 3 || !isLatin(stem) {
		return nil, append(l.irregularForms(stem), stem)
	}
	switch l {
	case English:
		return englishBeginnings(stem), l.irregularForms(stem)
	case French:
		return frenchBeginnings(stem), l.irregularForms(stem)
	}
	return nil, []string{stem}
}

func (l Language) irregularForms(stem string) []string {
	switch l {
	case English:
		return append([]string(nil), englishIrregularForms()[stem]...)
	case French:
		return append([]string(nil), frenchIrregularForms()[stem]...)
	}
	return nil
}

// formsByStem turns a table of irregular forms round.
func formsByStem(forms map[string]string, stem func(string) string) map[string][]string {
	byStem := map[string][]string{}
	for form := range forms {
		byStem[stem(form)] = append(byStem[stem(form)], form)
	}
	for _, same := range byStem {
		slices.Sort(same)
	}
	return byStem
}

func isLatin(term string) bool {
	for i := range len(term) {
		if term[i] < 'a' || term[i] > 'z' {
			return false
		}
	}
	return true
}
