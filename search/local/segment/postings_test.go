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

// TestMoreDocumentsThanCounted reads postings whose bitmap has more documents than
// they say, as when a byte of it is damaged.
func TestMoreDocumentsThanCounted(t *testing.T) {
	p := postingsOfOneWord(t, 300, 1)
	p.count = 256
	for _, wanted := range []int{1, 256} { // by the bitmap and by its list
		r, err := p.Reader(wanted)
		if err == nil {
			_, err = r.Seek(299)
		}
		if !errors.Is(err, ErrDamaged) {
			t.Errorf("read for %d documents: %v, want %v", wanted, err, ErrDamaged)
		}
	}
}
