package wire

import (
	"net/url"

	"entente/comparison"
	"entente/corpus"
	"entente/search"
)

// Names of the parameters of a comparison.
const (
	DocumentA = "a"
	DocumentB = "b"
	Show      = "show"
)

// Values of Show: everything is the default.
const (
	ShowAll       = "all"
	ShowDifferent = "different"
)

// ComparisonRequest asks for two documents side by side.
type ComparisonRequest struct {
	A, B      string // ids
	Different bool   // leaves out passages that are the same
}

// ComparisonParameters returns the names of the parameters of a comparison, in
// the order shown.
func ComparisonParameters() []string { return []string{DocumentA, DocumentB, Show} }

// ParseComparison reads the parameters of a comparison. The error is a
// *search.InvalidError.
func ParseComparison(values url.Values) (ComparisonRequest, error) {
	var r ComparisonRequest
	if err := CheckNames(values, ComparisonParameters()); err != nil {
		return r, err
	}
	for _, id := range []struct {
		name   string
		target *string
	}{{DocumentA, &r.A}, {DocumentB, &r.B}} {
		if *id.target = values.Get(id.name); *id.target == "" {
			return r, &search.InvalidError{Parameter: id.name, Message: "is missing: give the ids of two documents, a and b"}
		}
	}
	switch show := values.Get(Show); {
	case show == ShowDifferent:
		r.Different = true
	case values.Has(Show) && show != ShowAll:
		known := []string{ShowAll, ShowDifferent}
		return r, &search.InvalidError{Parameter: Show, Message: "must be all or different", Nearest: search.Nearest(show, known)}
	}
	return r, nil
}

// ComparisonValues writes what ParseComparison reads.
func ComparisonValues(r ComparisonRequest) url.Values {
	values := url.Values{DocumentA: {r.A}, DocumentB: {r.B}}
	if r.Different {
		values.Set(Show, ShowDifferent)
	}
	return values
}

// Comparison is the answer to GET /v1/compare.
type Comparison struct {
	A ComparedDocument `json:"a"`
	B ComparedDocument `json:"b"`
	// Findings counts the pairs by what comparing them came to, also those that
	// are not shown.
	Findings map[comparison.Finding]int `json:"findings"`
	Pairs    []ComparedPair             `json:"pairs"`
}

// ComparedDocument is one of the documents of a comparison.
type ComparedDocument struct {
	ID       string      `json:"id"`
	Title    string      `json:"title"`
	Type     string      `json:"type,omitempty"`
	Date     corpus.Date `json:"date,omitzero"`
	Language string      `json:"language,omitempty"`
	URL      string      `json:"url"`
}

// ComparedPair is two passages that belong together, or one that is alone.
type ComparedPair struct {
	A        *ComparedPassage   `json:"a,omitempty"`
	B        *ComparedPassage   `json:"b,omitempty"`
	Finding  comparison.Finding `json:"finding"`
	Basis    comparison.Basis   `json:"basis,omitempty"`
	Likeness float64            `json:"likeness"`
}

// ComparedPassage is a passage of a comparison, with the words marked that the
// other passage does not have at their place.
type ComparedPassage struct {
	Passage      int           `json:"passage"`
	Label        string        `json:"label"`
	Citation     string        `json:"citation"`
	URL          string        `json:"url"`
	Language     string        `json:"language,omitempty"` // where the document is in several
	Heading      string        `json:"heading,omitempty"`
	HeadingMarks []search.Mark `json:"heading_marks,omitempty"`
	Text         string        `json:"text"`
	Marks        []search.Mark `json:"marks"`
}

// NewComparison writes what comparing two documents came to.
func NewComparison(r ComparisonRequest, a, b *corpus.Document, pairs []comparison.Pair) Comparison {
	c := Comparison{A: comparedDocument(a), B: comparedDocument(b), Findings: map[comparison.Finding]int{}, Pairs: []ComparedPair{}}
	for _, f := range comparison.Findings() {
		c.Findings[f] = 0
	}
	for _, p := range pairs {
		c.Findings[p.Finding]++
		if r.Different && p.Finding == comparison.Same {
			continue
		}
		c.Pairs = append(c.Pairs, ComparedPair{
			A: comparedPassage(a, p.A), B: comparedPassage(b, p.B), Finding: p.Finding, Basis: p.Basis, Likeness: p.Likeness,
		})
	}
	return c
}

func comparedDocument(d *corpus.Document) ComparedDocument {
	return ComparedDocument{ID: d.ID, Title: d.Title, Type: d.Type, Date: d.Date, Language: d.Language, URL: search.DocumentPath(d.ID)}
}

func comparedPassage(d *corpus.Document, s *comparison.Side) *ComparedPassage {
	if s == nil {
		return nil
	}
	p := d.Passages[s.Passage]
	marks := s.Marks
	if marks == nil {
		marks = []search.Mark{}
	}
	return &ComparedPassage{
		Passage: s.Passage, Label: p.Label(), Citation: d.Citation(s.Passage), URL: search.PassagePath(d.ID, s.Passage), Language: p.Language,
		Heading: p.Heading, HeadingMarks: s.Heading, Text: p.Text, Marks: marks,
	}
}
