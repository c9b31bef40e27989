package ui

import (
	"io"
	"strconv"

	"entente/api/wire"
)

type errorView struct {
	frame
	Problem *wire.Problem
}

// Error draws the page for a request that failed.
func (p *Pages) Error(w io.Writer, problem *wire.Problem) error {
	return p.draw(w, errorTemplate, errorView{frame: p.frame(p.say(problem.Title), ""), Problem: problem})
}

// problemView is a problem shown within another page.
type problemView struct {
	Problem *wire.Problem
	Fault   *fault // nil when it is not about a place in the query
	Instead *link  // what may have been meant; nil when that is not clear
}

// Detail says what is wrong as a sentence, and where in the query.
func (v problemView) Detail() string {
	detail := v.Problem.Detail
	if v.Problem.Parameter == "" { // else the parameter begins the sentence
		detail = capital(detail)
	}
	if v.Problem.Column != nil {
		detail += " (column " + strconv.Itoa(*v.Problem.Column) + ")"
	}
	return sentenceOf(detail)
}

// Suggestion says what to write instead, as a sentence.
func (v problemView) Suggestion() string { return sentenceOf(capital(v.Problem.Suggestion)) }

// fault is a query that cannot be honoured, cut where the fault is.
type fault struct {
	Before, At, After string
}

// newFault returns nil for a problem that is not about a place in the query.
func newFault(query string, p *wire.Problem) *fault {
	if p.Column == nil {
		return nil
	}
	runes := []rune(query)
	start := min(max(*p.Column-1, 0), len(runes))
	end := start
	if p.Length != nil {
		end = min(start+max(*p.Length, 0), len(runes))
	}
	return &fault{Before: string(runes[:start]), At: string(runes[start:end]), After: string(runes[end:])}
}
