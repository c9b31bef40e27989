package docx

import (
	"encoding/xml"
	"errors"
	"io"

	"entente/corpus/formats/office"
)

// readNotes reads the footnotes or endnotes of a document by their id.
func (r *reader) readNotes(part, element string) map[string][]office.Block {
	if r.failed != nil || !r.container.Has(part) {
		return nil
	}
	elements, err := r.container.Elements(r.ctx, part)
	if err != nil {
		r.failed = err
		return nil
	}
	found := map[string][]office.Block{}
	err = r.eachNote(elements, element, found)
	if errors.Is(err, office.ErrMalformed) {
		r.note("notes could not be read: " + detail(err))
		return found
	}
	if err != nil {
		r.failed = err
	}
	return found
}

func (r *reader) eachNote(elements *office.Elements, name string, found map[string][]office.Block) error {
	for {
		token, err := elements.Next()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return err
		}
		start, ok := token.(xml.StartElement)
		if !ok || start.Name.Local != name {
			continue
		}
		// A type is that of the lines between text and notes.
		if kind := office.Attribute(start.Attr, "type"); kind != "" && kind != "normal" {
			if err := elements.Skip(); err != nil {
				return err
			}
			continue
		}
		blocks, err := r.readNote(elements)
		if err != nil {
			return err
		}
		found[office.Attribute(start.Attr, "id")] = blocks
	}
}

func (r *reader) readNote(elements *office.Elements) ([]office.Block, error) {
	// A field that is not closed must not swallow the rest of the note.
	t := &text{reader: r, elements: elements, plain: true}
	err := elements.Read(t)
	return t.flow.Blocks(), err
}

// cite puts a note after the paragraph that cites it, with its number before it.
// The number is not put into the sentence, where it would part the words of a
// phrase.
func (t *text) cite(notes map[string][]office.Block, element xml.StartElement, number string) {
	id := office.Attribute(element.Attr, "id")
	key := element.Name.Local + " " + id
	if t.cited[key] {
		return
	}
	if t.cited == nil {
		t.cited = map[string]bool{}
	}
	t.cited[key] = true
	t.flow.Place(office.Note(number, notes[id])...)
}
