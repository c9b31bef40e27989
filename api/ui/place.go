package ui

import (
	"cmp"

	"entente/search"
)

// Place is where a document stands in the result of a search.
type Place struct {
	Position       int    // counted from 1; 0 where the document is not in the result
	Total          int    // documents of the result
	Previous, Next string // ids of the documents beside it; empty where there is none
}

// Anchors of the passages that the search matches first and last, which lead there
// whichever passages these are.
const (
	firstMatch = "first-match"
	lastMatch  = "last-match"
)

// placeView leads from one document of a result to the next.
type placeView struct {
	Position       string
	Previous, Next string
}

// place returns nil for a document that no search led to.
func (t tongue) place(at *Place, r search.Request) *placeView {
	switch {
	case at == nil:
		return nil
	case at.Position == 0:
		return &placeView{Position: t.say("This document is not in the result of the search.")}
	}
	return &placeView{
		Position: t.say("Document %s of %s", t.number(at.Position), t.number(at.Total)),
		Previous: beside(at.Previous, r, at.Position-1, firstMatch), Next: beside(at.Next, r, at.Position+1, firstMatch),
	}
}

// beside returns the address of a document in a result, at an anchor; "" where
// there is no document. From there one comes back to the page of the result that
// lists it, as far as paging reaches.
func beside(id string, r search.Request, position int, anchor string) string {
	if id == "" {
		return ""
	}
	size := cmp.Or(r.PerPage, search.DefaultPerPage)
	if page := (position-1)/size + 1; page*size <= search.MaxDepth {
		r = onPage(r, page)
	}
	return documentPath(id, r, -1) + "#" + anchor
}

// onward leads from the first match to the document before, and from the last to
// the one after.
func onward(first, last *matchView, at *Place, r search.Request) {
	first.Anchors = append(first.Anchors, firstMatch)
	last.Anchors = append(last.Anchors, lastMatch)
	if at == nil {
		return
	}
	first.PreviousDocument = beside(at.Previous, r, at.Position-1, lastMatch)
	last.NextDocument = beside(at.Next, r, at.Position+1, firstMatch)
}
