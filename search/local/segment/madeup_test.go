package segment

import (
	"fmt"
	"math/rand/v2"
	"testing"

	index "github.com/blevesearch/bleve_index_api"
)

// document is a made-up document; of index.Document it has the id alone.
type document struct {
	index.Document
	id     string
	texts  [][]madeUpWord
	values []string
	parts  []madeUpPart
	label  string
	number int32
}

// madeUpWord is a word of a text; an empty term leaves a position free.
type madeUpWord struct {
	term     string
	sentence bool
	written  uint8
}

type madeUpPart struct {
	name string
	span Span
}

func (d *document) AddTo(b *Builder) {
	b.Begin(d.id)
	words := b.Words("body")
	for _, text := range d.texts {
		for _, w := range text {
			if w.term == "" {
				words.Gap()
				continue
			}
			words.Add(w.term, w.sentence, w.written)
		}
		words.EndText()
	}
	for _, v := range d.values {
		b.Value("org", v)
	}
	for _, p := range d.parts {
		b.Span("part", p.name, p.span)
	}
	if d.label != "" {
		b.String("label", d.label)
	}
	if d.number != 0 {
		b.Number("number", d.number)
	}
}

// madeUp makes documents. Some words are in nearly all of them, others in one.
func madeUp(random *rand.Rand, count int) []*document {
	documents := make([]*document, count)
	for i := range documents {
		d := &document{id: fmt.Sprintf("doc-%d", i)}
		for text := range random.IntN(4) {
			d.texts = append(d.texts, madeUpText(random))
			if random.IntN(2) == 0 {
				d.parts = append(d.parts, madeUpPart{fmt.Sprint(random.IntN(5)), Span{uint32(text), 1, uint32(random.IntN(20))}})
			}
		}
		for range random.IntN(3) {
			d.values = append(d.values, fmt.Sprint("value ", random.IntN(6)))
		}
		if random.IntN(3) > 0 {
			d.label, d.number = fmt.Sprint("é", i), int32(random.IntN(1000))
		}
		documents[i] = d
	}
	return documents
}

func madeUpText(random *rand.Rand) []madeUpWord {
	text := make([]madeUpWord, random.IntN(40))
	for i := range text {
		w := madeUpWord{term: fmt.Sprint("word", random.IntN(1<<random.IntN(12))), sentence: i == 0 || random.IntN(6) == 0}
		switch random.IntN(8) {
		case 0:
			w.written = uint8(random.IntN(4))
		case 1:
			w = madeUpWord{}
		}
		text[i] = w
	}
	return text
}

// made returns the documents as a segment in memory.
func made(t testing.TB, documents []*document) *Segment {
	t.Helper()
	s, _, err := (&Plugin{}).New(indexed(documents))
	if err != nil {
		t.Fatal(err)
	}
	held, err := Of(s)
	if err != nil {
		t.Fatal(err)
	}
	return held
}

func indexed(documents []*document) []index.Document {
	list := make([]index.Document, len(documents))
	for i, d := range documents {
		list[i] = d
	}
	return list
}
