package ui

import (
	"cmp"
	"maps"
	"slices"
	"strconv"
	"strings"

	"entente/api/wire"
	"entente/corpus"
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
			view.Rows = append(view.Rows, accountRow{p.say(label), text})
		}
	}
	row("Query", cmp.Or(a.Query, p.say("every document")))
	row("Words", p.wordsMeant(a))
	for _, f := range corpus.Facets() {
		var labels []string
		for _, v := range a.Filters[f.Name] {
			labels = append(labels, named(f.Name, p.label(f.Name, v)))
		}
		row(f.Label, strings.Join(labels, " "+p.say("or")+" "))
	}
	row("From", a.From)
	row("To", a.To)
	row("Searched", p.count(a.Documents, "document", "documents"))
	row("Languages", p.languages(a.Languages))
	row("Collection", p.say("%s, index %d, change %d", a.Identity, a.Generation, a.Sequence))
	if a.UnreadFiles > 0 {
		row("Not searched", p.count(a.UnreadFiles, "file that could not be read", "files that could not be read"))
	}
	if a.PartlyUnread > 0 {
		row("Searched in part", p.count(a.PartlyUnread, "file of which something was left out", "files of which something was left out"))
	}
	view.list(p.tongue, p.say("Files that could not be read"), unreadPath(), a.Unread, a.UnreadFiles)
	view.list(p.tongue, p.say("Files read in part"), filesPath(wire.FilesRequest{Unread: true}), a.PartlyRead, a.PartlyUnread)
	for _, c := range a.Clauses {
		view.Clauses = append(view.Clauses, p.clauseOf(c))
	}
	return view
}

// list adds a list of files, unless there are none.
func (v *accountView) list(t tongue, title, path string, files []search.UnreadFile, all int) {
	if len(files) == 0 {
		return
	}
	list := unreadView{Title: title, All: path, Files: files}
	if rest := all - len(files); rest > 0 {
		list.More = t.say("and %s more", t.number(rest))
	}
	v.Unread = append(v.Unread, list)
}

// wordsMeant says what words side by side and names meant.
func (t tongue) wordsMeant(a *search.Account) string {
	meant := t.say("all of them")
	if a.Match == search.MatchAny {
		meant = t.say("any of them")
	}
	if a.Synonyms {
		return meant + ", " + t.say("under other names as well")
	}
	return meant + ", " + t.say("only as written")
}

func (p *Pages) languages(counts map[string]int) string {
	var list []string
	for _, name := range slices.Sorted(maps.Keys(counts)) {
		text := p.label("lang", name) + " " + p.number(counts[name])
		if name == "other" {
			text = p.say("others %s, where words match only as they are written", p.number(counts[name]))
		}
		list = append(list, text)
	}
	return strings.Join(list, "; ")
}

func (t tongue) clauseOf(c search.Clause) clauseView {
	view := clauseView{Text: c.Text, Documents: t.number(c.Documents), Values: strings.Join(c.Values, ", ")}
	if c.Excluded {
		view.Text = t.say("without %s", c.Text)
	}
	for _, terms := range c.Terms {
		var word []termView
		for _, term := range terms {
			word = append(word, termView{term.Text, strings.Join(term.Languages, ", "), t.number(term.Documents), t.number(term.Occurrences)})
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

func (t tongue) whyOf(h search.Hit) *whyView {
	if h.Why == nil {
		return nil
	}
	view := &whyView{Score: score(h.Score)}
	for _, part := range h.Why.Parts {
		view.Parts = append(view.Parts, whyPart{score(part.Score), part.Text, t.countedFrom(part)})
	}
	return view
}

// countedFrom says what a part of a score was counted from.
func (t tongue) countedFrom(part search.WhyPart) string {
	var list []string
	if part.Rarity != 0 {
		list = append(list, t.say("rarity %.2f", part.Rarity))
	}
	if part.InTitle > 0 {
		list = append(list, t.say("%s in the title of %s", t.number(part.InTitle), t.count(part.TitleLength, "word", "words")))
	}
	if part.InText > 0 {
		list = append(list, t.say("%s in the text of %s", t.number(part.InText), t.count(part.TextLength, "word", "words")))
	}
	if part.Kin > 0 {
		list = append(list, t.say("%s of its root", t.number(part.Kin)))
	}
	return strings.Join(list, ", ")
}

func score(s float64) string { return strconv.FormatFloat(s, 'f', 3, 64) }
