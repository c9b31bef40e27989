package local

import (
	"cmp"
	"context"
	"errors"
	"slices"
	"strings"

	"entente/corpus"
	"entente/search"
)

// passagesShown is how many passages of a hit a result shows.
const passagesShown = 3

// show makes hits ready to be read.
func (e *Engine) show(ctx context.Context, v *view, hits []hit, extent search.Extent) ([]search.Hit, error) {
	shown := make([]search.Hit, 0, len(hits))
	for _, h := range hits {
		s, err := e.showHit(ctx, v, h, extent)
		if err != nil {
			return nil, err
		}
		shown = append(shown, s)
	}
	return shown, nil
}

func (e *Engine) showHit(ctx context.Context, v *view, h hit, extent search.Extent) (search.Hit, error) {
	d, err := e.store.document(ctx, h.id(), v.sequence)
	if errors.Is(err, search.ErrNotFound) {
		return search.Hit{}, notStored(h.id())
	}
	if err != nil {
		return search.Hit{}, err
	}
	added, changed, err := e.store.times(ctx, h.id(), v.sequence)
	if err != nil {
		return search.Hit{}, err
	}
	found, err := locate(ctx, h)
	if err != nil {
		return search.Hit{}, err
	}
	titleSpans := spansIn(found[titleField], d.Title)[0]
	passages := telling(byText(found[bodyField]))
	var signed, inForce corpus.Date
	if d.Instrument != nil {
		signed, inForce = d.Instrument.Signed.Date, d.Instrument.InForce.Date
	}
	shown, err := showPassages(ctx, d, passages, extent)
	return search.Hit{
		ID: d.ID, Title: d.Title, TitleHTML: markHTML(d.Title, titleSpans), Type: d.Type, Date: d.Date, Signed: signed, InForce: inForce, Language: d.Language,
		Organizations: tagNames(d.Organizations), Topics: tagNames(d.Topics), Parties: tagNames(d.Parties),
		Detected: detectedTags(d), Score: h.score, URL: search.DocumentPath(d.ID), Source: d.Source,
		Passages: shown, MatchedPassages: len(passages),
		Added: added, Changed: changed, Unread: d.Unread[:min(len(d.Unread), search.MaxUnreadParts)], UnreadParts: len(d.Unread),
	}, err
}

func tagNames(tags []corpus.Tag) []string {
	names := make([]string, len(tags))
	for i, t := range tags {
		names[i] = t.Name
	}
	return names
}

func detectedTags(d *corpus.Document) []search.DetectedTag {
	var detected []search.DetectedTag
	for _, f := range corpus.Fields() {
		if f.Tags == nil {
			continue
		}
		for _, t := range f.Tags(d) {
			if t.Origin == corpus.Detected {
				detected = append(detected, search.DetectedTag{Field: f.Name, Value: t.Name, Evidence: t.Evidence})
			}
		}
	}
	return detected
}

// showPassages returns the best of the matched passages, or the beginning of
// the document when no passage has a match.
func showPassages(ctx context.Context, d *corpus.Document, found map[int][]finding, extent search.Extent) ([]search.PassageHit, error) {
	shown := []search.PassageHit{}
	for _, n := range bestPassages(found) {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		if n < len(d.Passages) {
			shown = append(shown, showPassage(d, n, found[n], extent))
		}
	}
	if len(shown) == 0 && len(d.Passages) > 0 {
		withText := slices.IndexFunc(d.Passages, func(p corpus.Passage) bool { return p.Text != "" })
		shown = append(shown, showPassage(d, max(withText, 0), nil, extent))
	}
	return shown, nil
}

// bestPassages returns the numbers of the passages that say the most of what was
// asked, best first: before all others those that the query names as such
// (article:5). Of equals the earlier one comes first.
func bestPassages(found map[int][]finding) []int {
	worth := map[int]float64{}
	var first, others []int
	for n, findings := range found {
		worth[n] = passageWorth(mentions(findings))
		if named(findings) != nil {
			first = append(first, n)
		} else {
			others = append(others, n)
		}
	}
	byWorth := func(a, b int) int { return cmp.Or(cmp.Compare(worth[b], worth[a]), cmp.Compare(a, b)) }
	slices.SortFunc(first, byWorth)
	slices.SortFunc(others, byWorth)
	numbers := append(first, others...)
	return numbers[:min(len(numbers), passagesShown)]
}

// named returns what the first part that the query names has of a text, nil where
// it names none.
func named(found []finding) *finding {
	if i := slices.IndexFunc(found, func(f finding) bool { return f.leaf == nil }); i >= 0 {
		return &found[i]
	}
	return nil
}

// mentions numbers what occurs in a passage, given it in reading order. A word that
// the query repeats is mentioned once.
func mentions(findings []finding) []mention {
	numbers := map[*leaf]int{}
	findings = marked(findings)
	all := make([]mention, 0, len(findings))
	for _, f := range findings {
		if _, ok := numbers[f.leaf.first]; !ok {
			numbers[f.leaf.first] = len(numbers)
		}
		m := mention{what: numbers[f.leaf.first], weight: f.leaf.weight, first: f.first, last: f.first + f.words - 1}
		if !repeats(all, m) {
			all = append(all, m)
		}
	}
	return all
}

// repeats reports whether a mention is among the last ones, those of the same place.
func repeats(all []mention, m mention) bool {
	for i := len(all) - 1; i >= 0 && all[i].first == m.first; i-- {
		if all[i] == m {
			return true
		}
	}
	return false
}

// showPassage shows a passage to an extent: of an excerpt the text, after its
// heading where only that is matched or there is no text. Of a part that the query
// names it shows the words in it, or else its beginning.
func showPassage(d *corpus.Document, n int, found []finding, extent search.Extent) search.PassageHit {
	p := d.Passages[n]
	if extent == search.Full {
		return showWhole(d, n, found)
	}
	part := named(found)
	if part != nil {
		found = in(*part, found)
	}
	spans := spansIn(found, p.Heading, p.Text)
	text, inside := snippet(p.Text, spans[1])
	switch {
	case len(spans[1]) > 0:
		p = p.Cited(densestStart(spans[1]))
	case p.Text == "" || len(spans[0]) > 0:
		text, inside = snippet(strings.TrimRight(p.Heading+"\n"+p.Text, "\n"), spans[0])
	case part != nil:
		from := offsetOf(*part, p)
		text = snippetFrom(p.Text, from)
		if from > 0 || part.paragraph { // else it is the article itself, rather than its first paragraph
			p = p.Cited(from)
		}
	}
	return passageHit(d, n, p, text, inside)
}

// showWhole shows the heading and the whole text of a passage.
func showWhole(d *corpus.Document, n int, found []finding) search.PassageHit {
	p := d.Passages[n]
	spans := spansIn(found, p.Heading, p.Text)
	if p.Heading == "" {
		return passageHit(d, n, p, p.Text, spans[1])
	}
	before := p.Heading + "\n\n"
	inside := spans[0]
	for _, s := range spans[1] {
		inside = append(inside, span{s.start + len(before), s.end + len(before), s.leaf})
	}
	return passageHit(d, n, p, before+p.Text, inside)
}

// passageHit returns passage n, cited as p, with what is shown of it.
func passageHit(d *corpus.Document, n int, p corpus.Passage, text string, inside []span) search.PassageHit {
	return search.PassageHit{
		Passage: n, Label: p.Label(), Citation: d.Cite(p), Language: p.Language, URL: search.PassagePath(d.ID, n),
		Text: text, Marks: marks(text, inside), HTML: markHTML(text, inside),
	}
}

// in returns those of the findings that begin in a part.
func in(part finding, found []finding) []finding {
	return slices.DeleteFunc(slices.Clone(found), func(f finding) bool {
		return f.leaf == nil || f.first < part.first || f.first >= part.first+part.words
	})
}

// offsetOf returns where a part begins in the text of a passage, in bytes: with the
// bracket before its number.
func offsetOf(part finding, p corpus.Passage) int {
	_, words, rest := spansOf(p.Heading, 0, []finding{{first: part.first, words: 1}})
	if len(rest) == 0 {
		return 0 // with the heading
	}
	spans, _, _ := spansOf(p.Text, words+1, rest)
	if len(spans) == 0 {
		return 0 // it has no words
	}
	start := spans[0].start
	return len(strings.TrimSuffix(p.Text[:start], "("))
}

// passageMarks returns the marks of every passage with a match.
func passageMarks(d *corpus.Document, found map[int][]finding) []search.PassageMarks {
	all := make([]search.PassageMarks, 0, len(found))
	for n := range d.Passages {
		if len(found[n]) == 0 {
			continue
		}
		p := d.Passages[n]
		spans := spansIn(found[n], p.Heading, p.Text)
		all = append(all, search.PassageMarks{Passage: n, Heading: marks(p.Heading, spans[0]), Marks: marks(p.Text, spans[1])})
	}
	return all
}
