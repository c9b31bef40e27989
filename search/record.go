package search

// Record is a search that can be run again and compared: what was asked, of
// which collection, and what the answer was.
type Record struct {
	Format   int      `json:"format"` // RecordFormat
	Made     string   `json:"made"`   // RFC 3339, UTC
	Asked    Asked    `json:"asked"`
	Query    string   `json:"query"` // as parsed, in canonical form
	Searched Searched `json:"searched"`
	Identity string   `json:"identity"` // of the collection
	Total    Total    `json:"total"`
	Digest   string   `json:"digest"` // see DigestIDs
	IDs      []string `json:"ids"`    // every hit, in order
}

// RecordFormat is the version of Record.
const RecordFormat = 1

// Asked is what of a Request decides its hits and their order.
type Asked struct {
	Query      string              `json:"query"`
	Match      Match               `json:"match"`
	NoSynonyms bool                `json:"no_synonyms,omitempty"`
	Filters    map[string][]string `json:"filters,omitempty"`
	From       string              `json:"from,omitempty"`
	To         string              `json:"to,omitempty"`
	Sort       Sort                `json:"sort"`
}
