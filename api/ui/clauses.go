package ui

import (
	"cmp"
	"io"
	"strings"

	"entente/search"
)

type clausesView struct {
	frame
	Sentence string
	Back     string // the search page
	Exports  []link
	Chips    []chip
	Rows     []clauseRow
	Pages    *pagesView
	Beyond   *link
}

// clauseRow is what one document says.
type clauseRow struct {
	Title       paragraph
	Path        string
	Language    string
	Type, Date  string
	Parties     string
	Compare     string
	Best        []clausePassage // one, unless the document has no passages
	Others      []clausePassage
	OthersCount string
	More        *link
}

type clausePassage struct {
	Citation, Path string
	Language       string
	InLanguage     string
	Paragraphs     []paragraph
}

// partiesShown is how many parties of a document a row names.
const partiesShown = 6

// Clauses draws what each document of a result says, in whole passages.
func (p *Pages) Clauses(w io.Writer, r search.Request, result *search.Result) error {
	plain := r
	plain.Passages = ""
	view := clausesView{
		frame: p.frame(p.say("Clauses side by side")+" – "+p.searchTitle(r), r.Query), Sentence: p.sentence(result), Back: searchPath(onPage(plain, 0)),
		Chips: p.chips(plain, result), Pages: p.pagesOf(plain, result, clausesPath),
	}
	view.Hidden = carried(narrowing(plain))
	if result.Total.Value > 0 {
		view.Exports = exports(r)
	}
	for _, h := range result.Hits {
		view.Rows = append(view.Rows, p.clauseRow(plain, h))
	}
	if len(result.Hits) == 0 && result.Total.Value > 0 {
		last := lastPage(result)
		view.Beyond = &link{Text: p.say("page %s", p.number(last)), Path: clausesPath(onPage(plain, last))}
	}
	return p.draw(w, clausesTemplate, view)
}

// clausesPath returns the address of the clauses of a search.
func clausesPath(r search.Request) string { return withQuery("/clauses", r) }

func (p *Pages) clauseRow(r search.Request, h search.Hit) clauseRow {
	row := clauseRow{
		Title: titleOf(h), Path: HitPath(r, &h), Language: languageTag(h.Language), Date: h.Date.String(),
		Type: named("type", p.label("type", h.Type)), Parties: p.parties(h.Parties), Compare: partnersPath(h.ID),
	}
	for i, s := range h.Passages {
		passage := clausePassage{
			Citation: cmp.Or(s.Label, p.unnamed(s.Passage)), Path: documentPath(h.ID, r, s.Passage),
			Language: languageTag(cmp.Or(s.Language, h.Language)), InLanguage: p.inLanguage(s.Language), Paragraphs: paragraphs(s.Text, s.Marks),
		}
		if i == 0 {
			row.Best = append(row.Best, passage)
		} else {
			row.Others = append(row.Others, passage)
		}
	}
	if n := len(row.Others); n > 0 {
		row.OthersCount = p.count(n, "further passage", "further passages")
	}
	row.More = p.moreMatches(h, row.Path)
	return row
}

func (p *Pages) parties(names []string) string {
	var list []string
	for _, name := range names[:min(len(names), partiesShown)] {
		list = append(list, p.label("party", name))
	}
	text := strings.Join(list, ", ")
	if rest := len(names) - len(list); rest > 0 {
		text += " " + p.say("and %s more", p.number(rest))
	}
	return text
}
