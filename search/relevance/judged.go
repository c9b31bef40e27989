package relevance

import (
	"errors"
	"fmt"
	"io"
	"slices"

	"go.yaml.in/yaml/v3"

	"entente/search"
)

// highestGrade is what a document can be judged at most.
const highestGrade = 3

// ReadQueries reads judged queries from YAML: a list of mappings with id, need,
// query, match and relevant, a mapping of document ids to grades from 1 to 3.
func ReadQueries(r io.Reader) ([]Query, error) {
	var entries []struct {
		ID, Need, Query string
		Match           search.Match
		Relevant        map[string]int
	}
	decoder := yaml.NewDecoder(r)
	decoder.KnownFields(true)
	if err := decoder.Decode(&entries); err != nil {
		return nil, fmt.Errorf("reading judged queries: %w", err)
	}
	queries := make([]Query, 0, len(entries))
	seen := map[string]bool{}
	for _, e := range entries {
		q := Query{ID: e.ID, Need: e.Need, Text: e.Query, Match: e.Match, Relevant: e.Relevant}
		if err := q.check(); err != nil {
			return nil, fmt.Errorf("judged query %q: %w", e.ID, err)
		}
		if seen[e.ID] {
			return nil, fmt.Errorf("judged query %q: there are two of that id", e.ID)
		}
		seen[e.ID] = true
		queries = append(queries, q)
	}
	return queries, nil
}

func (q Query) check() error {
	switch {
	case q.ID == "" || q.Need == "" || q.Text == "":
		return errors.New("id, need or query is missing")
	case !slices.Contains(search.Matches(), q.Match):
		return fmt.Errorf("match %q is none of %v", q.Match, search.Matches())
	case len(q.Relevant) == 0:
		return errors.New("no document is relevant")
	}
	for id, grade := range q.Relevant {
		if grade < 1 || grade > highestGrade {
			return fmt.Errorf("%s has grade %d", id, grade)
		}
	}
	return nil
}
