package ui

import (
	"strings"

	"entente/search"
)

// namesView says under which other names words were searched, and leads to the
// same search the other way.
type namesView struct {
	Lines  []nameView
	Switch link
}

// nameView is a part of the query with its other names, none where it has too many.
type nameView struct{ Written, Also string }

// namesOf returns nil where the query has no other names to search or leave out.
func (t tongue) namesOf(r search.Request, result *search.Result) *namesView {
	if len(result.Names) == 0 && !r.NoSynonyms {
		return nil
	}
	other := onPage(r, 0)
	other.NoSynonyms = !r.NoSynonyms
	view := &namesView{Switch: link{Text: t.say("Search only what is written"), Path: searchPath(other)}}
	if r.NoSynonyms {
		view.Switch.Text = t.say("Search other names as well")
	}
	for _, n := range result.Names {
		view.Lines = append(view.Lines, nameView{Written: n.Text, Also: strings.Join(n.Also, ", ")})
	}
	return view
}

// hintView is a remark on the query, and the search it proposes.
type hintView struct {
	Text string
	Try  *link
}

func hintsOf(r search.Request, hints []search.Hint) []hintView {
	var out []hintView
	for _, h := range hints {
		view := hintView{Text: h.Message}
		if h.Suggestion != "" {
			view.Text += "; " + h.Suggestion
		}
		if h.Query != "" {
			other := onPage(r, 0)
			other.Query = h.Query
			view.Try = &link{Text: h.Query, Path: searchPath(other)}
		}
		out = append(out, view)
	}
	return out
}
