package search

// Suggestions are ways to go on from the beginning of a query.
type Suggestions struct {
	Suggestions []Suggestion `json:"suggestions"` // best first
}

// Suggestion is one way to complete what was typed.
type Suggestion struct {
	Kind  string `json:"kind"`  // "word", "title", or the name of a field: "org", "party"
	Text  string `json:"text"`  // to show
	Query string `json:"query"` // to search for, in the query language
	Count int    `json:"count"` // documents that have it
}

// Limits of suggestions.
const (
	DefaultSuggestions = 8
	MaxSuggestions     = 20
	MaxSuggestLength   = 200 // code points of what was typed
)
