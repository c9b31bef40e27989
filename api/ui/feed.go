package ui

import (
	"entente/api/wire"
	"entente/search"
)

// FeedPath returns the address of the feed with what a request finds.
func FeedPath(r search.Request) string {
	path := "/feeds/search.atom"
	if query := wire.FeedValues(r).Encode(); query != "" {
		path += "?" + query
	}
	return path
}

// FeedTitle returns the name of that feed.
func FeedTitle(r search.Request) string {
	if r.Query == "" {
		return "Entente: documents"
	}
	return "Entente: " + r.Query
}

// FeedSearchPath returns the address of the search page with the same search, what
// came last first.
func FeedSearchPath(r search.Request) string {
	r.Sort = search.ByAdded
	return searchPath(r)
}

// HitPath returns the address at which a hit of the request is read, at the
// passage that matches best.
func HitPath(r search.Request, h *search.Hit) string {
	best := -1
	if len(h.Passages) > 0 {
		best = h.Passages[0].Passage
	}
	return documentPath(h.ID, r, best)
}
