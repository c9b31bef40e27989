package local

import (
	"context"
	"encoding/json"
	"fmt"
	"strings"

	"entente/corpus"
	"entente/search"
)

// hostileQuery is one question that nobody asks in earnest.
type hostileQuery struct {
	kind, text string
	ask        func(ctx context.Context, e *Engine) error
}

// hostileQueries lists the questions: each hostile text as a search that is to be
// explained, some of them with all else that can be asked.
func hostileQueries() []hostileQuery {
	var all []hostileQuery
	for _, h := range hostileTexts() {
		for _, text := range h.texts {
			all = append(all, explaining(h.kind, search.Request{Query: text}))
		}
		first := h.texts[0]
		all = append(all,
			hostileSearch(h.kind, search.Request{Query: first, PerPage: search.MaxPerPage}),
			hostileSearch(h.kind, search.Request{Query: first, Match: search.MatchAny, Sort: search.ByTitle, Histogram: search.ByYear}),
			asking(h.kind, first, func(ctx context.Context, e *Engine) error {
				_, err := e.Locate(ctx, "large", search.Request{Query: first})
				return err
			}),
			asking(h.kind, first, func(ctx context.Context, e *Engine) error {
				_, err := e.Record(ctx, search.Request{Query: first})
				return err
			}),
			asking("suggesting", first, func(ctx context.Context, e *Engine) error {
				_, err := e.Suggest(ctx, first, search.MaxSuggestions)
				return err
			}),
		)
	}
	return append(all, hostileRequests()...)
}

func hostileSearch(kind string, r search.Request) hostileQuery {
	return asking(kind, r.Query, func(ctx context.Context, e *Engine) error {
		_, err := e.Search(ctx, r)
		return err
	})
}

// maxAccount is more than the account of any answer takes, in bytes of JSON.
const maxAccount = 4 << 20

// explaining asks for the account of an answer, too, which is of limited length.
func explaining(kind string, r search.Request) hostileQuery {
	r.Explain = true
	return asking(kind, r.Query, func(ctx context.Context, e *Engine) error {
		result, err := e.Search(ctx, r)
		if err != nil {
			return err
		}
		text, err := json.Marshal(result.Account)
		if len(text) > maxAccount {
			return fmt.Errorf("the account has %d bytes", len(text))
		}
		return err
	})
}

func asking(kind, text string, ask func(ctx context.Context, e *Engine) error) hostileQuery {
	return hostileQuery{kind, text, ask}
}

// hostileRequests are requests that are hostile beside their query.
func hostileRequests() []hostileQuery {
	values := func(n int, text func(i int) string) map[string][]string {
		var list []string
		for i := range n {
			list = append(list, text(i))
		}
		return map[string][]string{"org": list}
	}
	known := func(i int) string { return fmt.Sprintf("Organization d%04d", i) }
	long := strings.Repeat("x", 1<<20)
	first, _ := corpus.ParseDate("0001")
	last, _ := corpus.ParseDate("9999-12-31")
	var all []hostileQuery
	for _, r := range []search.Request{
		{Filters: values(200, known), FacetSize: search.MaxFacetSize, Explain: true},
		{Filters: values(201, known)}, {Filters: values(1<<16, known)}, {Filters: values(200, func(int) string { return known(1) })},
		{Filters: values(1, func(int) string { return long })}, {Filters: map[string][]string{long: {"a"}}}, {Filters: values(1, func(int) string { return "Organizatiom d0001" })},
		{FacetSize: search.MaxFacetSize}, {FacetSize: 1 << 62}, {FacetSize: -1}, {Facet: "org", FacetText: "organization d"}, {Facet: "org", FacetText: long}, {Facet: "org", FacetText: strings.Repeat("a ", 100)}, {Facet: long},
		{Cursor: long}, {Cursor: "AAAA"}, {Cursor: "\xff"}, {Cursor: strings.Repeat("A", 32)}, {Cursor: "////"},
		{Page: 1 << 62}, {Page: -1}, {PerPage: 1 << 62}, {PerPage: -1}, {Page: 100, PerPage: 100}, {Sort: search.Sort(long)}, {Match: search.Match(long)}, {Histogram: search.Interval(long)},
		{From: last, To: first}, {From: first, To: last, Histogram: search.ByDecade}, {Sort: search.ByTitle, Page: 500},
	} {
		all = append(all, hostileSearch("requests", r))
	}
	for _, id := range []string{long, "", "\xff", "no-such", "d0000x"} {
		all = append(all, asking("ids", id, func(ctx context.Context, e *Engine) error {
			_, err := e.Locate(ctx, id, search.Request{Query: "treaty"})
			return err
		}))
	}
	return all
}
