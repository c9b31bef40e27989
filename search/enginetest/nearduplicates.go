package enginetest

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"entente/corpus"
	"entente/search"
)

// numberedWords is a text of n different words, every skip-th of them another when
// skip is not 0.
func numberedWords(n, skip int) string {
	var words []string
	for i := range n {
		word := fmt.Sprintf("word%d", i*i%7919)
		if skip > 0 && i%skip == skip/2 {
			word = fmt.Sprintf("other%d", i)
		}
		words = append(words, word)
	}
	return strings.Join(words, " ")
}

// shared is the likeness of a text of n words and the same with every skip-th
// word another, whole runs of four words counted.
func shared(n, skip int) float64 {
	runs := n - 3
	touched := 0
	for i := range runs {
		for w := i; w < i+4; w++ {
			if w%skip == skip/2 {
				touched++
				break
			}
		}
	}
	return float64(runs-touched) / float64(runs+touched)
}

func nearDuplicatesAreTold(t *testing.T, e search.Engine) {
	text := func(id, words string) *corpus.Document {
		d := document(id, "Title of "+id, "")
		half := strings.Index(words[len(words)/2:], " ") + len(words)/2
		d.Passages = []corpus.Passage{
			{Kind: corpus.Section, Text: words[:half]}, {Kind: corpus.Section, Text: words[half:]},
		}
		return d
	}
	unlike := text("unlike", strings.ReplaceAll(numberedWords(2000, 0), "word", "sentence"))
	short := []*corpus.Document{text("short1", "one two three four five"), text("short2", "one two three four five")}
	put(t, e, append(short, text("whole", numberedWords(2000, 0)), text("same", strings.ToUpper(numberedWords(2000, 0))),
		text("near", numberedWords(2000, 50)), text("far", numberedWords(2000, 12)), unlike)...)
	near, err := e.NearDuplicates(t.Context(), "whole")
	if err != nil {
		t.Fatal(err)
	}
	want := []search.NearDuplicate{
		{ID: "same", Title: "Title of same", URL: "/documents/same", Path: "/same", Likeness: 1},
		{ID: "near", Title: "Title of near", URL: "/documents/near", Path: "/near", Likeness: shared(2000, 50)},
	}
	about := cmp.Comparer(func(a, b float64) bool { return a-b < .001 && b-a < .001 })
	if diff := cmp.Diff(want, near, about); diff != "" {
		t.Error(diff)
	}
	for _, id := range []string{"unlike", "short1"} {
		if near, err := e.NearDuplicates(t.Context(), id); err != nil || len(near) != 0 {
			t.Errorf("%s: %v, error %v", id, near, err)
		}
	}
	if _, err := e.NearDuplicates(t.Context(), "missing"); !errors.Is(err, search.ErrNotFound) {
		t.Errorf("no such document: error %v", err)
	}
	if err := e.Delete(t.Context(), []string{"same"}); err != nil {
		t.Fatal(err)
	}
	if near, err := e.NearDuplicates(t.Context(), "whole"); err != nil || len(near) != 1 {
		t.Errorf("after a deletion: %v, error %v", near, err)
	}
}
