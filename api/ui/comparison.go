package ui

import (
	"cmp"
	"io"
	"math"
	"strconv"

	"entente/api/wire"
	"entente/comparison"
	"entente/corpus"
	"entente/search"
)

type comparisonView struct {
	frame
	A, B     comparedDocumentView
	Counts   []string
	Shown    []choiceView
	Swapped  string
	JSON     string
	Pairs    []pairView
	MaxEdits string
	Notes    comparisonNotes
}

// comparisonNotes say which marks and findings there are on the page to explain.
type comparisonNotes struct{ Marks, Unlike, TooLong bool }

type comparedDocumentView struct{ Title, Path, Date, Type, Language string }

type choiceView struct {
	Label, Path string
	Chosen      bool
}

// pairView is two passages side by side; the one that is missing is nil.
type pairView struct {
	Anchor, Finding, Basis string
	Name                   string // of the pair, for those who do not see it
	A, B                   *sideView
	Same                   bool
}

type sideView struct {
	Name       paragraph
	Path       string
	Label      string
	Language   string
	InLanguage string
	Paragraphs []paragraph
}

// Comparison draws two documents side by side.
func (p *Pages) Comparison(w io.Writer, r wire.ComparisonRequest, c wire.Comparison) error {
	view := comparisonView{
		A: p.comparedDocument(c.A), B: p.comparedDocument(c.B), Counts: p.counted(c.Findings), MaxEdits: p.number(comparison.MaxEdits),
		Swapped: comparisonPath(wire.ComparisonRequest{A: r.B, B: r.A, Different: r.Different}),
		JSON:    "/v1" + comparisonPath(r),
		Shown: []choiceView{
			{p.say("All passages"), comparisonPath(wire.ComparisonRequest{A: r.A, B: r.B}), !r.Different},
			{p.say("Only what differs"), comparisonPath(wire.ComparisonRequest{A: r.A, B: r.B, Different: true}), r.Different},
		},
	}
	view.frame = p.frame(p.say("%s compared with %s", view.A.Title, view.B.Title), "")
	for i, pair := range c.Pairs {
		view.Pairs = append(view.Pairs, p.pair(i, pair, c))
		view.Notes.add(pair.Finding)
	}
	return p.draw(w, comparisonTemplate, view)
}

func (n *comparisonNotes) add(f comparison.Finding) {
	switch f {
	case comparison.Different:
		n.Marks = true
	case comparison.Unlike:
		n.Unlike = true
	case comparison.TooLong:
		n.TooLong = true
	}
}

// comparisonPath returns the address of a comparison.
func comparisonPath(r wire.ComparisonRequest) string {
	return "/compare?" + wire.ComparisonValues(r).Encode()
}

func (p *Pages) comparedDocument(d wire.ComparedDocument) comparedDocumentView {
	return comparedDocumentView{cmp.Or(d.Title, d.ID), d.URL, d.Date.String(), named("type", p.label("type", d.Type)), languageTag(d.Language)}
}

// counted says how many passages there are of each finding, of those there are.
func (p *Pages) counted(findings map[comparison.Finding]int) []string {
	var out []string
	add := func(n int, text string) {
		if n > 0 {
			out = append(out, text)
		}
	}
	same, different := findings[comparison.Same], findings[comparison.Different]+findings[comparison.Unlike]+findings[comparison.TooLong]
	add(same, p.count(same, "pair of passages is the same", "pairs of passages are the same"))
	add(different, p.count(different, "pair differs", "pairs differ"))
	onlyA, onlyB := findings[comparison.OnlyA], findings[comparison.OnlyB]
	add(onlyA, p.count(onlyA, "passage only in the first", "passages only in the first"))
	add(onlyB, p.count(onlyB, "passage only in the second", "passages only in the second"))
	return out
}

func (p *Pages) pair(n int, pair wire.ComparedPair, c wire.Comparison) pairView {
	view := pairView{Anchor: "pair" + strconv.Itoa(n), Finding: p.finding(pair.Finding), Same: pair.Finding == comparison.Same}
	view.A, view.B = p.side(pair.A, c.A), p.side(pair.B, c.B)
	switch pair.Basis {
	case comparison.ByNumber:
		view.Basis = p.say("same number, %s %% of the words in common", percentage(pair.Likeness))
	case comparison.ByLikeness:
		view.Basis = p.say("by likeness, %s %% of the words in common", percentage(pair.Likeness))
	}
	switch {
	case view.B == nil:
		view.Name = view.A.Label
	case view.A == nil:
		view.Name = view.B.Label
	default:
		view.Name = p.say("%s beside %s", view.A.Label, view.B.Label)
	}
	return view
}

// percentage never calls 100 what is less.
func percentage(share float64) string { return strconv.Itoa(int(math.Floor(100 * share))) }

func (t tongue) finding(f comparison.Finding) string {
	switch f {
	case comparison.Same:
		return t.say("The same")
	case comparison.Different:
		return t.say("Differs")
	case comparison.Unlike:
		return t.say("Hardly a word in common")
	case comparison.TooLong:
		return t.say("Too many differences to mark")
	case comparison.OnlyA:
		return t.say("Only in the first")
	case comparison.OnlyB:
		return t.say("Only in the second")
	}
	return string(f)
}

func (p *Pages) side(s *wire.ComparedPassage, d wire.ComparedDocument) *sideView {
	if s == nil {
		return nil
	}
	label := cmp.Or(s.Label, p.unnamed(s.Passage))
	view := &sideView{
		Path: s.URL, Label: label, Language: languageTag(cmp.Or(s.Language, d.Language)), InLanguage: p.inLanguage(s.Language),
		Paragraphs: paragraphs(s.Text, s.Marks), Name: paragraph{{Text: label}},
	}
	if s.Heading != "" && label != "“"+s.Heading+"”" {
		view.Name = append(paragraph{{Text: label + " – "}}, segments(s.Heading, s.HeadingMarks)...)
	}
	return view
}

// Partners are the documents that one may be compared with.
type Partners struct {
	Document       *corpus.Document
	Query          string                 // whose hits are offered; without one those most like the document
	NearDuplicates []search.NearDuplicate // which are offered first
	Result         *search.Result         // nil where the query cannot be honoured
	Problem        *wire.Problem          // says why
}

type partnersView struct {
	frame
	Document    comparedDocumentView
	ID, Words   string
	Near, Found []partnerView
	Total       string // where not all that was found is listed
	problemView
}

type partnerView struct{ Title, Path, Facts, Language string }

// Partners draws the page on which the other document of a comparison is chosen.
func (p *Pages) Partners(w io.Writer, offered Partners) error {
	d := offered.Document
	view := partnersView{
		frame: p.frame(p.say("Compare %s", cmp.Or(d.Title, d.ID)), ""), ID: d.ID, Words: offered.Query,
		Document: comparedDocumentView{Title: cmp.Or(d.Title, d.ID), Path: search.DocumentPath(d.ID), Language: languageTag(d.Language)},
	}
	if offered.Problem != nil {
		view.problemView = problemView{Problem: offered.Problem, Fault: newFault(offered.Query, offered.Problem)}
	}
	with := func(id, title, facts, language string) partnerView {
		return partnerView{cmp.Or(title, id), comparisonPath(wire.ComparisonRequest{A: d.ID, B: id}), facts, language}
	}
	near := map[string]bool{d.ID: true}
	for _, n := range offered.NearDuplicates {
		near[n.ID] = true
		view.Near = append(view.Near, with(n.ID, n.Title, p.say("%s %% the same", percentage(n.Likeness)), ""))
	}
	if offered.Result == nil {
		return p.draw(w, partnersTemplate, view)
	}
	for _, h := range offered.Result.Hits {
		if !near[h.ID] {
			view.Found = append(view.Found, with(h.ID, h.Title, h.Date.String(), languageTag(h.Language)))
		}
	}
	if total := offered.Result.Total.Value; offered.Query != "" && total > len(offered.Result.Hits) {
		view.Total = p.say("%s of %s", p.number(len(offered.Result.Hits)), p.count(total, "document", "documents"))
	}
	return p.draw(w, partnersTemplate, view)
}

// partnersPath leads to the choice of a document to compare one with.
func partnersPath(id string) string { return "/compare?a=" + id }
