package local

import (
	"context"
	"errors"
	"fmt"
	"math"
	"sort"
	"strings"
	"sync"

	"github.com/RoaringBitmap/roaring/v2"

	"entente/search/local/segment"
)

// vocabulary is what is kept in memory of the words of a segment, in order, so
// that the words with a prefix can be compared without reading postings. It
// counts documents that have been deleted since.
type vocabulary struct {
	text string   // the terms of title and body, one after the other
	ends []uint32 // where in text each term ends, after a 0 for the first
	// The documents that have each term, by where they have it.
	anywhere, inTitle, inBody []uint32
	// titleDocs holds the documents with the first term in the title, then those
	// with the second, and so on; titleEnds says where those of each term end,
	// after a 0 for the first.
	titleDocs, titleEnds []uint32
	// names holds the folded words of the names of each value, by field and value.
	names map[string]map[string][]string
	// titles remembers the titles that were asked for.
	titles titleMemory
}

// lazyVocabulary makes the vocabulary of a segment when it is first asked for.
type lazyVocabulary struct {
	mutex  sync.Mutex
	making *madeVocabulary // nil before the first is asked for, and after one failed
}

// madeVocabulary is good once made is closed.
type madeVocabulary struct {
	made       chan struct{}
	vocabulary *vocabulary
	err        error
}

// vocabularies returns the vocabulary of each segment. Those that are not there
// yet are made, once, however many ask for them; if that fails, whoever asks next
// has them made again. One that stops waiting does not stop the making.
func (v *view) vocabularies(ctx context.Context, names Names) ([]*vocabulary, error) {
	begun := make([]*madeVocabulary, len(v.segments))
	for i, s := range v.segments {
		begun[i] = s.vocabulary.begin(s, names)
	}
	list := make([]*vocabulary, len(v.segments))
	for i, m := range begun {
		select {
		case <-m.made:
		case <-ctx.Done():
			return nil, ctx.Err()
		}
		if m.err != nil {
			return nil, m.err
		}
		list[i] = m.vocabulary
	}
	return list, nil
}

func (l *lazyVocabulary) begin(s *segmentView, names Names) *madeVocabulary {
	l.mutex.Lock()
	defer l.mutex.Unlock()
	if l.making != nil {
		return l.making
	}
	m := &madeVocabulary{made: make(chan struct{})}
	l.making = m
	s.segment.AddRef() // keeps its file open until the vocabulary is made
	go func() {
		defer close(m.made)
		m.vocabulary, m.err = newVocabulary(s.segment, s.values, names)
		if m.err = errors.Join(m.err, s.segment.DecRef()); m.err != nil {
			l.forget()
		}
	}()
	return m
}

// forget sees to it that the vocabulary is made again.
func (l *lazyVocabulary) forget() {
	l.mutex.Lock()
	defer l.mutex.Unlock()
	l.making = nil
}

func newVocabulary(s *segment.Segment, values map[string]map[string]*roaring.Bitmap, names Names) (*vocabulary, error) {
	m := vocabularyMaker{vocabulary: vocabulary{ends: []uint32{0}, titleEnds: []uint32{0}, names: map[string]map[string][]string{}}}
	err := eachTerm(s, titleField, func(term string, docs *roaring.Bitmap) error {
		m.titles = append(m.titles, titleTerm{term, docs.ToArray()})
		return nil
	})
	if err != nil {
		return nil, err
	}
	if err := eachTerm(s, bodyField, m.addBody); err != nil {
		return nil, err
	}
	m.addTitles(func(string) bool { return true })
	if m.all.Len() > math.MaxUint32 {
		return nil, fmt.Errorf("the words of a segment have %d bytes, more than can be kept", m.all.Len())
	}
	m.text = m.all.String()
	for field, byValue := range values {
		m.names[field] = make(map[string][]string, len(byValue))
		for value := range byValue {
			m.names[field][value] = termsIn(value, names.Label(field, value))
		}
	}
	return &m.vocabulary, nil
}

// vocabularyMaker joins the terms of title and body.
type vocabularyMaker struct {
	vocabulary
	all    strings.Builder
	titles []titleTerm // not added yet, in order
}

type titleTerm struct {
	term string
	docs []uint32
}

// addBody adds a term of the body, and the terms of the title up to it.
func (m *vocabularyMaker) addBody(term string, docs *roaring.Bitmap) error {
	m.addTitles(func(title string) bool { return title < term })
	var title titleTerm
	if len(m.titles) > 0 && m.titles[0].term == term {
		title, m.titles = m.titles[0], m.titles[1:]
	}
	inBody := uint32(docs.GetCardinality())
	anywhere := inBody
	for _, doc := range title.docs {
		if !docs.Contains(doc) {
			anywhere++
		}
	}
	m.add(term, anywhere, inBody, title.docs)
	return nil
}

func (m *vocabularyMaker) addTitles(while func(term string) bool) {
	for len(m.titles) > 0 && while(m.titles[0].term) {
		t := m.titles[0]
		m.titles = m.titles[1:]
		m.add(t.term, uint32(len(t.docs)), 0, t.docs)
	}
}

func (m *vocabularyMaker) add(term string, anywhere, inBody uint32, titleDocs []uint32) {
	m.all.WriteString(term)
	m.ends = append(m.ends, uint32(m.all.Len()))
	m.anywhere = append(m.anywhere, anywhere)
	m.inBody = append(m.inBody, inBody)
	m.inTitle = append(m.inTitle, uint32(len(titleDocs)))
	m.titleDocs = append(m.titleDocs, titleDocs...)
	m.titleEnds = append(m.titleEnds, uint32(len(m.titleDocs)))
}

// term returns the term with a number, counted from 0 in order.
func (v *vocabulary) term(n int) string { return v.text[v.ends[n]:v.ends[n+1]] }

// beginning returns the numbers, first to end, of the terms that have the prefix.
func (v *vocabulary) beginning(prefix string) (first, end int) {
	n := len(v.ends) - 1
	first = sort.Search(n, func(i int) bool { return v.term(i) >= prefix })
	end = first + sort.Search(n-first, func(i int) bool { return !strings.HasPrefix(v.term(first+i), prefix) })
	return first, end
}

// counts returns how many documents have each term in a field, "" for title and body.
func (v *vocabulary) counts(field string) []uint32 {
	switch field {
	case titleField:
		return v.inTitle
	case bodyField:
		return v.inBody
	}
	return v.anywhere
}

// titled returns the documents with a word in the title that has the prefix.
func (v *vocabulary) titled(prefix string) *roaring.Bitmap {
	first, end := v.beginning(prefix)
	return roaring.BitmapOf(v.titleDocs[v.titleEnds[first]:v.titleEnds[end]]...)
}
