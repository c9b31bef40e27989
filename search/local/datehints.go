package local

import (
	"context"
	"fmt"
	"strings"

	"github.com/RoaringBitmap/roaring/v2"

	"entente/search"
)

// signedField is the date of signature in the record of a treaty.
const signedField = "signed"

// dateHints tells how many documents that have no date a query leaves out though
// they were signed within the dates that it asks for, and proposes the query that
// has these too; a is the answer as it is. There is no hint where no document is
// left out so. Dates below a NOT leave no document out.
func (e *Engine) dateHints(ctx context.Context, v *view, a *answer, r search.Request, node search.Node) ([]search.Hint, error) {
	text := []rune(r.Query)
	var b strings.Builder
	var first search.Span
	var proposed string
	done := 0
	for _, n := range datesIn(node) {
		written := string(text[n.Column-1 : n.Column-1+n.Length])
		asked, ok := strings.CutPrefix(written, dateField+":")
		if !ok {
			continue // one of several in brackets
		}
		either := "(" + written + " OR " + signedField + ":" + asked + ")"
		if done == 0 {
			first, proposed = n.Span, either
		}
		b.WriteString(string(text[done:n.Column-1]) + either)
		done = n.Column - 1 + n.Length
	}
	if done == 0 {
		return nil, nil
	}
	query := b.String() + string(text[done:])
	instead, err := e.evaluateQuery(ctx, v, r, query)
	if err != nil || instead == nil { // nil where it is refused
		return nil, err
	}
	left := v.undatedMore(a, instead)
	if left == 0 {
		return nil, nil
	}
	message := fmt.Sprintf("%d documents without a date are left out that were signed then", left)
	if left == 1 {
		message = "1 document without a date is left out that was signed then"
	}
	return []search.Hint{{Column: first.Column, Length: first.Length, Message: message,
		Suggestion: "write " + proposed + " for these, too." + instead.finding(), Query: query}}, nil
}

// datesIn lists the conditions on the date in a node, in the order of the query,
// but for those below a NOT.
func datesIn(node search.Node) []search.DateRange {
	if n, ok := node.(search.DateRange); ok && n.Field == dateField {
		return []search.DateRange{n}
	}
	var dates []search.DateRange
	for _, child := range positiveChildren(node) {
		dates = append(dates, datesIn(child)...)
	}
	return dates
}

// undatedMore counts the documents without a date that one answer has found and
// another has not.
func (v *view) undatedMore(before, after *answer) int {
	n := 0
	for i, s := range v.segments {
		more := roaring.AndNot(after.found[i].all, before.found[i].all)
		n += int(more.AndCardinality(s.undated))
	}
	return n
}
