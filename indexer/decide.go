package indexer

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"time"

	"entente/corpus"
	"entente/corpus/formats"
)

// settled is how much older than its reading the last change of a file must be
// for its time to prove that there was none since: file systems keep times as
// coarsely as two seconds. What is younger is compared by its content.
const settled = 2 * time.Second

// job is a file on its way from the walk to the Sink.
type job struct {
	candidate
	number       int // in the order of the walk
	previous     File
	known        bool // whether there is a previous row
	metadataHash string
	unchanged    bool // nothing to do but count it
	comparable   bool // unchanged if the content still has the previous hash

	// documents carries the documents to the writer; it is closed when there
	// are no more, and only then are the fields below set.
	documents chan *corpus.Document
	hash      string
	mediaType string
	read      time.Time
	reading   Reading
	err       error
}

// newJob decides what has to be done about a file.
func (r *run) newJob(ctx context.Context, number int, c candidate) (*job, error) {
	j := &job{candidate: c, number: number, documents: make(chan *corpus.Document, documentsAhead), read: time.Now()}
	var err error
	if j.previous, j.known, err = r.Ledger.file(ctx, c.path); err != nil {
		return nil, err
	}
	if r.Retry && j.known && r.Collection == "" {
		j.collection = j.previous.Collection
	}
	if j.metadataHash, err = metadataHash(c.declaration, j.collection); err != nil {
		return nil, err
	}
	switch {
	case c.failure != nil:
		j.err = c.failure
	case c.size > r.MaxFileBytes:
		j.err = failure(formats.TooLarge, "%d bytes, the limit is %d", c.size, r.MaxFileBytes)
	default:
		if j.comparable, err = r.isComparable(ctx, j); err != nil {
			return nil, err
		}
		j.unchanged = j.comparable && sameTime(j.previous, c)
	}
	return j, nil
}

// isComparable reports whether the content alone decides if the file has to be
// read. A row without a hash is of a file that could not be opened: it is tried
// again, as is a file that was refused an id which is now free.
func (r *run) isComparable(ctx context.Context, j *job) (bool, error) {
	p := j.previous
	if r.Force || r.Retry && p.State == Failed || len(r.OCR) > 0 && needsOCR(p) || !j.known || p.Hash == "" || p.MetadataHash != j.metadataHash || p.Size != j.size {
		return false, nil
	}
	for _, id := range p.refused {
		owner, err := r.Ledger.owner(ctx, id)
		if err != nil {
			return false, err
		}
		if free, err := r.isFree(ctx, owner, j.path); err != nil || free {
			return false, err
		}
	}
	return true, nil
}

// needsOCR reports whether text may be recognised in pages of the file, and has
// not been.
func needsOCR(p File) bool {
	return formats.NeedsOCR(p.Detail) || slices.ContainsFunc(p.Unread, formats.NeedsOCR)
}

func sameTime(p File, c candidate) bool {
	return p.Modified.Equal(c.modified) && p.Read.Sub(c.modified) >= settled
}

// needsReading reports whether the job is for those who read files.
func (j *job) needsReading() bool { return !j.unchanged && j.err == nil }

// isGone reports whether the owner of an id is a file that is not there any more.
func isGone(owner string) bool {
	if !filepath.IsAbs(owner) {
		return false // not a file, see Ledger.Claim
	}
	_, err := os.Lstat(owner)
	return errors.Is(err, fs.ErrNotExist)
}

// metadataHash changes when the file has to be read again for another reason
// than its content.
func metadataHash(d declaration, collection string) (string, error) {
	text, err := json.Marshal(struct {
		Version    int
		Collection string
		Metadata   formats.Metadata
		Notes      []string
	}{ExtractionVersion, collection, d.metadata, d.notes})
	if err != nil {
		return "", fmt.Errorf("encoding metadata: %w", err)
	}
	hash := sha256.Sum256(text)
	return hex.EncodeToString(hash[:]), nil
}

// pathKey stands for a path where very many are kept.
type pathKey [16]byte

func keyOf(path string) pathKey {
	hash := sha256.Sum256([]byte(path))
	return pathKey(hash[:16])
}

var keys = maps.Keys[map[string]bool]
