package ui

import (
	"io"
	"maps"
	"net/url"
	"slices"
	"strings"

	"entente/api/wire"
	"entente/corpus"
	"entente/export"
	"entente/search"
)

// FacetSize is how many values of each facet the search page lists unless the
// address asks for more.
const FacetSize = 10

// openFacets is how many facets of the search page stand open; those after them
// are folded until one of their values is chosen, and list foldedSize values until then.
const (
	openFacets = 4
	foldedSize = 4
)

// moreFacetSize is how many it lists after that, before it lists all it can.
const moreFacetSize = 100

type searchView struct {
	frame
	Sentence string
	Unread   *link
	Undated  string
	Names    *namesView
	Hints    []hintView
	Any      bool // any of the words will do
	Account  *accountView
	Explain  string // leads to the same page with an account
	Exports  []link // all results as files
	Clauses  string // leads to the matched passages in full
	Chips    []chip
	Clear    string
	Facets   []facetView
	Timeline *timelineView
	From, To string
	Sorts    []sortView
	Hits     []hitView
	First    int // number of the first hit on the page
	Detected bool
	Pages    *pagesView
	Beyond   *link // where the results end, for a page after that
	problemView
	Started bool // there is a result to narrow
}

type chip struct{ Label, Path string }

type facetView struct {
	Name, Label string
	Values      []valueView
	Missing     string // says how many of the results have no value
	More        *link
	Find        string // leads to a box that finds values of a long facet
	Finding     bool   // the box is there, with Text in it
	Text        string
	Folded      bool // it can be folded, and is unless Open
	Open        bool
}

type valueView struct {
	Value, Label, Count, Detected string
	Selected                      bool
}

type sortView struct {
	Value, Label string
	Selected     bool
}

// Search draws the page with the results of a request.
func (p *Pages) Search(w io.Writer, r search.Request, result *search.Result) error {
	view := p.searchView(r)
	view.Started = true
	view.Sentence = p.sentence(result)
	view.Unread, view.Undated = p.unread(result.Searched), p.undated(result.Searched)
	view.Names, view.Hints = p.namesOf(r, result), hintsOf(r, result.Hints)
	if view.Account = p.account(result.Account); view.Account == nil {
		view.Explain = explainPath(r)
	}
	view.Facets = p.facets(r, result)
	view.Timeline = p.timeline(r, result.Histogram)
	view.First = (result.Page-1)*result.PerPage + 1
	for _, h := range result.Hits {
		hit := p.hit(r, h)
		view.Detected = view.Detected || hit.detected()
		view.Hits = append(view.Hits, hit)
	}
	view.Feed = &link{Text: FeedTitle(r), Path: FeedPath(r)}
	view.Pages = p.pagesOf(r, result, searchPath)
	if result.Total.Value > 0 {
		view.Exports, view.Clauses = exports(r), clausesPath(onPage(r, 0))
	}
	if len(result.Hits) == 0 && result.Total.Value > 0 {
		last := lastPage(result)
		view.Beyond = &link{Text: p.say("page %s", p.number(last)), Path: searchPath(onPage(r, last))}
	}
	view.Chips = p.chips(r, result)
	return p.draw(w, searchTemplate, view)
}

// exports lead to all results of a request in the formats there are.
func exports(r search.Request) []link {
	var out []link
	for _, f := range export.Formats() {
		out = append(out, link{Text: f.Label, Path: "/v1/export?" + wire.ExportValues(r, f.Name).Encode()})
	}
	return out
}

// SearchProblem draws the page for a search that cannot be honoured.
func (p *Pages) SearchProblem(w io.Writer, r search.Request, problem *wire.Problem) error {
	view := p.searchView(r)
	view.problemView = problemView{Problem: problem, Fault: newFault(r.Query, problem), Instead: p.instead(r, problem)}
	view.Chips = p.chips(r, nil)
	view.Hidden = carried(narrowing(r)) // the page has no boxes to hold the choices
	view.Title = windowTitle(p.say(problem.Title))
	return p.draw(w, searchTemplate, view)
}

// narrowing returns r without its query and page.
func narrowing(r search.Request) search.Request {
	r = onPage(r, 0)
	r.Query = ""
	return r
}

// searchView holds what is the same with and without a result.
func (p *Pages) searchView(r search.Request) searchView {
	view := searchView{frame: p.frame(p.searchTitle(r), r.Query), From: r.From.String(), To: r.To.String(), Any: r.Match == search.MatchAny}
	for _, s := range search.Sorts() {
		view.Sorts = append(view.Sorts, sortView{Value: string(s), Label: p.sortLabel(s), Selected: s == r.Sort})
	}
	view.Hidden = carried(search.Request{PerPage: r.PerPage, FacetSize: r.FacetSize, NoSynonyms: r.NoSynonyms, Facet: r.Facet})
	if len(r.Filters) > 0 || !r.From.IsZero() || !r.To.IsZero() {
		view.Clear = searchPath(search.Request{Query: r.Query, Match: r.Match, NoSynonyms: r.NoSynonyms, Sort: r.Sort, PerPage: r.PerPage})
	}
	return view
}

// carried returns the parameters of r for the form to carry along unseen.
func carried(r search.Request) []hidden {
	if r.FacetSize == FacetSize {
		r.FacetSize = 0
	}
	return hiddenOf(wire.Values(r))
}

func hiddenOf(values url.Values) []hidden {
	var out []hidden
	for _, name := range slices.Sorted(maps.Keys(values)) {
		for _, v := range values[name] {
			out = append(out, hidden{name, v})
		}
	}
	return out
}

func (t tongue) searchTitle(r search.Request) string {
	if r.Query == "" {
		return t.say("Documents")
	}
	return r.Query
}

func (t tongue) sortLabel(s search.Sort) string {
	switch s {
	case search.ByRelevance:
		return t.say("Most relevant first")
	case search.ByDate:
		return t.say("Oldest first")
	case search.ByDateDesc:
		return t.say("Newest first")
	case search.ByAdded:
		return t.say("Last added first")
	case search.ByTitle:
		return t.say("By title")
	}
	return string(s)
}

// sentence says how much was found in how much.
func (t tongue) sentence(r *search.Result) string {
	if r.Total.Value == r.Searched.Documents {
		return t.say("All %s", t.count(r.Searched.Documents, "document", "documents"))
	}
	found := t.count(r.Total.Value, "document", "documents")
	if r.Total.Value == 0 {
		found = t.say("No document")
	}
	return t.say("%s of %s searched", found, t.number(r.Searched.Documents))
}

// undated says of how many documents a condition on the date cannot tell, or nothing.
func (t tongue) undated(s search.Searched) string {
	if s.Undated == 0 {
		return ""
	}
	return t.count(s.Undated, "document searched has no date", "documents searched have no date")
}

// facets lists what the results can be narrowed by. A facet with one value
// that all results share narrows nothing and is left out.
func (p *Pages) facets(r search.Request, result *search.Result) []facetView {
	var out []facetView
	for _, f := range corpus.Facets() {
		values := result.Facets[f.Name]
		if r.Facet != f.Name && (len(values) == 0 || narrowsNothing(values, result.Total.Value)) {
			continue
		}
		omitted := result.FacetsOmitted[f.Name]
		view := facetView{Name: f.Name, Label: p.say(f.Label), Missing: p.missing(r, f, result), Folded: len(out) >= openFacets}
		view.Open = len(r.Filters[f.Name]) > 0 || r.Facet == f.Name || r.FacetSize > FacetSize
		if view.Folded && !view.Open && len(values) > foldedSize {
			omitted += len(values) - foldedSize
			values = values[:foldedSize]
		}
		for _, v := range values {
			view.Values = append(view.Values, p.value(f.Name, v))
		}
		view.More = p.moreValues(r, f.Name, omitted)
		view.findValues(r, omitted)
		out = append(out, view)
	}
	return out
}

// findValues offers to look for a value where not all are listed.
func (v *facetView) findValues(r search.Request, omitted int) {
	if r.Facet == v.Name {
		v.Finding, v.Text = true, r.FacetText
		return
	}
	if omitted > 0 {
		find := onPage(r, 0)
		find.Facet, find.FacetText = v.Name, ""
		v.Find = searchPath(find) + "#facet-" + v.Name
	}
}

// missing says how many of the results have no value of a facet, where the
// counts tell: a document has one value, and all values are listed and count
// the results.
func (t tongue) missing(r search.Request, f corpus.Field, result *search.Result) string {
	if f.Tags != nil || result.FacetsOmitted[f.Name] > 0 || r.FacetText != "" && r.Facet == f.Name {
		return ""
	}
	rest := result.Total.Value
	for _, v := range result.Facets[f.Name] {
		if rest -= v.Count; v.Selected {
			return ""
		}
	}
	if rest <= 0 {
		return ""
	}
	return t.say("%s without one", t.number(rest))
}

func narrowsNothing(values []search.FacetValue, total int) bool {
	return len(values) == 1 && !values[0].Selected && values[0].Count == total
}

func (p *Pages) value(field string, v search.FacetValue) valueView {
	view := valueView{Value: v.Value, Label: p.valueLabel(field, v), Count: p.number(v.Count), Selected: v.Selected}
	if v.Detected > 0 {
		view.Detected = p.say("%s of them detected in the text", p.number(v.Detected))
	}
	return view
}

// moreValues links to the same results with more values of each facet.
func (t tongue) moreValues(r search.Request, field string, omitted int) *link {
	if omitted == 0 {
		return nil
	}
	if r.FacetSize >= search.MaxFacetSize {
		return &link{Text: t.say("%s more, too many to list", t.number(omitted))}
	}
	more := onPage(r, r.Page)
	more.FacetSize = moreFacetSize
	if r.FacetSize >= moreFacetSize {
		more.FacetSize = search.MaxFacetSize
	}
	return &link{Text: t.say("%s more", t.number(omitted)), Path: searchPath(more) + "#facet-" + field}
}

// chips lists what makes the results others than those of the query alone, each
// with the way to take it off.
func (p *Pages) chips(r search.Request, result *search.Result) []chip {
	var out []chip
	for _, f := range corpus.Facets() {
		for _, v := range r.Filters[f.Name] {
			out = append(out, chip{Label: p.say(f.Label) + p.say(": ") + p.chosenLabel(f.Name, v, result), Path: searchPath(without(r, f.Name, v))})
		}
	}
	if !r.From.IsZero() {
		rest := onPage(r, 0)
		rest.From = corpus.Date{}
		out = append(out, chip{Label: p.say("From %s", r.From), Path: searchPath(rest)})
	}
	if !r.To.IsZero() {
		rest := onPage(r, 0)
		rest.To = corpus.Date{}
		out = append(out, chip{Label: p.say("To %s", r.To), Path: searchPath(rest)})
	}
	if r.Match == search.MatchAny {
		rest := onPage(r, 0)
		rest.Match = ""
		out = append(out, chip{Label: p.say("Any of the words"), Path: searchPath(rest)})
	}
	if r.NoSynonyms {
		rest := onPage(r, 0)
		rest.NoSynonyms = false
		out = append(out, chip{Label: p.say("Only what is written"), Path: searchPath(rest)})
	}
	return out
}

func (p *Pages) chosenLabel(field, chosen string, result *search.Result) string {
	if result != nil {
		for _, v := range result.Facets[field] {
			if v.Selected && strings.EqualFold(v.Value, chosen) {
				return p.valueLabel(field, v)
			}
		}
	}
	return named(field, p.label(field, chosen))
}

// instead links to the search with the nearest known value, where it is clear
// which value was meant.
func (p *Pages) instead(r search.Request, problem *wire.Problem) *link {
	if problem.Nearest == "" || len(r.Filters[problem.Parameter]) != 1 {
		return nil
	}
	return &link{
		Text: named(problem.Parameter, p.label(problem.Parameter, problem.Nearest)),
		Path: searchPath(replaceValues(r, problem.Parameter, []string{problem.Nearest})),
	}
}
