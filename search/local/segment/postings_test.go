package segment

import (
	"errors"
	"fmt"
	"testing"

	index "github.com/blevesearch/bleve_index_api"
)

// everywhere is a document that has one word alone, at some places.
type everywhere struct {
	index.Document
	number, places int
}

func (d everywhere) AddTo(b *Builder) {
	b.Begin(fmt.Sprint("d", d.number))
	words := b.Words("body")
	for i := range d.places {
		words.Add("the", i%20 == 0, uint8(i%4))
	}
	words.EndText()
}

// postingsOfOneWord returns those of a word at so many places of each document.
func postingsOfOneWord(t testing.TB, documents, places int) Postings {
	t.Helper()
	list := make([]index.Document, documents)
	for n := range list {
		list[n] = everywhere{number: n, places: places}
	}
	s, _, err := (&Plugin{}).New(list)
	if err != nil {
		t.Fatal(err)
	}
	p, err := s.(*Segment).Field("body").Find("the")
	if err != nil || p.Count() != documents {
		t.Fatalf("%d documents, %v", p.Count(), err)
	}
	return p
}

func readerOf(t testing.TB, p Postings, wanted int) *Reader {
	t.Helper()
	docs, err := p.Documents()
	if err != nil {
		t.Fatal(err)
	}
	return p.Reader(docs, wanted)
}

// TestMoreDocumentsThanCounted reads postings whose bitmap has more documents than
// they say, as when a byte of it is damaged.
func TestMoreDocumentsThanCounted(t *testing.T) {
	p := postingsOfOneWord(t, 300, 1)
	p.count = 256
	for _, wanted := range []int{1, 256} { // by the bitmap and by its list
		_, err := readerOf(t, p, wanted).Seek(299)
		if !errors.Is(err, ErrDamaged) {
			t.Errorf("read for %d documents: %v, want %v", wanted, err, ErrDamaged)
		}
	}
}

// TestPlacesOfSomeDocuments counts in all documents and reads the places in some.
func TestPlacesOfSomeDocuments(t *testing.T) {
	list := make([]index.Document, 700)
	for n := range list {
		list[n] = everywhere{number: n, places: 1 + n%5}
	}
	s, _, err := (&Plugin{}).New(list)
	if err != nil {
		t.Fatal(err)
	}
	p, err := s.(*Segment).Field("body").Find("the")
	if err != nil {
		t.Fatal(err)
	}
	r := readerOf(t, p, p.Count())
	for n := range list {
		if has, err := r.Seek(uint32(n)); !has || err != nil || r.Frequency() != 1+n%5 {
			t.Fatalf("document %d: %v, %d times, %v", n, has, r.Frequency(), err)
		}
		if n%7 != 6 {
			continue
		}
		words, err := r.Words(nil)
		if last := uint32(1 + n%5); err != nil || len(words) != int(last) || words[last-1] != (Word{last, uint8((last - 1) % 4)}) {
			t.Errorf("document %d: %v, %v", n, words, err)
		}
	}
}

// BenchmarkFrequencies counts a word in documents that have it at many places.
func BenchmarkFrequencies(b *testing.B) {
	for _, places := range []int{1, 30, 300} {
		b.Run(fmt.Sprint(places), func(b *testing.B) {
			p := postingsOfOneWord(b, 20_000, places)
			for b.Loop() {
				r := readerOf(b, p, p.Count())
				all := 0
				for doc := range uint32(p.Count()) {
					if has, err := r.Seek(doc); !has || err != nil {
						b.Fatal(doc, err)
					}
					all += r.Frequency()
				}
				if all != 20_000*places {
					b.Fatalf("it is there %d times", all)
				}
			}
		})
	}
}
