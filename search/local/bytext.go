package local

import (
	"errors"

	"entente/corpus"
)

// eachText calls visit when the readers that were opened can be asked about the
// document. Where it has more places than are read together, that is once for each
// of its texts, about which alone they are asked then: no occurrence reaches over
// two. visit says whether to go on, and does nothing before it has read.
func (o *opener) eachText(doc uint32, visit func() (more bool, err error)) error {
	_, err := visit()
	if !isTooManyPlaces(err) {
		return err
	}
	return o.large(doc, func(texts *textReader) error {
		for n := range texts.count() {
			if err := texts.read(n); err != nil {
				return err
			}
			if more, err := visit(); err != nil || !more {
				return err
			}
		}
		return nil
	})
}

func isTooManyPlaces(err error) bool {
	var places *placesError
	return errors.As(err, &places)
}

// large calls visit with a reader of the document's texts in the field.
func (o *opener) large(doc uint32, visit func(*textReader) error) error {
	o.room.limit = maxTextOccurrences
	defer func() { o.room.limit = o.segment.large.small }()
	return o.segment.large.read(o.room.ctx, o.segment.ids[doc], func(d *corpus.Document) error {
		return visit(&textReader{opener: o, doc: doc, document: d, wanted: o.wantedIn(doc)})
	})
}

// wantedWord is a word that a slot asks for.
type wantedWord struct {
	slot    *slotReader
	written mark
}

// wantedIn returns what the slots ask for in the document, by term.
func (o *opener) wantedIn(doc uint32) map[string][]wantedWord {
	wanted := map[string][]wantedWord{}
	for _, s := range o.slots {
		for _, t := range s.terms {
			if t.docs.Contains(doc) {
				wanted[t.term] = append(wanted[t.term], wantedWord{s, t.written})
			}
		}
	}
	return wanted
}

// textReader fills the slots of an opener with the words of some texts of a
// document, word by word, rather than with those of all its postings.
type textReader struct {
	opener   *opener
	doc      uint32
	document *corpus.Document
	wanted   map[string][]wantedWord
}

// count returns how many texts the document has in the field.
func (t *textReader) count() int {
	if t.opener.field == titleField {
		return 1
	}
	return len(t.document.Passages)
}

// read fills the slots with the words of the texts, whose numbers ascend.
func (t *textReader) read(texts ...int) error {
	room := t.opener.room
	room.doc = t.doc
	room.empty()
	for _, s := range t.opener.slots {
		s.found, s.doc = emptied(s.found), int64(t.doc)
	}
	for _, n := range texts {
		if err := t.add(n, t.parts(n)...); err != nil {
			return err
		}
	}
	return nil
}

func (t *textReader) parts(n int) []string {
	if t.opener.field == titleField {
		return []string{t.document.Title}
	}
	return []string{t.document.Passages[n].Heading, t.document.Passages[n].Text}
}

func (t *textReader) add(n int, parts ...string) error {
	pace := pace{ctx: t.opener.room.ctx}
	for word := range wordsOf(parts...) {
		if !pace.step(1) {
			return pace.err
		}
		for _, w := range t.wanted[word.term] {
			if word.mark&w.written != w.written {
				continue
			}
			if err := t.opener.room.hold(t.doc, 1); err != nil {
				return err
			}
			w.slot.found = append(w.slot.found, newOccurrence(newPlace(uint32(n), uint32(word.position)), word.sentence))
		}
	}
	return nil
}
