package ui

import (
	"slices"

	"entente/api/wire"
	"entente/search"
)

// searchPath returns the address of the search page for a request.
func searchPath(r search.Request) string { return withQuery("/", r) }

// documentPath returns the address of the reading page of a document, reached
// from the search r, at passage n; below 0 at the top.
func documentPath(id string, r search.Request, n int) string {
	path := withQuery(search.DocumentPath(id), r)
	if n >= 0 {
		path += "#" + search.PassageAnchor(n)
	}
	return path
}

func withQuery(path string, r search.Request) string {
	if r.FacetSize == FacetSize {
		r.FacetSize = 0
	}
	if r.Page == 1 {
		r.Page = 0
	}
	if query := wire.Values(r).Encode(); query != "" {
		return path + "?" + query
	}
	return path
}

// without returns r without one value of a facet, on the first page.
func without(r search.Request, field, value string) search.Request {
	return replaceValues(r, field, slices.DeleteFunc(slices.Clone(r.Filters[field]), func(v string) bool { return v == value }))
}

// replaceValues returns r with other values of a facet, on the first page. The
// filters of r itself stay as they are.
func replaceValues(r search.Request, field string, values []string) search.Request {
	filters := make(map[string][]string, len(r.Filters)+1)
	for name, vs := range r.Filters {
		filters[name] = vs
	}
	filters[field] = values
	if len(values) == 0 {
		delete(filters, field)
	}
	r.Filters = filters
	return onPage(r, 0)
}

// onPage returns r on another page.
func onPage(r search.Request, page int) search.Request {
	r.Page, r.Cursor = page, ""
	return r
}

// afterCursor returns r where the cursor leads to.
func afterCursor(r search.Request, cursor string) search.Request {
	r.Page, r.Cursor = 0, cursor
	return r
}

// explainPath leads to the account of the answer.
func explainPath(r search.Request) string {
	r = onPage(r, r.Page)
	r.Explain = true
	return searchPath(r) + "#account"
}
