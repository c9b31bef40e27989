package search

import "unicode/utf8"

// Suggestions are ways to go on from the beginning of a query.
type Suggestions struct {
	Suggestions []Suggestion `json:"suggestions"` // best first
}

// Suggestion is one way to complete what was typed.
type Suggestion struct {
	Kind string `json:"kind"` // "word", "title", or the name of a field: "org", "party"
	// Text is what is shown: the word, in capitals where most texts write it so
	// (NATO), with what stands before it in a compound (co-operation); the title; the
	// name of a value.
	Text  string `json:"text"`
	Query string `json:"query"` // to search for, in the query language
	Count int    `json:"count"` // documents that a search for it alone finds
}

// Limits of suggestions.
const (
	DefaultSuggestions = 8
	MaxSuggestions     = 20
	MaxSuggestLength   = 200 // code points of what was typed
)

// CheckSuggest checks what Engine.Suggest is asked and fills in the default
// limit. Engines call it first. The error is an *InvalidError.
func CheckSuggest(text string, limit int) (int, error) {
	switch {
	case !utf8.ValidString(text):
		return 0, invalid("q", "is not valid UTF-8")
	case utf8.RuneCountInString(text) > MaxSuggestLength:
		return 0, invalid("q", "is longer than %d characters", MaxSuggestLength)
	case limit < 0 || limit > MaxSuggestions:
		return 0, invalid("limit", "must be between 1 and %d", MaxSuggestions)
	case limit == 0:
		return DefaultSuggestions, nil
	}
	return limit, nil
}
