package ui

import (
	"maps"
	"slices"
	"strconv"
	"strings"

	"entente/api/wire"
	"entente/search"
)

// accountView is what the page says about how the answer came about.
type accountView struct {
	Rows    []accountRow
	Clauses []clauseView
	Unread  []unreadView
}

// unreadView lists files of which something is not searched.
type unreadView struct {
	Title, All string // All leads to the list of all of them
	Files      []search.UnreadFile
	More       string // says how many are not listed here
}

type accountRow struct{ Label, Text string }

// clauseView is a part of the query and what it stood for.
type clauseView struct {
	Text, Documents string
	Words           [][]termView // for each word
	Values          string
}

type termView struct{ Text, Languages, Documents, Occurrences string }

func (p *Pages) account(a *search.Account) *accountView {
	if a == nil {
		return nil
	}
	view := &accountView{}
	row := func(label, text string) {
		if text != "" {
			view.Rows = append(view.Rows, accountRow{label, text})
		}
	}
	row("Query", either(a.Query, "every document"))
	row("Words", wordsMeant(a))
	for _, f := range wire.FacetFields() {
		var labels []string
		for _, v := range a.Filters[f.Name] {
			labels = append(labels, named(f.Name, p.label(f.Name, v)))
		}
		row(f.Label, strings.Join(labels, " or "))
	}
	row("From", a.From)
	row("To", a.To)
	row("Searched", count(a.Documents, "document", "documents"))
	row("Languages", p.languages(a.Languages))
	row("Collection", a.Identity+", index "+strconv.FormatUint(a.Generation, 10)+", change "+strconv.FormatUint(a.Sequence, 10))
	if a.UnreadFiles > 0 {
		row("Not searched", count(a.UnreadFiles, "file that could not be read", "files that could not be read"))
	}
	if a.PartlyUnread > 0 {
		row("Searched in part", count(a.PartlyUnread, "file of which something was left out", "files of which something was left out"))
	}
	view.list("Files that could not be read", unreadPath(), a.Unread, a.UnreadFiles)
	view.list("Files read in part", filesPath(wire.FilesRequest{Unread: true}), a.PartlyRead, a.PartlyUnread)
	for _, c := range a.Clauses {
		view.Clauses = append(view.Clauses, clauseOf(c))
	}
	return view
}

// list adds a list of files, unless there are none.
func (v *accountView) list(title, path string, files []search.UnreadFile, all int) {
	if len(files) == 0 {
		return
	}
	list := unreadView{Title: title, All: path, Files: files}
	if rest := all - len(files); rest > 0 {
		list.More = number(rest)
	}
	v.Unread = append(v.Unread, list)
}

// wordsMeant says what words side by side and names meant.
func wordsMeant(a *search.Account) string {
	meant := "all of them"
	if a.Match == search.MatchAny {
		meant = "any of them"
	}
	if a.Synonyms {
		return meant + ", under other names as well"
	}
	return meant + ", only as written"
}

func (p *Pages) languages(counts map[string]int) string {
	var list []string
	for _, name := range slices.Sorted(maps.Keys(counts)) {
		text := p.label("lang", name) + " " + number(counts[name])
		if name == "other" {
			text = "others " + number(counts[name]) + ", where words match only as they are written"
		}
		list = append(list, text)
	}
	return strings.Join(list, "; ")
}

func clauseOf(c search.Clause) clauseView {
	view := clauseView{Text: c.Text, Documents: number(c.Documents), Values: strings.Join(c.Values, ", ")}
	if c.Excluded {
		view.Text = "without " + c.Text
	}
	for _, terms := range c.Terms {
		var word []termView
		for _, t := range terms {
			word = append(word, termView{t.Text, strings.Join(t.Languages, ", "), number(t.Documents), number(t.Occurrences)})
		}
		view.Words = append(view.Words, word)
	}
	return view
}

// whyView says how a hit came by its score.
type whyView struct {
	Score string
	Parts []whyPart
}

type whyPart struct{ Score, Text, From string }

func whyOf(h search.Hit) *whyView {
	if h.Why == nil {
		return nil
	}
	view := &whyView{Score: score(h.Score)}
	for _, part := range h.Why.Parts {
		view.Parts = append(view.Parts, whyPart{score(part.Score), part.Text, countedFrom(part)})
	}
	return view
}

// countedFrom says what a part of a score was counted from.
func countedFrom(part search.WhyPart) string {
	var list []string
	if part.Rarity != 0 {
		list = append(list, "rarity "+strconv.FormatFloat(part.Rarity, 'f', 2, 64))
	}
	if part.InTitle > 0 {
		list = append(list, number(part.InTitle)+" in the title of "+count(part.TitleLength, "word", "words"))
	}
	if part.InText > 0 {
		list = append(list, number(part.InText)+" in the text of "+count(part.TextLength, "word", "words"))
	}
	if part.Kin > 0 {
		list = append(list, number(part.Kin)+" of its root")
	}
	return strings.Join(list, ", ")
}

func score(s float64) string { return strconv.FormatFloat(s, 'f', 3, 64) }
