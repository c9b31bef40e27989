// Package search is the vocabulary of searching: the query language (syntax
// tree, parser, printer), the Request a surface makes, the Result it shows,
// and the Engine that answers. The engines themselves live below, in
// search/local; how a result is shown belongs to api and cmd.
package search

import (
	"context"

	"entente/corpus"
)

// Engine stores documents and answers requests over them. Every engine passes
// the conformance suite in search/enginetest. All methods may be called from
// several goroutines at once, and all of them give up when ctx is done.
type Engine interface {
	// Search answers one request. Totals and facet counts are exact. Errors:
	// *SyntaxError for a query that cannot be honoured, *InvalidError for any
	// other part of the request, ErrTimeout, ErrUnavailable.
	Search(ctx context.Context, r Request) (*Result, error)

	// Document returns the document with that id, as it was put. The error is
	// ErrNotFound when there is none.
	Document(ctx context.Context, id string) (*corpus.Document, error)

	// Locate says which words of the document the request's query matches, one
	// element for each matched passage (see Hit.MatchedPassages), in the order of
	// the passages; none when the document does not match the query. Of the
	// request Query, Match and NoSynonyms count. Errors as for Search and Document.
	Locate(ctx context.Context, id string, r Request) ([]PassageMarks, error)

	// NearDuplicates returns the documents with nearly the same text as one, the
	// most alike first, at most MaxNearDuplicates; none of a text of few words. It may
	// miss some that are little more alike than LeastLikeness. Errors as for Document,
	// and ErrTimeout.
	NearDuplicates(ctx context.Context, id string) ([]NearDuplicate, error)

	// Record returns every hit of the request, in order, as of one moment. Page,
	// PerPage and Cursor do not count. Errors as for Search.
	Record(ctx context.Context, r Request) (*Record, error)

	// Walk gives the hits of the request one by one, in order and as of one moment,
	// however many there are: begin is called first, with the record of the search
	// but for its IDs, then hit with each. Page, PerPage and Cursor do not count.
	// An error of begin or hit ends the walk and is returned; other errors are as
	// for Search. Only when it is nil were all hits given.
	Walk(ctx context.Context, r Request, begin func(*Record) error, hit func(*Hit) error) error

	// Suggest completes the last word of text, the beginning of a query, by words,
	// titles and values of the collection, at most limit of them; 0 means
	// DefaultSuggestions. Errors: *InvalidError, ErrTimeout, ErrUnavailable.
	Suggest(ctx context.Context, text string, limit int) (*Suggestions, error)

	// Put stores documents, replacing those with the same id. When it returns
	// nil every one of them is durable and will be found by the next Search.
	// When it returns an error some may be stored; putting them again is safe.
	// It stores none when one of them fails corpus.Document.Check, an *InvalidError.
	// Of two documents with one id in the same call the last counts.
	Put(ctx context.Context, documents []*corpus.Document) error

	// Delete removes the documents with these ids, as durably as Put stores.
	// An id that is not there is no error.
	Delete(ctx context.Context, ids []string) error

	// Revision names the collection as searches see it now, cheaply: while it is the
	// same, Search, Walk, Locate and Document answer the same requests the same. No
	// other collection has it. It says nothing else.
	Revision(ctx context.Context) (string, error)

	// Stats describes the collection as it is.
	Stats(ctx context.Context) (Stats, error)

	// Close releases what the engine holds. Nothing put is lost by not closing.
	Close() error
}

// Stats describes a collection.
type Stats struct {
	// Identity names the collection: another one in the same place, or one
	// begun anew, has another identity.
	Identity    string `json:"identity"`
	Documents   int    `json:"documents"`
	Passages    int    `json:"passages"`
	UnreadFiles int    `json:"unread_files"` // files seen by the indexer that could not be read
	Sequence    uint64 `json:"sequence"`     // number of the last change stored
	Generation  uint64 `json:"generation"`   // number of the index in use
	TextBytes   int64  `json:"text_bytes"`   // UTF-8 bytes of all passages
	StoreBytes  int64  `json:"store_bytes"`  // bytes on disk of the document store
	IndexBytes  int64  `json:"index_bytes"`  // bytes on disk of the index
}

// PassageMarks are the matched words of one passage; none where the passage is all
// that is asked for (article:5).
type PassageMarks struct {
	Passage int    `json:"passage"`           // index into Document.Passages
	Heading []Mark `json:"heading,omitempty"` // in the passage's heading; ascending, not overlapping
	Marks   []Mark `json:"marks"`             // in the passage's text; ascending, not overlapping
}

// Mark is a half-open range [start, end) of a text, counted in Unicode code points.
type Mark [2]int

// Thesaurus knows under which other names things are written about. Engines ask
// it of every query that does not say Request.NoSynonyms.
type Thesaurus interface {
	// Expand returns the query with Synonyms in the place of words and phrases that
	// name something with other names, and what it put there. The query was parsed
	// to match so.
	Expand(query Node, match Match) (Node, []NameExpansion)
}
