package search

import (
	"slices"
	"unicode/utf8"

	"entente/corpus"
)

// Limits on a request. What goes over one is refused with an InvalidError or
// a SyntaxError; nothing is cut silently.
const (
	MaxQueryLength  = 4096  // code points of a query
	MaxQueryClauses = 256   // words, phrases and field conditions in a query
	MaxQueryDepth   = 32    // brackets within brackets
	MaxPerPage      = 100   // hits on a page
	MaxDepth        = 10000 // hits that paging reaches without a cursor: Page × PerPage
	MaxFilterValues = 200   // values over all facets of a request
	MaxFacetSize    = 1000  // values listed for a facet
	MaxFacetText    = 200   // code points of a text that picks values of a facet
	MaxNearness     = 255   // words between the operands of /n
)

// Defaults of a request.
const (
	DefaultPerPage   = 20
	DefaultFacetSize = 50
)

// Sort is an order of hits. Ties are broken by id in every order.
type Sort string

// The orders of hits.
const (
	ByRelevance Sort = "relevance"
	ByDate      Sort = "date"  // oldest first, undated last
	ByDateDesc  Sort = "-date" // newest first, undated last
	ByTitle     Sort = "title"
	ByAdded     Sort = "-added" // last come to the collection first
)

// Sorts lists the orders of hits, the default first.
func Sorts() []Sort { return []Sort{ByRelevance, ByDate, ByDateDesc, ByTitle, ByAdded} }

// Match says what words that stand side by side mean.
type Match string

// The ways to match.
const (
	MatchAll Match = "all" // every one of them
	MatchAny Match = "any" // at least one of them; the more, the higher a document ranks
)

// Matches lists the ways to match, the default first.
func Matches() []Match { return []Match{MatchAll, MatchAny} }

// Interval is how a Histogram divides time.
type Interval string

// The intervals of a histogram.
const (
	NoHistogram Interval = ""
	ByYear      Interval = "year"
	ByDecade    Interval = "decade"
)

// Intervals lists the intervals of a histogram.
func Intervals() []Interval { return []Interval{ByYear, ByDecade} }

// Extent says how much of a matched passage a hit shows.
type Extent string

// The extents.
const (
	Excerpt Extent = "excerpt" // the words around what is matched
	Full    Extent = "full"    // the heading, a blank line and the whole text
)

// Extents lists the extents, the default first.
func Extents() []Extent { return []Extent{Excerpt, Full} }

// Request is one question to an engine. The zero value asks for the first page
// of everything.
type Request struct {
	Query string // in the query language; empty means every document
	Match Match  // empty means MatchAll
	// NoSynonyms matches organizations, instruments and terms under the name
	// written alone, and not under their other names.
	NoSynonyms bool
	// Filters holds, for a facet by its field name, the values asked for.
	// Values of one facet mean OR, different facets AND. A value is compared
	// without regard to case, and other names of it are understood ("OTAN").
	Filters map[string][]string
	// From and To bound the date, both inclusive and either of them unknown
	// for no bound. A document dated to the year or month alone is in when
	// any day it can mean is in.
	From, To corpus.Date
	Sort     Sort // empty means ByRelevance
	Page     int  // counted from 1; 0 means 1
	PerPage  int  // 0 means DefaultPerPage
	// Cursor goes on where the Result it is the Next of ended, in the collection
	// as it was then. The rest of the request must be the same, Page 0.
	Cursor    string
	FacetSize int // values listed for each facet; 0 means DefaultFacetSize
	// FacetText, with Facet, lists of that facet only values with a name that
	// has a word beginning with each word of it, and those chosen.
	Facet, FacetText string
	Histogram        Interval
	Passages         Extent // of Hit.Passages; empty means Excerpt
	Explain          bool   // asks for Result.Account and Hit.Why
}

// Normalize fills in defaults and checks every limit that does not need the
// collection. Engines call it first. The error is an *InvalidError.
func (r Request) Normalize() (Request, error) {
	if r.Match == "" {
		r.Match = MatchAll
	}
	if r.Sort == "" {
		r.Sort = ByRelevance
	}
	if r.Passages == "" {
		r.Passages = Excerpt
	}
	if r.Page == 0 {
		r.Page = 1
	}
	if r.PerPage == 0 {
		r.PerPage = DefaultPerPage
	}
	if r.FacetSize == 0 {
		r.FacetSize = DefaultFacetSize
	}
	return r, r.check()
}

func (r Request) check() error {
	if err := checkSort(r.Sort); err != nil {
		return err
	}
	if !slices.Contains(Matches(), r.Match) {
		return notAllowed("match", "there is no way to match "+quote(string(r.Match)), string(r.Match), stringsOf(Matches()))
	}
	if !slices.Contains(Extents(), r.Passages) {
		return notAllowed("passages", "there is no extent "+quote(string(r.Passages)), string(r.Passages), stringsOf(Extents()))
	}
	switch {
	case r.PerPage < 1 || r.PerPage > MaxPerPage:
		return invalid("per_page", "must be between 1 and %d", MaxPerPage)
	case r.Page < 1:
		return invalid("page", "must be 1 or more")
	case r.Cursor != "" && r.Page > 1:
		return invalid("page", "the cursor says where to go on: leave the page out")
	case r.Page > MaxDepth/r.PerPage:
		return invalid("page", "paging by number reaches the first %d hits; go on with the cursor of an answer, or narrow the search by a facet or date", MaxDepth)
	case r.FacetSize < 1 || r.FacetSize > MaxFacetSize:
		return invalid("facet_size", "must be between 1 and %d", MaxFacetSize)
	}
	if err := r.checkFacets(); err != nil {
		return err
	}
	return r.checkFilters()
}

// checkFacets checks what is asked of facets and the histogram.
func (r Request) checkFacets() error {
	if r.Histogram != NoHistogram && !slices.Contains(Intervals(), r.Histogram) {
		return notAllowed("histogram", "there is no interval "+quote(string(r.Histogram)), string(r.Histogram), stringsOf(Intervals()))
	}
	if f, ok := corpus.FieldNamed(r.Facet); r.Facet != "" && (!ok || !f.Facet) {
		return notAllowed("facet", "there is no facet "+quote(r.Facet), r.Facet, corpus.FieldNames(corpus.Facets()))
	}
	switch {
	case r.FacetText != "" && r.Facet == "":
		return invalid("facet_text", "say by facet which facet it is about")
	case utf8.RuneCountInString(r.FacetText) > MaxFacetText:
		return invalid("facet_text", "at most %d characters", MaxFacetText)
	}
	return nil
}

func (r Request) checkFilters() error {
	values := 0
	for name, vs := range r.Filters {
		if f, ok := corpus.FieldNamed(name); !ok || !f.Facet {
			return notAllowed(name, "there is no facet "+quote(name), name, corpus.FieldNames(corpus.Facets()))
		}
		values += len(vs)
	}
	if values > MaxFilterValues {
		return invalid("filters", "at most %d facet values in one request", MaxFilterValues)
	}
	if first, _, ok := r.From.Span(); ok {
		if _, last, ok := r.To.Span(); ok && last.Before(first) {
			return invalid("from", "%s is after to=%s: no date is in between", r.From, r.To)
		}
	}
	return nil
}

func checkSort(s Sort) error {
	if slices.Contains(Sorts(), s) {
		return nil
	}
	return notAllowed("sort", "there is no order "+quote(string(s)), string(s), stringsOf(Sorts()))
}

func stringsOf[T ~string](values []T) []string {
	var names []string
	for _, v := range values {
		names = append(names, string(v))
	}
	return names
}
