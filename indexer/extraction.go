package indexer

import (
	"context"
	"slices"

	"entente/corpus"
	"entente/corpus/formats"
)

// extraction makes the documents of one file.
type extraction struct {
	Input
	tagger    Tagger
	yield     func(*corpus.Document) error
	mediaType string
	several   bool   // records in the file
	entries   bool   // the records are of files in the file
	number    int    // of the record that is being made a document, from 1
	entry     string // of that record, see formats.Record
	found     int    // documents
	refused   error  // why the last record that became none did not
	reading   Reading
}

// all makes documents of the records of a file that was read whole.
func (x *extraction) all(ctx context.Context, records []formats.Record) (Reading, error) {
	x.several, x.entries = len(records) > 1, formats.HasEntries(records)
	for i := range records {
		if err := ctx.Err(); err != nil {
			return Reading{}, err
		}
		err := x.add(records[i], nil)
		records[i].Blocks = nil // no longer needed, and may be much
		if err != nil {
			return Reading{}, err
		}
	}
	return x.result()
}

// each makes documents of records while the file is read. One record is held
// back until the next is there: the first does not tell whether it is the only
// one, and the last tells what became no record.
func (x *extraction) each(ctx context.Context, read formats.RecordReader) (Reading, error) {
	var held *formats.Record
	var stopped error
	unread, err := read(ctx, x.Data, x.Size, func(r formats.Record) error {
		if held != nil {
			x.several = true
			stopped = x.add(*held, nil)
		}
		held = &r
		return stopped
	})
	if stopped != nil {
		return Reading{}, stopped
	}
	if err != nil {
		return readingOf(err), readFailure(ctx, err)
	}
	if err := x.add(*held, unread); err != nil {
		return Reading{}, err
	}
	x.reading.Unread = slices.Concat(unread, x.reading.Unread)
	return x.result()
}

// add hands on the document of a record, which also tells what became no record.
// The error is that of yield.
func (x *extraction) add(r formats.Record, unread []string) error {
	x.number++
	x.entry = r.Entry
	x.addReading(r)
	d, err := x.document(x.number, r)
	if err != nil {
		x.refused = err
		x.note(x.number, err.Error())
		return nil
	}
	if len(unread) > 0 {
		d.Unread = unreadParts(slices.Concat(unread, r.Unread))
	}
	x.found++
	return x.yield(d)
}

func (x *extraction) result() (Reading, error) {
	switch {
	case x.found > 0:
		return x.reading, nil
	case x.refused != nil:
		return x.reading, x.refused
	}
	return x.reading, failure(formats.Empty, "no records in it")
}
