package local

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"

	"entente/corpus"
	"entente/search"
	"entente/search/enginetest"
)

// TestReadingByTextAgrees holds the engine against the naive evaluator when it reads
// almost every document from its texts rather than from the index.
func TestReadingByTextAgrees(t *testing.T) {
	e := open(t, t.TempDir())
	t.Cleanup(func() { e.Close() })
	e.small = 1
	enginetest.RunAgreement(t, e)
}

// TestLargeDocumentsAreAnswered asks for words that a document has more often than
// they are read together.
func TestLargeDocumentsAreAnswered(t *testing.T) {
	e := open(t, t.TempDir())
	t.Cleanup(func() { e.Close() })
	const passages = 60
	whole := hostileDocument("whole")
	for n := range passages {
		whole.Passages = append(whole.Passages, corpus.Passage{Kind: corpus.Article, Number: fmt.Sprint(1 + n%3), Page: 1 + n/10,
			Text: strings.Repeat("the of ", maxOccurrences/passages) + "pact"})
	}
	put(t, e, whole)
	for query, want := range map[string]int{
		"body:the": passages, `body:"the of the"`: passages, "body:(of +1 pact)": passages, "body:(the /s of)": passages,
		"article:1 (the /p of)": passages / 3, "page:3 (of +1 pact)": 10, "page:2 (the of NOT treaty)": 10, "page:2 (the NOT of)": 0,
	} {
		request := search.Request{Query: query, NoSynonyms: true, Explain: true}
		result, err := e.Search(t.Context(), request)
		if err != nil {
			t.Errorf("%s: %v", query, err)
			continue
		}
		marks, err := e.Locate(t.Context(), "whole", request)
		if err != nil || len(marks) != want || result.Total.Value != min(want, 1) {
			t.Errorf("%s: %d hits, %d marked passages, want %d: %v", query, result.Total.Value, len(marks), want, err)
		}
	}
}

// TestLargeReadsWaitForEachOther reads a large document while as many searches do
// as may.
func TestLargeReadsWaitForEachOther(t *testing.T) {
	e := open(t, t.TempDir())
	t.Cleanup(func() { e.Close() })
	put(t, e, hostileDocument("large", strings.Repeat("cc dd ", maxOccurrences)), hostileDocument("small", "cc dd"))
	for range largeSearches {
		e.large <- struct{}{}
	}
	if _, err := e.Search(t.Context(), search.Request{Query: "treaty"}); err != nil {
		t.Errorf("an ordinary search waits: %v", err)
	}
	waiting, cancel := context.WithCancel(t.Context())
	stopped := make(chan error)
	go func() {
		_, err := e.Search(waiting, search.Request{Query: `"cc dd"`})
		stopped <- err
	}()
	cancel()
	if err := <-stopped; !errors.Is(err, context.Canceled) {
		t.Errorf("a search that waited and was given up: %v", err)
	}
	<-e.large
	for range 2 { // the first gives its leave back
		result, err := e.Search(t.Context(), search.Request{Query: `"cc dd"`})
		if err != nil || result.Total.Value != 2 {
			t.Fatalf("a search that may: %v, %v", result, err)
		}
	}
}
