package formats

import (
	"bytes"
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"unicode/utf8"

	"entente/corpus/formats/docx"
	"entente/corpus/formats/odt"
	"entente/corpus/formats/office"
	"entente/corpus/formats/pdftext"
	"entente/corpus/language"
)

// containers are the formats that are ZIP containers, by name. A file is read by
// the reader for what is in it, whatever its name says.
var containers = map[string]func(ctx context.Context, container *office.Container) (Record, error){
	"DOCX": officeRecord(docx.Read),
	"ODT":  officeRecord(odt.Read),
	"EPUB": epubRecord,
}

func readContainer(ctx context.Context, file io.ReaderAt, size int64) ([]Record, error) {
	data, err := readFile(ctx, file, size)
	if err != nil {
		return nil, err
	}
	container, err := office.Open(data)
	if err != nil {
		return nil, officeError(err)
	}
	kind, err := container.Kind(ctx)
	if err != nil {
		return nil, officeError(err)
	}
	read := containers[kind]
	if read == nil {
		return nil, unsupported(kind)
	}
	r, err := read(ctx, container)
	if err != nil {
		return nil, officeError(err)
	}
	return single(r)
}

// officeError gives an error of a reader of word processor files the reason under
// which it is listed. An error that is not the file's fault is returned as it is.
func officeError(err error) error {
	var failure *office.Error
	if !errors.As(err, &failure) {
		return err
	}
	reason := Malformed
	switch {
	case errors.Is(err, office.ErrEncrypted):
		reason = Encrypted
	case errors.Is(err, office.ErrTooLarge):
		reason = TooLarge
	case errors.Is(err, office.ErrUnsupported):
		reason = Unsupported
	}
	return &Error{Reason: reason, Detail: failure.Detail}
}

// officeRecord returns what makes the record of a container by one of the readers
// of word processor files.
func officeRecord(read func(context.Context, *office.Container) (*office.Document, error)) func(context.Context, *office.Container) (Record, error) {
	return func(ctx context.Context, container *office.Container) (Record, error) {
		d, err := read(ctx, container)
		if err != nil {
			return Record{}, err
		}
		return recordOf(d)
	}
}

// recordOf makes the record of a document. The error is an *Error of reason NoText
// where there are pictures and nothing else.
func recordOf(d *office.Document) (Record, error) {
	blocks := officeBlocks(d.Blocks)
	if len(blocks) == 0 && d.Pictures > 0 {
		return Record{}, &Error{Reason: NoText, Detail: fmt.Sprintf("%d pictures and no words", d.Pictures)}
	}
	r := Record{Blocks: blocks, Unread: d.Unread}
	r.Metadata = declaredMetadata(d, &r)
	r.Metadata.Title = cmp.Or(r.Metadata.Title, pdftext.TidyTitle(d.Title))
	if !hasHeading(blocks) {
		r.Metadata.foundTitle(firstTitle(blocks))
	}
	if r.Metadata.Language == "" {
		r.Metadata.Language = spokenLanguage(d.Language, blocks)
	}
	return r, nil
}

// declaredMetadata reads the properties that are named like metadata. Those with values
// that cannot be metadata are named in Unread.
func declaredMetadata(d *office.Document, r *Record) Metadata {
	m, err := MetadataFrom(d.Properties)
	if err != nil {
		r.Unread = append(r.Unread, "custom properties: "+strings.ReplaceAll(err.Error(), "\n", "; "))
	}
	return m
}

// officeBlocks cleans the blocks of a reader.
func officeBlocks(found []office.Block) []Block {
	var blocks []Block
	for _, b := range found {
		text := cleanText(b.Text)
		if text == "" {
			continue
		}
		level := b.Level
		if utf8.RuneCountInString(text) > maxHeading {
			level = 0
		}
		if level > 0 {
			text = strings.ReplaceAll(text, "\n", " ")
		}
		blocks = append(blocks, Block{Level: level, Text: text})
	}
	blocks = mergeMarkers(blocks)
	markTitleLines(blocks)
	return blocks
}

func hasHeading(blocks []Block) bool {
	return slices.ContainsFunc(blocks, func(b Block) bool { return b.Level > 0 })
}

// spokenLanguage returns the code of a declared language unless the text is
// plainly in another: programs write the language of their user there.
func spokenLanguage(declared string, blocks []Block) string {
	code := languageCode(strings.TrimSpace(declared))
	if len(code) != 2 {
		return ""
	}
	var text strings.Builder
	for _, b := range blocks {
		text.WriteString(b.Text + "\n")
	}
	if detected := language.Detect(text.String()); detected != "" && detected != code {
		return ""
	}
	return code
}

// containerFormat returns the format of the ZIP container with the first bytes
// head, as far as they tell it: by the names of its parts, else by its own name.
// What it is for certain its reader sees, which has the whole directory.
func containerFormat(name string, head []byte) (Format, bool) {
	kind := byExtension(name)
	if bytes.Contains(head, []byte("[Content_Types].xml")) && bytes.Contains(head, []byte("word/")) {
		kind = "DOCX"
	}
	if containers[kind] == nil {
		return Format{}, false
	}
	f, err := Named(kind)
	return f, err == nil
}
