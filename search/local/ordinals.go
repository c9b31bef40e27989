package local

import (
	"maps"
	"slices"

	"github.com/RoaringBitmap/roaring/v2"
)

// valueColumn is the values of a facet by document of a segment, as counting
// reads them. A value stands there as a code: twice its ordinal, and one more
// where the document has it as a detected tag.
type valueColumn struct {
	values []string // folded and sorted; the place of a value is its ordinal
	// codes holds the codes of one document after the other; those of document d
	// run from starts[d] to starts[d+1]. Where no document has several values,
	// starts is nil and codes has one code for each document, none() for no value.
	codes  []uint32
	starts []uint32
	totals codeCounts // of all documents, deleted ones included
}

// codeCounts is a number of documents for each code of a column, and one for none().
type codeCounts []uint32

// newValueColumn makes the column of a segment with so many documents from the
// documents of each value, and those that have it as a detected tag.
func newValueColumn(documents int, values, detected map[string]keyword) *valueColumn {
	c := &valueColumn{values: slices.Sorted(maps.Keys(values)), starts: make([]uint32, documents+1)}
	for _, value := range values {
		eachDoc(value.docs, func(doc uint32) { c.starts[doc+1]++ })
	}
	several := false
	for doc := range documents {
		several = several || c.starts[doc+1] > 1
		c.starts[doc+1] += c.starts[doc]
	}
	c.codes = make([]uint32, c.starts[documents])
	next := slices.Clone(c.starts[:documents])
	for ordinal, value := range c.values {
		eachDoc(values[value].docs, func(doc uint32) {
			c.codes[next[doc]] = uint32(2 * ordinal)
			next[doc]++
		})
		if with, ok := detected[value]; ok {
			eachDoc(roaring.And(with.docs, values[value].docs), func(doc uint32) { c.codes[next[doc]-1]++ })
		}
	}
	if !several {
		c.spread(documents)
	}
	c.totals = c.newCounts()
	for _, code := range c.codes {
		c.totals[code]++
	}
	return c
}

// spread gives every document one code.
func (c *valueColumn) spread(documents int) {
	codes := make([]uint32, documents)
	for doc := range codes {
		codes[doc] = c.none()
		if at := c.starts[doc]; at < c.starts[doc+1] {
			codes[doc] = c.codes[at]
		}
	}
	c.codes, c.starts = codes, nil
}

// none is the code of a document without a value.
func (c *valueColumn) none() uint32 { return uint32(2 * len(c.values)) }

func (c *valueColumn) newCounts() codeCounts { return make(codeCounts, c.none()+1) }

// count adds the documents to counts.
func (c *valueColumn) count(docs []uint32, to codeCounts) {
	if c.starts == nil {
		for _, doc := range docs {
			to[c.codes[doc]]++
		}
		return
	}
	for _, doc := range docs {
		for _, code := range c.codes[c.starts[doc]:c.starts[doc+1]] {
			to[code]++
		}
	}
}

// of returns how many documents of the counts have the value with that ordinal.
func (t codeCounts) of(ordinal int) count {
	declared, detected := int(t[2*ordinal]), int(t[2*ordinal+1])
	return count{all: declared + detected, detected: detected}
}

// countDocs counts documents of a segment by the values of several columns in
// one walk over the documents, or over the segment's other documents where
// those are fewer.
func countDocs(columns []*valueColumn, docs *roaring.Bitmap, documents uint64) []codeCounts {
	counts := make([]codeCounts, len(columns))
	for i, c := range columns {
		counts[i] = c.newCounts()
	}
	others := 2*docs.GetCardinality() > documents
	if others {
		docs = roaring.Flip(docs, 0, documents)
	}
	eachRun(docs, func(run []uint32) {
		for i, c := range columns {
			c.count(run, counts[i])
		}
	})
	if others {
		for i, c := range columns {
			for code, n := range counts[i] {
				counts[i][code] = c.totals[code] - n
			}
		}
	}
	return counts
}

// runLength is how many documents are handed over at a time: few enough to stay
// in the cache while every column counts them.
const runLength = 2048

// eachRun visits documents in ascending order, many at a time.
func eachRun(docs *roaring.Bitmap, visit func(run []uint32)) {
	buffer := make([]uint32, runLength)
	for it := docs.ManyIterator(); ; {
		n := it.NextMany(buffer)
		if n == 0 {
			return
		}
		visit(buffer[:n])
	}
}
