package search

// NearDuplicate is a document with nearly the same text as another one.
type NearDuplicate struct {
	ID    string `json:"id"`
	Title string `json:"title"`
	URL   string `json:"url"` // path of the reading page
	// Path is where the document stands: its file and what in it, as in
	// corpus.Source; empty for a document from no file.
	Path string `json:"path,omitempty"`
	// Likeness is the part of the two texts' runs of four words that both have
	// (Jaccard's coefficient of their shingles), from LeastLikeness to 1.
	Likeness float64 `json:"likeness"`
}

const (
	// LeastLikeness is the least at which two texts are nearly the same. Two
	// copies of a text in which every twentieth word differs have about 0.7.
	LeastLikeness = 0.7
	// MaxNearDuplicates bounds how many are told of one document.
	MaxNearDuplicates = 20
)
