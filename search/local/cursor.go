package local

import (
	"cmp"
	"context"
	"crypto/sha256"
	"encoding/base64"
	"encoding/binary"
	"encoding/json"
	"fmt"
	"hash/crc32"
	"maps"
	"math"
	"slices"

	"entente/search"
)

// cursor is a place in the hits of a request: what Result.Next says.
type cursor struct {
	sequence uint64 // of the view that the hits are of
	offset   int    // how many hits come before
	request  requestDigest
}

// requestDigest tells requests apart, and the collections they are about.
type requestDigest [8]byte

// cursorSize is the length in bytes of a cursor before it is written in base64:
// sequence, offset, request and a checksum (CRC-32, IEEE) of these.
const cursorSize = 8 + 4 + 8 + 4

// String returns the cursor as text that may stand in an address as it is.
func (c cursor) String() string {
	b := binary.BigEndian.AppendUint64(make([]byte, 0, cursorSize), c.sequence)
	b = binary.BigEndian.AppendUint32(b, uint32(c.offset))
	b = append(b, c.request[:]...)
	b = binary.BigEndian.AppendUint32(b, crc32.ChecksumIEEE(b))
	return base64.RawURLEncoding.EncodeToString(b)
}

// parseCursor reads what String wrote, and nothing else. The checksum tells a
// cursor that was cut or mistyped; one that somebody made up can do no more than
// ask for a page.
func parseCursor(text string) (cursor, error) {
	b, err := base64.RawURLEncoding.DecodeString(text)
	if err != nil || len(b) != cursorSize {
		return cursor{}, errNoCursor()
	}
	offset := binary.BigEndian.Uint32(b[8:])
	c := cursor{sequence: binary.BigEndian.Uint64(b), offset: int(offset), request: requestDigest(b[12:20])}
	if c.String() != text || offset > math.MaxInt32-search.MaxPerPage {
		return cursor{}, errNoCursor()
	}
	return c, nil
}

func errNoCursor() error {
	return refusedCursor("this is none: take it as the answer before gives it")
}

func refusedCursor(message string) error {
	return &search.InvalidError{Parameter: "cursor", Message: message}
}

// digestRequest returns the digest of what decides the hits of a normalized
// request, their order and their pages, in the collection with that identity.
func digestRequest(identity string, node search.Node, r search.Request) (requestDigest, error) {
	asked := search.Asked{
		Query: node.String(), Match: cmp.Or(r.Match, search.MatchAll), NoSynonyms: r.NoSynonyms, Filters: maps.Clone(r.Filters),
		From: r.From.String(), To: r.To.String(), Sort: r.Sort,
	}
	for field, values := range asked.Filters {
		asked.Filters[field] = slices.Sorted(slices.Values(values))
	}
	text, err := json.Marshal(struct {
		Identity string
		Asked    search.Asked
		PerPage  int
	}{identity, asked, r.PerPage})
	if err != nil {
		return requestDigest{}, fmt.Errorf("making the digest of a request: %w", err)
	}
	sum := sha256.Sum256(text)
	return requestDigest(sum[:]), nil
}

// begin opens the view that a request is about, and says from which place on
// its hits are asked for.
func (e *Engine) begin(ctx context.Context, node search.Node, r search.Request) (*view, cursor, error) {
	digest, err := digestRequest(e.store.identity, node, r)
	if err != nil {
		return nil, cursor{}, err
	}
	if r.Cursor == "" {
		v, err := e.view(ctx)
		if err != nil {
			return nil, cursor{}, err
		}
		return v, cursor{sequence: v.sequence, offset: (r.Page - 1) * r.PerPage, request: digest}, nil
	}
	at, err := parseCursor(r.Cursor)
	if err != nil {
		return nil, cursor{}, err
	}
	if at.request != digest {
		return nil, cursor{}, refusedCursor("it belongs to another request or another collection: ask for what it was given for, or start again without it")
	}
	v, err := e.viewAt(ctx, at.sequence)
	return v, at, err
}

// next returns the cursor of the page that follows hits shown from a place on,
// "" when there are no more. It sees to it that the view can be gone back to.
func (e *Engine) next(v *view, at cursor, shown, total int) string {
	at.offset += shown
	if shown == 0 || at.offset >= total {
		return ""
	}
	e.kept.keep(v)
	return at.String()
}
