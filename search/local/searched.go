package local

import (
	"context"
	"fmt"
	"slices"

	"entente/search"
)

// searched says what the answer speaks about.
func (e *Engine) searched(ctx context.Context, v *view, a *answer) (search.Searched, error) {
	unread, err := e.unread.CountUnread(ctx)
	if err != nil {
		return search.Searched{}, fmt.Errorf("counting the files that could not be read: %w", err)
	}
	s := search.Searched{Documents: v.documents, UnreadFiles: unread, Sequence: v.sequence}
	if a.asksDates() {
		s.Undated = v.undated()
	}
	return s, nil
}

// decadeField is the facet that is made of the date.
const decadeField = "decade"

// asksDates reports whether the query, also below a NOT, or a choice is about the
// date of documents, rather than the dates of a record, of which "unknown" is one.
func (a *answer) asksDates() bool {
	return a.chosen.dates != nil || len(a.chosen.values[decadeField]) > 0 ||
		slices.ContainsFunc(a.plan.conditions, func(c condition) bool {
			value, ok := c.clause.(valueClause)
			date, bounded := c.clause.(dateClause)
			return bounded && date.field == dateField || ok && value.field == decadeField
		})
}

// undated counts the live documents without a date.
func (v *view) undated() int {
	n := 0
	for _, s := range v.segments {
		n += int(s.undated.AndCardinality(s.live))
	}
	return n
}
