package search

import "entente/corpus"

// Result is the answer to a Request. The API writes it as it is; the page, the
// terminal and the exports are made from it.
type Result struct {
	Query    string   `json:"query"` // as parsed, in canonical form
	Total    Total    `json:"total"`
	Searched Searched `json:"searched"`
	Hits     []Hit    `json:"hits"`
	// Facets holds, for each facet by field name, the values with their counts,
	// most frequent first and ties by label, decades from the latest on. A count
	// tells how many documents there would be with that value beside the other
	// facets' choices; values chosen in the same facet do not narrow it.
	Facets map[string][]FacetValue `json:"facets"`
	// FacetsOmitted tells, for a facet with more values than FacetSize, how
	// many are not listed. A selected value is always listed.
	FacetsOmitted map[string]int `json:"facets_omitted,omitempty"`
	// Histogram counts the documents by date, as a facet whose own choice is
	// the request's From and To; nil when it was not asked for.
	Histogram *Histogram `json:"histogram,omitempty"`
	// Names tells under which other names words of the query were searched.
	Names []NameExpansion `json:"names,omitempty"`
	// Hints are remarks on what the query may have meant instead; the answer is
	// to the query as written.
	Hints []Hint `json:"hints,omitempty"`
	// Account tells how the answer came about, when Request.Explain asks.
	Account *Account `json:"account,omitempty"`
	// Next is the cursor of the next page, empty at the end.
	Next    string  `json:"next,omitempty"`
	Sort    Sort    `json:"sort"`
	Match   Match   `json:"match"`
	Page    int     `json:"page"`
	PerPage int     `json:"per_page"`
	TookMS  float64 `json:"took_ms"`
}

// Total is the number of documents that match.
type Total struct {
	Value    int    `json:"value"`
	Relation string `json:"relation"` // always "eq": totals are exact
}

// Searched says what the answer speaks about.
type Searched struct {
	Documents int `json:"documents"`
	// UnreadFiles counts the files that could not be read, or not as they are
	// now: of those an older version may be in the answer.
	UnreadFiles int    `json:"unread_files"`
	Sequence    uint64 `json:"sequence"` // number of the last change the answer has seen
	// Undated counts those of Documents that have no date, where the request asks
	// for dates (date:, From, To) or decades: no such condition holds for them, and
	// so NOT does.
	Undated int `json:"undated,omitempty"`
}

// Hit is one document of a result.
type Hit struct {
	ID            string      `json:"id"`
	Title         string      `json:"title"`
	TitleHTML     string      `json:"title_html"` // escaped, matched words in <mark>
	Type          string      `json:"type,omitempty"`
	Date          corpus.Date `json:"date,omitzero"`
	Signed        corpus.Date `json:"signed,omitzero"`   // see corpus.Instrument
	InForce       corpus.Date `json:"in_force,omitzero"` // see corpus.Instrument
	Language      string      `json:"language,omitempty"`
	Organizations []string    `json:"organizations"`
	Topics        []string    `json:"topics"`
	Parties       []string    `json:"parties"`
	// Detected lists those of the organizations, topics and parties that were
	// recognised in the text rather than declared, with the words that led to them.
	Detected []DetectedTag `json:"detected,omitempty"`
	Score    float64       `json:"score"` // 0 when there is nothing to rank by
	URL      string        `json:"url"`   // path of the reading page
	Source   corpus.Source `json:"source"`
	Passages []PassageHit  `json:"passages"`
	// MatchedPassages counts the passages with a match; Passages shows the best.
	// Words that more than half of the documents have ("of") make a passage
	// count only when the query has no other words there. Where a part that the
	// query names (article:5) has no words to mark, its passages count and come first.
	MatchedPassages int `json:"matched_passages"`
	// Added is when the document came to the collection, Changed when it was last
	// put: RFC 3339, UTC, to the second. Putting it again does not change Added.
	Added   string `json:"added,omitempty"`
	Changed string `json:"changed,omitempty"`
	// Unread says which parts of the document could not be read, so that words
	// in them were not searched: the first MaxUnreadParts of UnreadParts.
	Unread      []string `json:"unread,omitempty"`
	UnreadParts int      `json:"unread_parts,omitempty"`
	// Why tells how the score came about, when Request.Explain asks.
	Why *Why `json:"why,omitempty"`
}

// MaxUnreadParts bounds Hit.Unread.
const MaxUnreadParts = 5

// DetectedTag is a tag that was recognised in the text.
type DetectedTag struct {
	Field    string   `json:"field"` // name of the field: "org", "topic", "party"
	Value    string   `json:"value"`
	Evidence []string `json:"evidence"`
}

// PassageHit is a passage of a hit, or the part of it around the matched words, as
// Request.Passages asks.
type PassageHit struct {
	Passage  int    `json:"passage"` // index into the document's passages
	Label    string `json:"label"`   // within the document: "Article 5"
	Citation string `json:"citation"`
	Language string `json:"language,omitempty"` // of the passage, where the document is in several
	URL      string `json:"url"`                // permalink: path and fragment
	Text     string `json:"text"`               // an excerpt with "…" where the passage goes on
	Marks    []Mark `json:"marks"`
	HTML     string `json:"html"` // Text, escaped, matched words in <mark>
}

// FacetValue is one value of a facet.
type FacetValue struct {
	Value    string `json:"value"`
	Label    string `json:"label"`
	Count    int    `json:"count"`
	Detected int    `json:"detected,omitempty"` // how many of Count carry it as a detected tag
	Selected bool   `json:"selected"`
}

// Histogram is the number of documents by year or decade.
type Histogram struct {
	Interval Interval `json:"interval"`
	Buckets  []Bucket `json:"buckets"` // those with documents, oldest first
	Undated  int      `json:"undated"`
}

// Bucket is one year or decade of a Histogram.
type Bucket struct {
	Year  int `json:"year"` // the first of a decade
	Count int `json:"count"`
}

// NameExpansion tells under which other names a word, or words, of the query
// were searched.
type NameExpansion struct {
	Column int      `json:"column"` // of the first code point in the query, from 1
	Length int      `json:"length"` // in code points
	Text   string   `json:"text"`   // as written
	Also   []string `json:"also,omitempty"`
	// TooMany says of a phrase that so many names stand in it that it was
	// searched as it is written.
	TooMany bool `json:"too_many,omitempty"`
}

// Hint is a remark on a part of a query.
type Hint struct {
	Column     int    `json:"column"` // of the first code point concerned, from 1
	Length     int    `json:"length"` // in code points
	Message    string `json:"message"`
	Suggestion string `json:"suggestion,omitempty"` // what one might write instead
	Query      string `json:"query,omitempty"`      // the whole query with that, ready to be run
}
