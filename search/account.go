package search

// Account tells how an answer came about.
type Account struct {
	Query    string   `json:"query"` // as parsed, in canonical form
	Match    Match    `json:"match"`
	Synonyms bool     `json:"synonyms"` // whether other names were searched
	Clauses  []Clause `json:"clauses"`  // in the order of the query
	// Filters holds the facet values that the request's filters stand for.
	Filters map[string][]string `json:"filters,omitempty"`
	From    string              `json:"from,omitempty"`
	To      string              `json:"to,omitempty"`
	// Identity, Generation and Sequence name the collection, its index and the
	// last change that the answer has seen.
	Identity   string `json:"identity"`
	Generation uint64 `json:"generation"`
	Sequence   uint64 `json:"sequence"`
	Documents  int    `json:"documents"` // searched
	// Languages counts the documents searched by the way their words are
	// matched: in their inflected forms, or, "other", as they are written.
	Languages map[string]int `json:"languages"`
	// Unread lists files that could not be read and so are not in the answer, at
	// most MaxUnreadListed of them.
	Unread      []UnreadFile `json:"unread,omitempty"`
	UnreadFiles int          `json:"unread_files"` // all of them
	// PartlyUnread counts the files that are in the answer but for parts of them
	// that could not be used, and PartlyRead lists them, at most MaxUnreadListed.
	PartlyUnread int          `json:"partly_unread"`
	PartlyRead   []UnreadFile `json:"partly_read,omitempty"`
}

// MaxUnreadListed bounds Account.Unread and Account.PartlyRead.
const MaxUnreadListed = 100

// UnreadFile is a file that the indexer could not read, or not all of.
type UnreadFile struct {
	Path   string `json:"path"`
	Reason string `json:"reason"` // or, of a file read in part, what could not be used
}

// Clause is a word, phrase or condition of a query and what it stood for.
type Clause struct {
	Column    int    `json:"column"`
	Length    int    `json:"length"`
	Text      string `json:"text"`               // canonical
	Excluded  bool   `json:"excluded,omitempty"` // it stands below a NOT
	Documents int    `json:"documents"`          // that match it by itself
	// Terms lists, for words, what was searched in their place, one list for
	// each word of a phrase.
	Terms [][]Term `json:"terms,omitempty"`
	// Values lists, for a condition on a field, the values it stood for.
	Values []string `json:"values,omitempty"`
}

// Term is a word of the collection that a word of the query matched, or a name.
type Term struct {
	Text string `json:"text"`
	// Languages says in documents of which languages it counts; empty for all.
	Languages   []string `json:"languages,omitempty"`
	Documents   int      `json:"documents"`
	Occurrences int      `json:"occurrences"`
}

// Why tells how a hit came by its score: the Score is the sum of the parts.
type Why struct {
	Parts []WhyPart `json:"parts"`
}

// WhyPart is what a word or phrase, or the title as a whole, gave a hit.
type WhyPart struct {
	Text  string  `json:"text"` // of the clause, or what else is counted
	Score float64 `json:"score"`
	// Rarity is the inverse document frequency of the clause.
	Rarity      float64 `json:"rarity,omitempty"`
	Kin         int     `json:"kin,omitempty"`          // occurrences of words of its root, which count less
	InTitle     int     `json:"in_title,omitempty"`     // occurrences
	InText      int     `json:"in_text,omitempty"`      // occurrences
	TitleLength int     `json:"title_length,omitempty"` // words
	TextLength  int     `json:"text_length,omitempty"`  // words
}
