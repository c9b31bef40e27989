package instrument

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

var (
	// placeLead stands before the name of a place and is no part of it.
	placeLead = newExpression(`^(?:the\s+)?(?:(?i:the\s+)?(?i:cities|city|towns?|village)\s+of\s+|(?:(?i:the\s+)?(?i:headquarters)\s+of\s+the\s+United\s+Nations|United\s+Nations\s+(?i:headquarters)),?\s+(?:(?:at|in)\s+)?)?`)
	// placeTail is what a clause puts between place and date: how many copies, or
	// where the place lies.
	placeTail = newExpression(`(?:,?\s+(?i:in|en|on|near|upon|within)\s+(?i:duplicate|triplicate|quadruplicate|the|two|three|english|french|a\s+single|double|single)\b.*|,\s+(?:near|on|upon|within|in)\s.*|\s+near\s.*|,?\s+\([^)]*\)[\s,]*|[\s,]+)$`)
	between   = newExpression(`,?\s+(?:and|et|en)\s+(?:(?:at|in)\s+)?|,\s+`)
)

// places returns the names in what stands where a place does, or none when
// it is not certainly the name of one, or a list of several.
func places(text string) []string {
	text = strings.Join(strings.Fields(text), " ")
	text = placeLead().ReplaceAllString(text, "")
	text = strings.Trim(placeTail().ReplaceAllString(text, ""), " ,")
	parts := between().Split(text, -1)
	for i, part := range parts {
		if parts[i] = placeName(part); parts[i] == "" {
			return nil
		}
	}
	if !listsPlaces(text) {
		return parts[:1] // Arusha, Tanzania
	}
	if last := strings.Fields(parts[len(parts)-1]); len(last) > 1 && placeKinds[strings.ToLower(last[len(last)-1])] {
		return nil // the Sac and Fox Agency may be one place
	}
	slices.Sort(parts)
	return slices.Compact(parts)
}

var conjunction = newExpression(` (?:and|et) `)

func listsPlaces(text string) bool { return conjunction().MatchString(text) }

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
// at most five words, the first and last of them in capitals, but that what kind
// of place it is may stand last in small letters.
func placeName(text string) string {
	words := strings.Fields(strings.Trim(text, " .*_"))
	last := len(words) - 1
	if last < 0 || last > 4 || !isProper(words[0]) || !isProper(words[last]) && !(last > 0 && placeKinds[words[last]]) {
		return ""
	}
	for i, w := range words {
		if !isProper(w) && !isParticle(w) && i < last || notPlaces[strings.ToLower(w)] {
			return ""
		}
		words[i] = properCase(w)
	}
	return strings.Join(words, " ")
}

// placeKinds are kinds of places that a name may end with.
var placeKinds = map[string]bool{
	"river": true, "creek": true, "lake": true, "bay": true, "island": true, "valley": true, "prairie": true, "springs": true,
	"landing": true, "point": true, "rapids": true, "village": true, "county": true, "country": true, "agency": true,
	"reservation": true, "reserve": true, "camp": true, "fort": true, "city": true,
}

// notPlaces are words in capitals that stand where a place does and are none.
var notPlaces = map[string]bool{
	"english": true, "french": true, "dutch": true, "german": true, "duplicate": true, "triplicate": true, "presence": true,
	"agreement": true, "treaty": true, "convention": true, "council": true, "present": true, "witness": true, "pursuance": true,
	"accordance": true, "article": true, "force": true, "original": true, "originals": true, "copies": true, "language": true,
	"languages": true, "parties": true, "nations": true, "monsieur": true, "government": true, "state": true, "tweevoud": true,
	"embassy": true, "ministry": true, "minister": true, "department": true, "affairs": true, "secretary": true, "office": true,
	"note": true, "letter": true, "excellency": true, "dated": true, "day": true, "mission": true, "delegation": true,
	"na": true, "this": true, "monday": true, "tuesday": true, "wednesday": true, "thursday": true, "friday": true, "saturday": true, "sunday": true,
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
	if len(runes) < 3 || strings.ToUpper(word) != word || strings.Contains(word, ".") {
		return word
	}
	for i := 1; i < len(runes); i++ {
		if unicode.IsLetter(runes[i-1]) {
			runes[i] = unicode.ToLower(runes[i])
		}
	}
	return string(runes)
}

// hasCapitals reports whether a word of a text has both capitals and small
// letters; headings are all in capitals. A text that has lost its capitals says
// by none which of its words are names.
func hasCapitals(text string) bool {
	return slices.ContainsFunc(strings.Fields(text), func(word string) bool {
		return strings.ContainsFunc(word, unicode.IsUpper) && strings.ContainsFunc(word, unicode.IsLower)
	})
}

// capitalized gives the words of a name, except particles, their capitals.
func capitalized(name string) string {
	words := strings.Fields(name)
	for i, w := range words {
		if r, size := utf8.DecodeRuneInString(w); !isParticle(w) && w != "and" && w != "for" {
			words[i] = string(unicode.ToUpper(r)) + w[size:]
		}
	}
	return strings.ReplaceAll(strings.Join(words, " "), "-general", "-General")
}
