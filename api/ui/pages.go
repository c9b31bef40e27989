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

// pagesOf returns nil when everything is on one page. To gives the address of a page.
func (t tongue) pagesOf(r search.Request, result *search.Result, to func(search.Request) string) *pagesView {
	if r.Cursor != "" {
		return t.cursorPages(r, result, to)
	}
	last, present := lastPage(result), result.Page
	if last <= 1 || present > last {
		return nil
	}
	view := &pagesView{}
	if present > 1 {
		view.Previous = to(onPage(r, present-1))
	}
	switch {
	case present < last:
		view.Next = to(onPage(r, present+1))
	case result.Next != "":
		view.Next = to(afterCursor(r, result.Next))
	case last*result.PerPage < result.Total.Value:
		view.End = t.say("Paging ends here, after %s documents. Narrow the search to see the others.", t.number(search.MaxDepth))
	}
	view.Numbers = t.numbers(present, last, func(n int) string { return to(onPage(r, n)) })
	return view
}

// numbers lists the first and the last page and those around the present one.
func (t tongue) numbers(present, last int, to func(n int) string) []pageLink {
	var list []pageLink
	before := 0
	for _, n := range shownPages(present, last) {
		if n > before+1 {
			list = append(list, pageLink{})
		}
		list = append(list, t.numbered(n, present, to))
		before = n
	}
	return list
}

func shownPages(present, last int) []int {
	shown := []int{1}
	for n := max(2, present-pagesAround); n <= min(last-1, present+pagesAround); n++ {
		shown = append(shown, n)
	}
	if last > 1 {
		shown = append(shown, last)
	}
	return shown
}

// cursorPages leads on from a page that a cursor led to, and to the first one.
func (t tongue) cursorPages(r search.Request, result *search.Result, to func(search.Request) string) *pagesView {
	first := t.numbered(1, result.Page, func(n int) string { return to(onPage(r, n)) })
	view := &pagesView{Numbers: []pageLink{first, {}, {Number: t.number(result.Page)}}}
	if result.Next != "" {
		view.Next = to(afterCursor(r, result.Next))
	}
	return view
}

func (t tongue) numbered(n, present int, to func(n int) string) pageLink {
	if n == present {
		return pageLink{Number: t.number(n)}
	}
	return pageLink{Number: t.number(n), Path: to(n)}
}

// lastPage returns the last page that has hits and that paging reaches.
func lastPage(result *search.Result) int {
	if result.PerPage < 1 {
		return 1
	}
	return min((result.Total.Value+result.PerPage-1)/result.PerPage, search.MaxDepth/result.PerPage)
}
