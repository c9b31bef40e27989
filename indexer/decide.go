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
	// passed holds the paths of files that nothing need be done about, which come in
	// place of one; then nothing else is set.
	passed []string

	candidate
	number       int // in the order of the walk
	previous     File
	known        bool // whether there is a previous row
	metadataHash string
	unchanged    bool // nothing to do but count it
	comparable   bool // unchanged if the content still has the previous hash

	// documents carries the documents of a file that is read to the writer; it is
	// closed when there are no more. It is nil for a file that need not be read. Of
	// the fields below, the reader sets hash and mediaType before the first document,
	// and the reading and the error may be looked at only when it is closed.
	documents chan *corpus.Document
	hash      string
	mediaType string
	read      time.Time
	reading   Reading
	err       error
}

// newJob decides what has to be done about a file; see isSettled.
func (r *run) newJob(ctx context.Context, number int, c candidate, settled bool) (*job, error) {
	j := &job{candidate: c, number: number, read: time.Now()}
	if settled {
		j.previous, j.known, j.unchanged = c.row.file(), true, true
		return j, nil
	}
	if err := r.decide(ctx, j); err != nil {
		return nil, err
	}
	if !j.unchanged && j.err == nil {
		j.documents = make(chan *corpus.Document, documentsAhead)
	}
	return j, nil
}

// isSettled reports whether the row that came with the file tells that there is
// nothing to do.
func (r *run) isSettled(c candidate) (bool, error) {
	if r.Force || r.Retry || len(r.OCR) > 0 || c.row == nil || !c.row.settled || c.size != c.row.size || c.size > r.MaxFileBytes {
		return false, nil
	}
	hash, err := r.metadataHash(c.declaration, c.collection)
	return hash == c.row.metadataHash && sameTime(c.row.file(), c), err
}

// decide asks the ledger what has to be done.
func (r *run) decide(ctx context.Context, j *job) (err error) {
	if !j.isNew {
		if j.previous, j.known, err = r.Ledger.file(ctx, j.path); err != nil {
			return err
		}
	}
	if r.Retry && j.known && r.Collection == "" {
		j.collection = j.previous.Collection
	}
	if j.metadataHash, err = r.metadataHash(j.declaration, j.collection); err != nil {
		return err
	}
	switch {
	case j.failure != nil:
		j.err = j.failure
	case j.size > r.MaxFileBytes:
		j.err = failure(formats.TooLarge, "%d bytes, the limit is %d", j.size, r.MaxFileBytes)
	default:
		if j.comparable, err = r.isComparable(ctx, j); err != nil {
			return err
		}
		j.unchanged = j.comparable && sameTime(j.previous, j.candidate)
	}
	return nil
}

// isComparable reports whether the content alone decides if the file has to be
// read. A row without a hash is of a file that could not be opened: it is tried
// again, as is one whose writing was broken off, or that was refused an id which is
// now free.
func (r *run) isComparable(ctx context.Context, j *job) (bool, error) {
	p := j.previous
	if r.Force || r.Retry && p.State == Failed || len(r.OCR) > 0 && needsOCR(p) || !j.known || p.unfinished || p.Hash == "" || p.MetadataHash != j.metadataHash || p.Size != j.size {
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

// isGone reports whether the owner of an id is a file that is not there any more.
func isGone(owner string) bool {
	if !filepath.IsAbs(owner) {
		return false // not a file, see Ledger.Claim
	}
	_, err := os.Lstat(owner)
	return errors.Is(err, fs.ErrNotExist)
}

// metadataHash is metadataHash, made once for what has nothing declared beside it.
func (r *run) metadataHash(d declaration, collection string) (string, error) {
	if !d.isEmpty() {
		return metadataHash(d, collection)
	}
	if hash := r.bareHashes[collection]; hash != "" {
		return hash, nil
	}
	hash, err := metadataHash(d, collection)
	if err == nil {
		r.bareHashes[collection] = hash
	}
	return hash, err
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
