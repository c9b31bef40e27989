package search

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"maps"
	"time"

	"entente/corpus"
)

// Record is a search that can be run again and compared: what was asked, of
// which collection, and what the answer was.
type Record struct {
	Format     int      `json:"format"` // RecordFormat
	Made       string   `json:"made"`   // RFC 3339, UTC
	Asked      Asked    `json:"asked"`
	Query      string   `json:"query"` // as parsed, in canonical form
	Searched   Searched `json:"searched"`
	Identity   string   `json:"identity"`   // of the collection
	Generation uint64   `json:"generation"` // of its index
	Total      Total    `json:"total"`
	Digest     string   `json:"digest"` // see DigestIDs
	IDs        []string `json:"ids"`    // every hit, in order
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

// NewRecord returns the record of a normalized request that found these
// documents, in order, at the time made. What else it holds is the engine's to say.
func NewRecord(r Request, ids []string, made time.Time) *Record {
	if ids == nil {
		ids = []string{}
	}
	return &Record{
		Format: RecordFormat, Made: made.UTC().Format(time.RFC3339), Asked: r.Asked(),
		Total: Total{Value: len(ids), Relation: "eq"}, Digest: DigestIDs(ids), IDs: ids,
	}
}

// Asked returns what of the request decides its hits and their order.
func (r Request) Asked() Asked {
	a := Asked{Query: r.Query, Match: r.Match, NoSynonyms: r.NoSynonyms, From: r.From.String(), To: r.To.String(), Sort: r.Sort}
	if len(r.Filters) > 0 {
		a.Filters = maps.Clone(r.Filters)
	}
	return a
}

// Request returns the request that asks the same. The error is an
// *InvalidError about a date.
func (a Asked) Request() (Request, error) {
	r := Request{Query: a.Query, Match: a.Match, NoSynonyms: a.NoSynonyms, Filters: a.Filters, Sort: a.Sort}
	for _, bound := range []struct {
		parameter, text string
		date            *corpus.Date
	}{{"from", a.From, &r.From}, {"to", a.To, &r.To}} {
		if bound.text == "" {
			continue
		}
		var err error
		if *bound.date, err = corpus.ParseDate(bound.text); err != nil {
			return Request{}, invalid(bound.parameter, "%v", err)
		}
	}
	return r, nil
}

// Check says why a record that was read cannot be compared: it is of another
// format, or its parts contradict each other, so that it is not as it was written.
func (r *Record) Check() error {
	switch {
	case r.Format != RecordFormat:
		return fmt.Errorf("the record has format %d; this program reads format %d", r.Format, RecordFormat)
	case r.Total.Value != len(r.IDs):
		return fmt.Errorf("the record is damaged: it counts %d documents and lists %d", r.Total.Value, len(r.IDs))
	case r.Digest != DigestIDs(r.IDs):
		return errors.New("the record is damaged: its digest is not that of the documents it lists")
	}
	return nil
}

// DigestIDs returns the SHA-256, in hexadecimal, of the ids in order, each
// followed by a newline. No id contains one (corpus.ValidID).
func DigestIDs(ids []string) string {
	hash := sha256.New()
	var line []byte
	for _, id := range ids {
		line = append(append(line[:0], id...), '\n')
		hash.Write(line)
	}
	return hex.EncodeToString(hash.Sum(nil))
}
