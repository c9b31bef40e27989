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
func pagesOf(r search.Request, result *search.Result) *pagesView {
	if r.Cursor != "" {
		return cursorPages(r, result)
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
		view.End = "Paging ends here, after " + number(search.MaxDepth) + " documents. Narrow the search to see the others."
	}
	view.Numbers = numbers(present, last, func(n int) string { return searchPath(onPage(r, n)) })
	return view
}

// numbers lists the first and the last page and those around the present one.
func numbers(present, last int, to func(n int) string) []pageLink {
	var list []pageLink
	before := 0
	for _, n := range shownPages(present, last) {
		if n > before+1 {
			list = append(list, pageLink{})
		}
		list = append(list, numbered(n, present, to))
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
func cursorPages(r search.Request, result *search.Result) *pagesView {
	first := numbered(1, result.Page, func(n int) string { return searchPath(onPage(r, n)) })
	view := &pagesView{Numbers: []pageLink{first, {}, {Number: number(result.Page)}}}
	if result.Next != "" {
		view.Next = searchPath(afterCursor(r, result.Next))
	}
	return view
}

func numbered(n, present int, to func(n int) string) pageLink {
	if n == present {
		return pageLink{Number: number(n)}
	}
	return pageLink{Number: number(n), Path: to(n)}
}

// lastPage returns the last page that has hits and that paging reaches.
func lastPage(result *search.Result) int {
	if result.PerPage < 1 {
		return 1
	}
	return min((result.Total.Value+result.PerPage-1)/result.PerPage, search.MaxDepth/result.PerPage)
}
