package enginetest

import (
	"fmt"
	"slices"
	"testing"

	gocmp "github.com/google/go-cmp/cmp"

	"entente/search"
)

// differentMarks compares the matched words of hits: of all the hits shown in
// their titles and by the number of their passages, of some word by word.
func (c *comparison) differentMarks(t *testing.T, node search.Node, request search.Request, result *search.Result) string {
	frequencies := map[string]int{}
	everyday := func(m matched) bool {
		key := fmt.Sprint(m.inside, m.condition)
		if _, ok := frequencies[key]; !ok {
			frequencies[key] = c.frequency(m)
		}
		return 2*frequencies[key] > len(c.readings)
	}
	anyMarked := false
	for i, hit := range result.Hits {
		r := c.reading(hit.ID)
		all := r.matched(node, whole)
		want := r.passageMarks(all, everyday)
		anyMarked = anyMarked || len(all) > 0
		if html := r.titleHTML(all); hit.TitleHTML != html {
			return fmt.Sprintf("the title of %s is marked %q, want %q", hit.ID, hit.TitleHTML, html)
		}
		if hit.MatchedPassages != len(want) {
			return fmt.Sprintf("%s has %d matched passages, want %v", hit.ID, hit.MatchedPassages, want)
		}
		if i%located != 0 {
			continue
		}
		got, err := c.engine.Locate(t.Context(), hit.ID, request)
		if err != nil {
			return fmt.Sprintf("Locate of %s: %v", hit.ID, err)
		}
		if diff := gocmp.Diff(want, got, sameMarks); diff != "" {
			return fmt.Sprintf("matched words of %s (-naive +engine):\n%s\n%+v", hit.ID, diff, r.document)
		}
	}
	if anyMarked {
		c.marked++
	}
	return c.markedWithoutHit(t, node, request)
}

// markedWithoutHit checks that no words are marked in a document that does not
// match.
func (c *comparison) markedWithoutHit(t *testing.T, node search.Node, request search.Request) string {
	i := slices.IndexFunc(c.readings, func(r *reading) bool { return !r.matches(node, whole) })
	if i < 0 {
		return ""
	}
	id := c.readings[i].document.ID
	got, err := c.engine.Locate(t.Context(), id, request)
	if err != nil || len(got) > 0 {
		return fmt.Sprintf("in %s, which is no hit, words are marked: %v, %v", id, got, err)
	}
	return ""
}

// located says that every so many-th hit is compared word by word.
const located = 8

// frequency counts the documents in which the condition occurs by itself.
func (c *comparison) frequency(m matched) int {
	in := whole
	if m.inside {
		in = func(o occurrence) bool { return o.text.passage != title }
	}
	n := 0
	for _, r := range c.readings {
		if len(r.occurrencesIn(m.condition, in)) > 0 {
			n++
		}
	}
	return n
}

func (c *comparison) reading(id string) *reading {
	i := slices.IndexFunc(c.readings, func(r *reading) bool { return r.document.ID == id })
	return c.readings[i]
}
