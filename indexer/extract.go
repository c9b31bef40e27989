package indexer

import (
	"cmp"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"time"

	"entente/corpus"
	"entente/corpus/formats"
	"entente/corpus/formats/pdfsandbox"
	"entente/corpus/instrument"
	"entente/corpus/language"
	"entente/corpus/passages"
)

// ExtractionVersion is part of every row of the ledger. Raise it when the same
// bytes give better documents than before: files are then read again.
const ExtractionVersion = 9

// Input is a file to make documents of.
type Input struct {
	Name       string // base name; its extension helps to tell the format
	Path       string // absolute; ids of documents that declare none come from it
	Collection string
	Metadata   formats.Metadata // declared beside the file, before what is in it
	Hash       string           // SHA-256 of Data in lower-case hexadecimal; found out when empty
	Format     string           // formats.Format.Name of what the first bytes tell; found out when empty
	Data       io.ReaderAt
	Size       int64 // bytes in Data

	// OCR holds the languages of the text that is recognised in the images of
	// pages without text; see formats.Means. None recognises none.
	OCR []string
	// PageBegins is called before each page that is recognised; nil for none.
	PageBegins func() error
}

// Extractor makes documents of files. It may be used concurrently.
type Extractor interface {
	// Extract hands the documents of a file to yield one by one, in their order
	// in the file, and gives up when yield fails. An error of type
	// *formats.Error is the file's own failure, which may come after some
	// documents; any other means that nothing can be extracted any more. The
	// Reading tells what is known in either case.
	Extract(ctx context.Context, in Input, yield func(*corpus.Document) error) (Reading, error)
}

// Reading says how a file was read, beside its documents.
type Reading struct {
	// Unread says what of the file could not be read or used, for people.
	Unread []string
	// Pages says how each page was read, in the order of the file; nil for a
	// format without pages.
	Pages []formats.PageReading
	// Engines lists what read the file, each once; none where nothing got to it.
	Engines []formats.Engine
	// Took is the time of the reading, without that of yield.
	Took time.Duration
}

// Tagger recognises names; *gazetteer.Gazetteer is one.
type Tagger interface {
	// Tag adds the tags that the text of the document gives evidence of.
	Tag(*corpus.Document)
	// Resolve returns the value that a name stands for in a field.
	Resolve(field, name string) (value string, ok bool)
}

// NewExtractor returns an Extractor that works in this process: right for files
// that are our own. Others can hang or kill the process; Workers keeps them apart.
// It keeps the machine code of pdfium in the user's cache folder once it needed it.
func NewExtractor(t Tagger) Extractor {
	return extractor{tagger: t, pdfium: pdfsandbox.NewEngine(pdfsandbox.CacheFolder())}
}

// Extract returns all documents of a file that is small enough for it.
func Extract(ctx context.Context, e Extractor, in Input) (documents []*corpus.Document, unread []string, err error) {
	reading, err := e.Extract(ctx, in, func(d *corpus.Document) error {
		documents = append(documents, d)
		return nil
	})
	return documents, reading.Unread, err
}

type extractor struct {
	tagger Tagger
	pdfium *pdfsandbox.Engine
}

func (e extractor) Extract(ctx context.Context, in Input, yield func(*corpus.Document) error) (Reading, error) {
	start, waited := time.Now(), time.Duration(0)
	reading, err := e.extract(ctx, in, func(d *corpus.Document) error {
		ready := time.Now()
		defer func() { waited += time.Since(ready) }()
		return yield(d)
	})
	reading.Took = time.Since(start) - waited
	return reading, err
}

func (e extractor) extract(ctx context.Context, in Input, yield func(*corpus.Document) error) (Reading, error) {
	format, err := formatOf(in)
	if err != nil {
		return Reading{}, err
	}
	if in.Hash == "" {
		if in.Hash, err = hashOf(ctx, in.Data, in.Size); err != nil {
			return Reading{}, err
		}
	}
	ctx = formats.WithMeans(ctx, formats.Means{Pdfium: e.pdfium, OCR: in.OCR, PageBegins: in.PageBegins})
	x := &extraction{Input: in, tagger: e.tagger, yield: yield, mediaType: format.MediaType()}
	if format.Each != nil {
		return x.each(ctx, format.Each)
	}
	records, err := format.Read(ctx, in.Data, in.Size)
	if err != nil {
		return readingOf(err), readFailure(ctx, err)
	}
	return x.all(ctx, records)
}

// readingOf is how a file was read that failed.
func readingOf(err error) Reading {
	own := &formats.Error{}
	if errors.As(err, &own) && own.Engine != "" {
		return Reading{Engines: []formats.Engine{own.Engine}}
	}
	return Reading{Pages: own.Pages, Engines: engines(own.Pages)}
}

// formatOf returns the format of a file, by no more than its name and first
// bytes, since it is told outside of the worker processes too.
func formatOf(in Input) (formats.Format, error) {
	if in.Format != "" {
		return formats.Named(in.Format)
	}
	head := make([]byte, min(in.Size, formats.DetectBytes))
	n, err := in.Data.ReadAt(head, 0)
	if err != nil && !errors.Is(err, io.EOF) {
		return formats.Format{}, unreadable(err)
	}
	return formats.Detect(in.Name, head[:n])
}

// readFailure makes any failure to read but the end of ctx the file's own.
func readFailure(ctx context.Context, err error) error {
	var own *formats.Error
	if ctx.Err() != nil || errors.As(err, &own) {
		return err
	}
	return unreadable(err)
}

func hashOf(ctx context.Context, data io.ReaderAt, size int64) (string, error) {
	hash := sha256.New()
	source := io.NewSectionReader(data, 0, size)
	for {
		if err := ctx.Err(); err != nil {
			return "", err
		}
		n, err := io.CopyN(hash, source, 4<<20)
		size -= n
		switch {
		case errors.Is(err, io.EOF) && size > 0:
			return "", failure(Unreadable, "it became shorter while it was read")
		case errors.Is(err, io.EOF):
			return hex.EncodeToString(hash.Sum(nil)), nil
		case err != nil:
			return "", unreadable(err)
		}
	}
}

// addReading keeps how the pages of the record were read, and by what.
func (x *extraction) addReading(r formats.Record) {
	for _, page := range r.Pages {
		page.Entry, page.Problem = x.entry, oneLine(page.Problem)
		x.reading.Pages = append(x.reading.Pages, page)
	}
	by := engines(r.Pages)
	if r.Engine != "" {
		by = []formats.Engine{r.Engine}
	}
	for _, engine := range by {
		if !slices.Contains(x.reading.Engines, engine) {
			x.reading.Engines = append(x.reading.Engines, engine)
		}
	}
}

// note keeps what could not be used of a record.
func (x *extraction) note(record int, text string) {
	switch {
	case x.entry != "":
		text = x.entry + ": " + text
	case x.several && !x.entries:
		text = fmt.Sprintf("record %d: %s", record, text)
	}
	x.reading.Unread = append(x.reading.Unread, oneLine(text))
}

// document makes the document of a record. The error is an *formats.Error.
func (x *extraction) document(number int, r formats.Record) (*corpus.Document, error) {
	for _, part := range r.Unread {
		if x.entries {
			x.reading.Unread = append(x.reading.Unread, oneLine(part)) // it says itself where
			continue
		}
		x.note(number, part)
	}
	metadata := x.merged(r.Metadata)
	id, err := x.id(number, r.Metadata.ID)
	if err != nil {
		return nil, err
	}
	d := &corpus.Document{ID: id, Source: x.source(number, r)}
	var mainLanguage string
	d.Passages, mainLanguage = passages.Languages(passages.Split(r.Blocks))
	if textBytes(d) == 0 {
		return nil, failure(formats.NoText, "no text in it")
	}
	x.declare(d, number, metadata, r)
	if d.Language == "" {
		detectLanguage(d, mainLanguage)
	}
	x.tagger.Tag(d)
	d.Unread, d.PageLabels = unreadParts(r.Unread), pageLabels(r.Pages)
	instrument.Read(d)
	if err := d.Check(); err != nil {
		return nil, failure(refusal(d), "%s", oneLine(err.Error()))
	}
	return d, nil
}

// detectLanguage gives a document the language that most of its passages are in,
// else that of its text, where it can be told.
func detectLanguage(d *corpus.Document, main string) {
	if d.Language = main; main == "" {
		d.Language = language.Detect(textOf(d))
	}
	if d.Language != "" {
		d.LanguageOrigin = corpus.Detected
	}
}

// refusal is the reason why a document does not pass its check.
func refusal(d *corpus.Document) formats.Reason {
	if d.TextBytes() > corpus.MaxTextBytes || len(d.Passages) > corpus.MaxPassages {
		return formats.TooLarge
	}
	return formats.Malformed
}

func (x *extraction) source(number int, r formats.Record) corpus.Source {
	path := shownPath(x.Path)
	switch {
	case r.Entry != "":
		path += formats.EntryMark + r.Entry
	case x.several && !x.entries:
		path = fmt.Sprintf("%s#%d", path, number)
	}
	return corpus.Source{Collection: x.Collection, Path: path, MediaType: cmp.Or(r.MediaType, x.mediaType), Engine: string(r.Engine), Hash: x.Hash}
}

// textBytes is the length of the text of all passages.
func textBytes(d *corpus.Document) int64 {
	var n int64
	for _, p := range d.Passages {
		n += int64(len(p.Text))
	}
	return n
}

func textOf(d *corpus.Document) string {
	var b strings.Builder
	b.Grow(int(textBytes(d)) + 2*len(d.Passages))
	for _, p := range d.Passages {
		b.WriteString(p.Text)
		b.WriteString("\n\n")
	}
	return b.String()
}

// oneLine joins all words of a text with single blanks.
func oneLine(s string) string { return strings.Join(strings.Fields(s), " ") }
