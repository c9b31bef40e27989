package wire

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"strconv"

	"entente/search"
)

// Problem is an error as an HTTP answer describes it (RFC 9457).
type Problem struct {
	Type      string `json:"type"` // names the kind of problem: see Kind.Type
	Title     string `json:"title"`
	Status    int    `json:"status"`
	Detail    string `json:"detail,omitempty"`
	RequestID string `json:"request_id,omitempty"` // as in the server's log

	// Of a query that cannot be honoured: where, in code points, and what to
	// write instead.
	Column     *int   `json:"column,omitempty"`
	Length     *int   `json:"length,omitempty"`
	Suggestion string `json:"suggestion,omitempty"`

	Parameter string `json:"parameter,omitempty"` // of a parameter that cannot be honoured
	ID        string `json:"id,omitempty"`        // of a document that is not there
	Nearest   string `json:"nearest,omitempty"`   // the known value or id most like the one given
}

// Error returns the problem as one line, so that an answer no other error
// stands for can be returned as it is.
func (p *Problem) Error() string {
	s := p.Title
	if p.Detail != "" {
		s += ": " + p.Detail
	}
	if p.RequestID != "" {
		s += " (request " + p.RequestID + ")"
	}
	return s
}

// errorKind says which kind of problem an error is.
type errorKind struct {
	is   func(error) bool
	kind Kind
}

// errorKinds is the one table of errors and kinds. Rows are tried in order.
func errorKinds() []errorKind {
	return []errorKind{
		{as[*search.SyntaxError], KindQuery},
		{as[*search.InvalidError], KindParameter},
		{is(search.ErrNotFound), KindNotFound},
		{is(search.ErrTimeout), KindTimeout},
		{is(context.DeadlineExceeded), KindTimeout},
		{is(search.ErrUnavailable), KindUnavailable},
		{is(context.Canceled), KindClosed},
		{as[*http.MaxBytesError], KindTooLarge},
	}
}

func is(target error) func(error) bool {
	return func(err error) bool { return errors.Is(err, target) }
}

func as[T error](err error) bool {
	var target T
	return errors.As(err, &target)
}

// ProblemOf describes err. The text of an error that the table does not know
// stays inside: such a problem says only that the server failed.
func ProblemOf(err error) *Problem {
	var own *Problem
	if errors.As(err, &own) {
		return own
	}
	for _, r := range errorKinds() {
		if r.is(err) {
			p := NewProblem(r.kind, "")
			p.describe(err)
			return p
		}
	}
	return NewProblem(KindInternal, "The cause is in the server's log.")
}

// describe fills in the members that err has something to say about.
func (p *Problem) describe(err error) {
	var syntax *search.SyntaxError
	var invalid *search.InvalidError
	var unknown *search.UnknownIDError
	var tooLarge *http.MaxBytesError
	switch {
	case errors.As(err, &syntax):
		p.Detail, p.Suggestion = syntax.Message, syntax.Suggestion
		p.Column, p.Length = &syntax.Column, &syntax.Length
	case errors.As(err, &invalid):
		p.Detail, p.Parameter, p.Nearest = invalid.Message, invalid.Parameter, invalid.Nearest
	case errors.As(err, &unknown):
		p.Detail, p.ID, p.Nearest = unknown.Error(), unknown.ID, unknown.Nearest
	case errors.As(err, &tooLarge):
		p.Detail = "The limit is " + bytesText(tooLarge.Limit) + "."
	case p.Kind() == KindNotFound:
		p.Detail = search.ErrNotFound.Error()
	case p.Kind() == KindTimeout:
		p.Detail = search.ErrTimeout.Error()
	case p.Kind() == KindUnavailable:
		p.Detail = search.ErrUnavailable.Error()
	}
}

// Err returns the error that the problem stands for: the typed or sentinel
// error of package search where it is one, else the problem itself.
func (p *Problem) Err() error {
	switch p.Kind() {
	case KindQuery:
		return &search.SyntaxError{Column: number(p.Column), Length: number(p.Length), Message: p.Detail, Suggestion: p.Suggestion}
	case KindParameter:
		return &search.InvalidError{Parameter: p.Parameter, Message: p.Detail, Nearest: p.Nearest}
	case KindNotFound:
		if p.ID == "" {
			return search.ErrNotFound
		}
		return &search.UnknownIDError{ID: p.ID, Nearest: p.Nearest}
	case KindTimeout:
		return search.ErrTimeout
	case KindUnavailable:
		return search.ErrUnavailable
	case KindBusy:
		return fmt.Errorf("%w: %s", search.ErrUnavailable, p.Detail)
	}
	return p
}

func number(n *int) int {
	if n == nil {
		return 0
	}
	return *n
}

// bytesText writes a number of bytes for people.
func bytesText(n int64) string {
	const unit = 1 << 20
	if n >= unit && n%unit == 0 {
		return strconv.FormatInt(n/unit, 10) + " MiB"
	}
	return strconv.FormatInt(n, 10) + " bytes"
}
