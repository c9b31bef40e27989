package search

import (
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"entente/search/analysis"
)

const inQuotes = "put it in quotation marks to search for the text itself"

func parsePhrase(field string, t token, at Span) (Node, error) {
	refuse := func(message, suggestion string) (Node, error) {
		return nil, &SyntaxError{Column: t.Column, Length: t.Length, Message: message, Suggestion: suggestion}
	}
	if !hasWord(t.text) {
		return refuse("there is no word between these quotation marks", "")
	}
	if hasWildcard(t.text) {
		return refuse("a phrase has no wildcards", "write the words in order, each next to the other: "+
			strings.Join(strings.Fields(t.text), " +1 "))
	}
	return Phrase{Span: at, Field: field, Text: t.text, Exact: t.exact}, nil
}

// hasWildcard reports whether text has a star, or a question mark with a letter
// right after it; one at the end of a word is punctuation.
func hasWildcard(text string) bool {
	for i, r := range text {
		if r == '*' {
			return true
		}
		if next, _ := utf8.DecodeRuneInString(text[i+utf8.RuneLen(r):]); r == '?' && isWordRune(next) {
			return true
		}
	}
	return false
}

func parseWord(field string, t token, at Span) (Node, error) {
	if err := checkForeign(t); err != nil {
		return nil, err
	}
	if text, ok := strings.CutPrefix(t.text, "="); ok {
		return parseExact(field, text, t, at)
	}
	switch {
	case strings.Contains(t.text, "~"):
		return parseFuzzy(field, t, at)
	case strings.ContainsAny(t.text, "*?"):
		return parseWildcard(field, t, at)
	}
	if !hasWord(t.text) {
		return nil, &SyntaxError{Column: t.Column, Length: t.Length,
			Message: "there is no word in " + quote(t.text), Suggestion: "leave it out"}
	}
	return Word{Span: at, Field: field, Text: t.text}, nil
}

func parseExact(field, text string, t token, at Span) (Node, error) {
	refuse := func(message, suggestion string) (Node, error) {
		return nil, &SyntaxError{Column: t.Column, Length: t.Length, Message: message, Suggestion: suggestion}
	}
	if first, _ := utf8.DecodeRuneInString(text); !isWordRune(first) {
		return refuse("the = stands right before a word or phrase", `write =forces or ="armed forces"`)
	}
	if name, value, ok := strings.Cut(text, ":"); ok && strings.IndexFunc(name, isNotLetter) < 0 {
		return refuse("a field stands after the =", "write "+name+":="+value+"; "+inQuotes)
	}
	if strings.ContainsAny(text, "*?~") {
		return refuse("an exact word (=) has neither wildcards nor ~", "leave the = out, or write the word itself")
	}
	return Word{Span: at, Field: field, Text: text, Exact: true}, nil
}

func parseFuzzy(field string, t token, at Span) (Node, error) {
	refuse := func(message, suggestion string) (Node, error) {
		return nil, &SyntaxError{Column: t.Column, Length: t.Length, Message: message, Suggestion: suggestion}
	}
	word, edits, _ := strings.Cut(t.text, "~")
	switch first, _ := utf8.DecodeRuneInString(word); {
	case strings.IndexFunc(word, isNotWord) >= 0 || !isWordRune(first):
		return refuse("~ stands right after a word of letters and digits alone", "write atack~1, or for words near each other armed /5 attack")
	case edits == "":
		return refuse("~ does not say how many letters may differ", "write "+word+"~1 or "+word+"~2")
	case edits != "1" && edits != "2":
		return refuse("similar words are within 1 or 2 letters", "write "+word+"~1 or "+word+"~2")
	}
	n, err := strconv.Atoi(edits)
	return Fuzzy{Span: at, Field: field, Text: word, Edits: n}, err
}

func parseWildcard(field string, t token, at Span) (Node, error) {
	refuse := func(message, suggestion string) (Node, error) {
		return nil, &SyntaxError{Column: t.Column, Length: t.Length, Message: message, Suggestion: suggestion}
	}
	first, _ := utf8.DecodeRuneInString(t.text)
	switch letters := strings.NewReplacer("*", "", "?", "").Replace(t.text); {
	case letters == "":
		return refuse("there is no word in "+quote(t.text), "leave it out, or write the beginning of a word: attack*")
	case first == '*' || first == '?':
		return refuse("a word cannot begin with "+string(first), "write the beginning of the word: attack*, def?nce")
	case strings.IndexFunc(letters, isNotWord) >= 0 || !isWordRune(first):
		return refuse("a word with * or ? is letters and digits alone", apart(t.text))
	}
	return Wildcard{Span: at, Field: field, Text: t.text}, nil
}

// apart says how to write a pattern that hyphens divide.
func apart(text string) string {
	parts := strings.Split(text, "-")
	for _, part := range parts {
		if part == "" || strings.ContainsFunc(part, func(r rune) bool { return isNotWord(r) && r != '*' && r != '?' }) {
			return "write the parts as words of their own"
		}
	}
	advice := "write " + strings.Join(parts, " +1 ") + " for words that follow each other, hyphen or not"
	if isCompound(parts) {
		advice += ", or " + strings.Join(parts, "") + " for those with a hyphen or in one word"
	}
	return advice
}

// isCompound reports whether a pattern in parts is one that finds them when it is
// written in one word; see Wildcard.
func isCompound(parts []string) bool {
	written := strings.Join(parts, "-")
	letters := written[:strings.IndexAny(written, "*?")]
	beginning := strings.Split(analysis.Fold(letters), "-")
	return len(beginning) == len(parts) && slices.ContainsFunc(analysis.Compounds(strings.Join(beginning, "")),
		func(c analysis.Compound) bool { return slices.Equal(c.Parts, beginning) })
}

func hasWord(s string) bool { return strings.ContainsFunc(s, isWordRune) }

func isWordRune(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }

func isNotWord(r rune) bool { return !isWordRune(r) && !unicode.IsMark(r) }

func isNotLetter(r rune) bool { return !unicode.IsLetter(r) && r != '_' }
