package local

import (
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"entente/search"
	"entente/search/enginetest"
	"entente/search/thesaurus"
)

// TestAskedAgain asks what Result.Query has of a query, matched the same way: it is
// the same search. The queries are those judged for relevance and some made of
// names that the thesaurus knows, their words joined in every way.
func TestAskedAgain(t *testing.T) {
	if testing.Short() {
		t.Skip("asking every judged query twice takes long; run without -short")
	}
	c, err := sampleCollection(t)
	if err != nil {
		t.Fatal(err)
	}
	other, err := thesaurus.New()
	if err != nil {
		t.Fatal(err)
	}
	e, err := Open(t.Context(), t.TempDir(), Options{Names: enginetest.Names{}, Thesaurus: other})
	if err != nil {
		t.Fatal(err)
	}
	defer e.Close()
	if err := e.Put(t.Context(), c.Documents); err != nil {
		t.Fatal(err)
	}
	queries := []string{"US FORCES", "STATUS OF U.S. FORCES", "US forces", "Washington org:NATO treaty", "Washington AND treaty OR WHO"}
	for _, q := range c.Queries {
		queries = append(queries, q.Text)
	}
	random := rand.New(rand.NewPCG(7, 1949))
	for range 150 {
		queries = append(queries, joinedWords(random))
	}
	named := 0
	for _, query := range queries {
		for _, match := range search.Matches() {
			named += askTwice(t, e, search.Request{Query: query, Match: match})
		}
	}
	if named < len(queries)/2 {
		t.Errorf("%d of %d queries have names: this compares too little", named, len(queries))
	}
}

// askTwice compares the answer to a query with that to the query as read, and
// returns 1 when it was searched under other names, too.
func askTwice(t *testing.T, e *Engine, r search.Request) int {
	t.Helper()
	first, err := e.Search(t.Context(), r)
	if err != nil {
		t.Errorf("%s to match %s: %v", r.Query, r.Match, err)
		return 0
	}
	again := r
	again.Query = first.Query
	second, err := e.Search(t.Context(), again)
	if err != nil {
		t.Errorf("%s to match %s, read as %s: %v", r.Query, r.Match, again.Query, err)
		return 0
	}
	ids := func(r search.Request) []string {
		record, err := e.Record(t.Context(), r)
		if err != nil {
			t.Fatal(err)
		}
		return record.IDs
	}
	places := cmpopts.IgnoreFields(search.NameExpansion{}, "Column", "Length")
	if diff := cmp.Diff(first.Names, second.Names, places) + cmp.Diff(ids(r), ids(again)) + cmp.Diff(first.Query, second.Query); diff != "" {
		t.Errorf("%s to match %s, read as %s (-first +again):\n%s", r.Query, r.Match, first.Query, diff)
	}
	return min(len(first.Names), 1)
}

// joinedWords makes a query of the words of names, joined by blanks, brackets and
// operators.
func joinedWords(random *rand.Rand) string {
	pick := func(from ...string) string { return from[random.IntN(len(from))] }
	var b strings.Builder
	open := 0
	for i := range 1 + random.IntN(3) {
		if i > 0 {
			b.WriteString(pick(" ", " ", " AND ", " OR ", " NOT ", " org:NATO "))
		}
		if random.IntN(4) == 0 {
			b.WriteString(pick("(", "title:(", "article:5 ("))
			open++
		}
		words := strings.Fields(pick("Washington treaty", "north atlantic treaty organization", "United Nations", "NATO", "UN forces", "US",
			"collective defence", "status of forces agreement", "peace keeping", "armed attack", "WHO", "attaque armée", "traité de Rio"))
		for j, word := range words {
			if j > 0 {
				b.WriteString(pick(" ", " ", " ", " AND ", " OR ", "  "))
			}
			b.WriteString(word)
		}
		if open > 0 && random.IntN(2) == 0 {
			b.WriteString(")")
			open--
		}
	}
	text := b.String() + strings.Repeat(")", open)
	if _, err := search.Parse(text, search.MatchAll); err != nil { // a field within another
		return joinedWords(random)
	}
	return text
}
