package ui

import "entente/search"

// pagesView leads from page to page.
type pagesView struct {
	Previous, Next string
	Numbers        []pageLink
	End            string // said on the last page that paging reaches
}

// pageLink is a page number; one without a path is the present page, and one
// that stands for a gap has no number.
type pageLink struct{ Number, Path string }

// pagesAround is how many pages are listed on each side of the present one.
const pagesAround = 2

// pagesOf returns nil when everything is on one page.
func (t tongue) pagesOf(r search.Request, result *search.Result) *pagesView {
	if r.Cursor != "" {
		return t.cursorPages(r, result)
	}
	last, present := lastPage(result), result.Page
	if last <= 1 || present > last {
		return nil
	}
	view := &pagesView{}
	if present > 1 {
		view.Previous = searchPath(onPage(r, present-1))
	}
	switch {
	case present < last:
		view.Next = searchPath(onPage(r, present+1))
	case result.Next != "":
		view.Next = searchPath(afterCursor(r, result.Next))
	case last*result.PerPage < result.Total.Value:
		view.End = t.say("Paging ends here, after %s documents. Narrow the search to see the others.", t.number(search.MaxDepth))
	}
	before := 0
	for n := 1; n <= last; n++ {
		if n != 1 && n != last && (n < present-pagesAround || n > present+pagesAround) {
			continue
		}
		if n > before+1 {
			view.Numbers = append(view.Numbers, pageLink{})
		}
		view.Numbers = append(view.Numbers, t.numbered(r, n, present))
		before = n
	}
	return view
}

// cursorPages leads on from a page that a cursor led to, and to the first one.
func (t tongue) cursorPages(r search.Request, result *search.Result) *pagesView {
	view := &pagesView{Numbers: []pageLink{t.numbered(r, 1, result.Page), {}, {Number: t.number(result.Page)}}}
	if result.Next != "" {
		view.Next = searchPath(afterCursor(r, result.Next))
	}
	return view
}

func (t tongue) numbered(r search.Request, n, present int) pageLink {
	if n == present {
		return pageLink{Number: t.number(n)}
	}
	return pageLink{Number: t.number(n), Path: searchPath(onPage(r, n))}
}

// lastPage returns the last page that has hits and that paging reaches.
func lastPage(result *search.Result) int {
	if result.PerPage < 1 {
		return 1
	}
	return min((result.Total.Value+result.PerPage-1)/result.PerPage, search.MaxDepth/result.PerPage)
}
