package instrument

import (
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

var (
	// placeLead stands before the name of a place and is no part of it.
	placeLead = regexp.MustCompile(`^(?i:the\s+)?(?:(?i:cities|city|towns?|village)\s+of\s+|(?i:headquarters)\s+of\s+the\s+United\s+Nations,?\s+(?:(?:at|in)\s+)?)`)
	// placeTail is what a clause puts between place and date.
	placeTail = regexp.MustCompile(`(?:,?\s+(?i:in|en)\s+(?i:duplicate|triplicate|quadruplicate|the\s+(?:state|territory|province|district)|two|three|english|french|a\s+single|double|single)\b.*|,?\s+\([^)]*\)|[\s,]+)$`)
	between   = regexp.MustCompile(`,?\s+(?:and|et|en)\s+(?:(?:at|in)\s+)?|,\s+`)
)

// places returns the names in what stands where a place does, or none when
// it is not certainly the name of one, or a list of several.
func places(text string) []string {
	text = strings.Join(strings.Fields(text), " ")
	text = placeTail.ReplaceAllString(text, "")
	text = strings.Trim(placeLead.ReplaceAllString(text, ""), " ,")
	parts := between.Split(text, -1)
	for i, part := range parts {
		if parts[i] = placeName(part); parts[i] == "" {
			return nil
		}
	}
	if !listsPlaces(text) {
		return parts[:1] // Arusha, Tanzania
	}
	slices.Sort(parts)
	return slices.Compact(parts)
}

var conjunction = regexp.MustCompile(` (?:and|et) `)

func listsPlaces(text string) bool { return conjunction.MatchString(text) }

// placeEnd returns where the name of a place ends that no date follows.
func placeEnd(text string) int {
	for end, r := range text {
		if strings.ContainsRune(",;:\n(", r) || r == '.' && !strings.HasSuffix(text[:end], "St") {
			return end
		}
	}
	return len(text)
}

// placeName returns the name of one place, "" when the text is none: it has
// at most five words, the first and last of them in capitals.
func placeName(text string) string {
	words := strings.Fields(strings.Trim(text, " .*_"))
	if len(words) == 0 || len(words) > 5 || !isProper(words[len(words)-1]) || !isProper(words[0]) {
		return ""
	}
	for i, w := range words {
		if !isProper(w) && !isParticle(w) || notPlaces[strings.ToLower(w)] {
			return ""
		}
		words[i] = properCase(w)
	}
	return strings.Join(words, " ")
}

// notPlaces are words in capitals that stand where a place does and are none.
var notPlaces = map[string]bool{
	"english": true, "french": true, "dutch": true, "german": true, "duplicate": true, "triplicate": true, "presence": true,
	"agreement": true, "treaty": true, "convention": true, "council": true, "present": true, "witness": true, "pursuance": true,
	"accordance": true, "article": true, "force": true, "original": true, "originals": true, "copies": true, "language": true,
	"languages": true, "parties": true, "nations": true, "monsieur": true, "government": true, "state": true, "tweevoud": true,
	"this": true, "monday": true, "tuesday": true, "wednesday": true, "thursday": true, "friday": true, "saturday": true, "sunday": true,
}

// isProper reports whether a word is written as a name: The, Hague, 's-Gravenhage.
func isProper(word string) bool {
	word = strings.TrimPrefix(strings.TrimPrefix(word, "'s-"), "’s-")
	r, _ := utf8.DecodeRuneInString(word)
	return unicode.IsUpper(r)
}

func isParticle(word string) bool {
	return slices.Contains([]string{"of", "de", "la", "le", "les", "des", "du", "am", "an", "der", "upon", "sur", "the", "on", "aan", "den", "do"}, word)
}

// properCase writes a word that is all in capitals as names are written.
func properCase(word string) string {
	runes := []rune(word)
	if len(runes) < 4 || strings.ToUpper(word) != word || strings.Contains(word, ".") {
		return word
	}
	for i := 1; i < len(runes); i++ {
		if unicode.IsLetter(runes[i-1]) {
			runes[i] = unicode.ToLower(runes[i])
		}
	}
	return string(runes)
}

// hasCapitals reports whether a text has a capital letter. One that has lost
// them all says by none which of its words are names.
func hasCapitals(text string) bool { return strings.ContainsFunc(text, unicode.IsUpper) }

// capitalized gives the words of a name, except particles, their capitals.
func capitalized(name string) string {
	words := strings.Fields(name)
	for i, w := range words {
		if r, size := utf8.DecodeRuneInString(w); !isParticle(w) {
			words[i] = string(unicode.ToUpper(r)) + w[size:]
		}
	}
	return strings.Join(words, " ")
}
