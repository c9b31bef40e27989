// Package wire says how requests, answers and errors of the program are written
// in HTTP: the parameters of a search, problem documents, and the lines of a
// bulk upload. Both ends use it, the handlers in api and the client in
// api/client, so that what one writes the other reads.
//
// Routing, limits on bodies and pages belong to api; connections belong to
// api/client.
package wire

import (
	"entente/corpus"
	"entente/search"
)

// Media types of bodies.
const (
	JSON        = "application/json"
	ProblemJSON = "application/problem+json"
	NDJSON      = "application/x-ndjson"
)

// Limits on what is sent in bulk.
const (
	// MaxLineBytes is the longest line of an upload, the line end not counted:
	// one document in JSON. It is twice the text that a document may have, which
	// leaves room for names, quotation marks and escapes. A document that is
	// within corpus.MaxTextBytes can be longer in JSON than this when most of its
	// characters are written as escapes; then it is refused.
	MaxLineBytes = 2 * corpus.MaxTextBytes
	// MaxListed is how many things the lists of one document in JSON may have
	// together: passages, tags, their evidence, page breaks and labels.
	MaxListed = 2 * corpus.MaxPassages
	// MaxDeleteIDs is how many ids one DELETE /v1/documents may have.
	MaxDeleteIDs = 10000
)

// PutResult is one line of the answer to POST /v1/documents. There is one for
// each document sent, in the order sent.
type PutResult struct {
	Line   int      `json:"line"`            // of the upload, counted from 1
	ID     string   `json:"id,omitempty"`    // empty where the line has no id that can name a document
	Status int      `json:"status"`          // 200 when stored durably, else as Error says
	Error  *Problem `json:"error,omitempty"` // why the document was not stored
}

// NearDuplicates is the answer to GET /v1/documents/{id}/near-duplicates.
type NearDuplicates struct {
	NearDuplicates []search.NearDuplicate `json:"near_duplicates"`
}

// Marks is the answer to GET /v1/documents/{id}/marks.
type Marks struct {
	Passages []search.PassageMarks `json:"passages"`
}
