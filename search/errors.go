package search

import (
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"
)

// Errors of an engine. Surfaces map them to an HTTP status or exit code in one
// table each.
var (
	ErrNotFound    = errors.New("no such document")
	ErrTimeout     = errors.New("the search took too long and was stopped; narrow it")
	ErrUnavailable = errors.New("the collection cannot be searched now")
)

// SyntaxError says why a query cannot be honoured, and where.
type SyntaxError struct {
	Column     int    `json:"column"` // of the first code point concerned, counted from 1
	Length     int    `json:"length"` // code points concerned, 0 at the end of the query
	Message    string `json:"message"`
	Suggestion string `json:"suggestion,omitempty"` // what to write instead
}

func (e *SyntaxError) Error() string {
	s := fmt.Sprintf("column %d: %s", e.Column, e.Message)
	if e.Suggestion != "" {
		s += "; " + e.Suggestion
	}
	return s
}

// InvalidError says which part of a request cannot be honoured, and why.
type InvalidError struct {
	Parameter string `json:"parameter"` // as the API names it
	Message   string `json:"message"`
	Nearest   string `json:"nearest,omitempty"` // the known value most like the one given
}

func (e *InvalidError) Error() string {
	s := e.Parameter + ": " + e.Message
	if e.Nearest != "" {
		s += "; did you mean " + quote(e.Nearest) + "?"
	}
	return s
}

// UnknownIDError is an ErrNotFound that names the id asked for and the known
// one most like it.
type UnknownIDError struct {
	ID      string
	Nearest string
}

func (e *UnknownIDError) Error() string {
	s := "there is no document " + quote(e.ID)
	if e.Nearest != "" {
		s += "; did you mean " + quote(e.Nearest) + "?"
	}
	return s
}

// Is makes errors.Is(err, ErrNotFound) true.
func (e *UnknownIDError) Is(target error) bool { return target == ErrNotFound }

// NewUnknownValue returns an InvalidError for a facet value that the collection
// does not have, naming the most similar of the known values.
func NewUnknownValue(field, value string, known []string) *InvalidError {
	return &InvalidError{Parameter: field, Message: "no document has the value " + quote(value), Nearest: Nearest(value, known)}
}

// notAllowed says which values are allowed, beside the most similar one.
func notAllowed(parameter, message, value string, allowed []string) *InvalidError {
	return &InvalidError{Parameter: parameter, Message: message + "; allowed are " + strings.Join(allowed, ", "), Nearest: Nearest(value, allowed)}
}

func invalid(parameter, format string, args ...any) *InvalidError {
	return &InvalidError{Parameter: parameter, Message: fmt.Sprintf(format, args...)}
}

// maxNearest is the longest word in code points for which a similar one is
// looked for: nobody mistypes more, and the search for it would be slow.
const maxNearest = 80

// Nearest returns the candidate with the fewest edits from word, without
// regard to case, or "" when none is within a third of the word's length.
func Nearest(word string, candidates []string) string {
	folded := []rune(strings.ToLower(word))
	if len(folded) > maxNearest {
		return ""
	}
	best, bestDistance := "", (len(folded)+2)/3+1
	for _, c := range candidates {
		if d := editDistance(folded, []rune(strings.ToLower(c)), bestDistance); d < bestDistance {
			best, bestDistance = c, d
		}
	}
	return best
}

// editDistance is the Levenshtein distance of a and b, or limit when it is
// limit or more.
func editDistance(a, b []rune, limit int) int {
	if len(a)-len(b) >= limit || len(b)-len(a) >= limit {
		return limit
	}
	row := make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i := 1; i <= len(a); i++ {
		diagonal := row[0]
		row[0] = i
		for j := 1; j <= len(b); j++ {
			cost := 1
			if a[i-1] == b[j-1] {
				cost = 0
			}
			diagonal, row[j] = row[j], min(row[j]+1, row[j-1]+1, diagonal+cost)
		}
		if slices.Min(row) >= limit {
			return limit
		}
	}
	return min(row[len(b)], limit)
}

func quote(s string) string { return strconv.Quote(s) }
