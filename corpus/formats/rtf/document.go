// Package rtf reads the text of Rich Text Format: paragraphs with the level of
// their headings and the numbers that the file shows before them, tables, notes,
// and the properties that a person declared.
//
// What is not part of the final text stays out: deleted and hidden text, headers
// and footers, comments, field codes. How blocks become passages is decided
// elsewhere.
package rtf

import (
	"bytes"
	"context"
	"fmt"

	"entente/corpus/formats/office"
)

// contextEvery is how many tokens are read between two looks at the context.
const contextEvery = 10_000

// Read reads the document whose bytes are data. Errors are an *office.Error, or
// ctx.Err().
func Read(ctx context.Context, data []byte) (*office.Document, error) {
	data = bytes.TrimLeft(bytes.TrimPrefix(data, []byte("\xEF\xBB\xBF")), " \t\r\n")
	if !bytes.HasPrefix(data, []byte(`{\rtf`)) {
		return nil, office.Malformed(`it does not begin with {\rtf`)
	}
	r := newReader(data)
	for count := 0; ; count++ {
		if count%contextEvery == 0 && ctx.Err() != nil {
			return nil, ctx.Err()
		}
		more, err := r.step()
		if err != nil {
			return nil, err
		}
		if !more {
			return r.document(), nil
		}
	}
}

// document returns what was read when the last group has ended, or the bytes have.
func (r *reader) document() *office.Document {
	if n := len(r.groups); n > 0 {
		r.note(fmt.Sprintf("the file breaks off: %d groups are not closed", n))
	}
	for len(r.groups) > 0 {
		r.close()
	}
	r.stories[0].end()
	if r.undecoded > 0 {
		r.note(fmt.Sprintf("%d characters that their code page does not have", r.undecoded))
	}
	return &office.Document{
		Title: r.title.String(), Properties: r.properties,
		Blocks: r.stories[0].blocks, Pictures: r.pictures, Unread: r.unread,
	}
}
