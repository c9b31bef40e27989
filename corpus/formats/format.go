// Package formats reads files into records: what a file declares about itself
// and its text as a run of blocks. It has one file per file format and one list
// of them (List); a new format is one file and one line in the list.
//
// How blocks become the passages that hits cite is decided in corpus/passages,
// which tags a document gets in corpus/gazetteer. Readers here may be fed
// hostile files; they return errors, but a library below them can hang or die,
// which is why the indexer runs them in a worker process with limits.
package formats

import (
	"context"
	"io"

	"entente/corpus/formats/oldword"
)

// Format reads one file format.
type Format struct {
	Name       string   // as listed to people: "PDF"
	Extensions []string // lower case, with the dot
	MediaTypes []string // as sniffed from the content
	// Read returns the records in a file of the given size in bytes: one for
	// most formats, one per line for JSON Lines, those of its entries for an
	// archive. Errors are of type *Error wherever the file is to blame. It
	// returns ctx.Err() when ctx ends.
	Read func(ctx context.Context, file io.ReaderAt, size int64) ([]Record, error)
	// Each reads the same records one by one, in formats of which a file may hold
	// very many; nil for others.
	Each RecordReader

	nested nestedReader // Read for a file in a file, where the format holds files
}

// MediaType is what files of the format are served as, "" for a zero Format.
func (f Format) MediaType() string {
	if len(f.MediaTypes) == 0 {
		return ""
	}
	return f.MediaTypes[0]
}

// Record is one document as found in a file.
type Record struct {
	// Entry is where the record is in a file that holds files: the path in an
	// archive, the name of an attachment, with EntryMark before an entry of an
	// entry. It is empty for the text of the file itself.
	Entry string `json:",omitempty"`
	// MediaType is that of the entry, empty where it is that of the format.
	MediaType string `json:",omitempty"`
	// Engine is what read the text where that was another program, as a whole.
	Engine   Engine `json:",omitempty"`
	Metadata Metadata
	Blocks   []Block
	// Unread says which parts of the record could not be read, for people:
	// "p. 7: no text (scanned image)". It is empty when all was read. In a file
	// of several records each line says itself where in the file it is, such as
	// "line 3: …", and the first record also tells what became no record.
	Unread []string
	// Pages says how each page was read, in formats that have pages.
	Pages []PageReading `json:",omitempty"`
}

// PageReading says how a page was read.
type PageReading struct {
	Entry  string `json:",omitempty"` // in a file that holds files: that of the record
	Number int    // physical, counted from 1
	Label  string `json:",omitempty"` // as the file or the print on the page numbers it, where otherwise
	Engine Engine // that read the text which was taken, or tried last
	// Quality is about what part of the text on the page was read: 1 for a page
	// of which nothing is known to be missing or wrong, 0 for one that is unread.
	Quality float64
	Unread  bool   // no word of it was read, though there is something on it
	Problem string `json:",omitempty"` // what of it could not be read, for people; empty when all was
}

// Engine is what reads the text of pages or of whole files.
type Engine string

// The engines.
const (
	OwnEngine    Engine = "own"
	PdfiumEngine Engine = "pdfium"
	OCREngine    Engine = "ocr" // the quality is its own confidence then

	LibreOfficeEngine Engine = oldword.LibreOffice
	AntiwordEngine    Engine = oldword.Antiword
)

// Metadata is what a file, its sidecar or its manifest declares. Empty means
// not declared.
type Metadata struct {
	ID            string   `json:"id,omitempty"`
	Title         string   `json:"title,omitempty"`
	TitleFound    bool     `json:"title_found,omitempty"` // it is a line of the text, which nothing declares to be one
	Type          string   `json:"type,omitempty"`
	Date          string   `json:"date,omitempty"` // as written; see ParseLooseDate
	Language      string   `json:"language,omitempty"`
	Organizations []string `json:"organizations,omitempty"`
	Topics        []string `json:"topics,omitempty"`
	Parties       []string `json:"parties,omitempty"`
	URL           string   `json:"url,omitempty"`
	// Instrument is the record of a treaty or agreement.
	Instrument Instrument `json:"instrument,omitzero"`
}

// foundTitle takes a line of the text for the title where none is declared.
func (m *Metadata) foundTitle(line string) {
	if m.Title == "" && line != "" {
		m.Title, m.TitleFound = line, true
	}
}

// Block is a paragraph or heading of a record, in reading order.
type Block struct {
	// Level is 0 for a paragraph, 1 to 6 for a heading of that depth.
	Level int
	// Page is the physical page counted from 1, 0 where there are none.
	Page int
	// Text is plain text in valid UTF-8, NFC, without control characters but
	// "\n" for a line end that matters.
	Text string
}

// Reason is why a file could not be read, as kept in the ledger.
type Reason string

// The reasons for which a file is not read.
const (
	Empty       Reason = "empty"       // no bytes, or nothing but white space
	NoText      Reason = "no-text"     // images only
	Encrypted   Reason = "encrypted"   // a password is needed
	Malformed   Reason = "malformed"   // not what its name or first bytes say
	Unsupported Reason = "unsupported" // no reader for this format
	TooLarge    Reason = "too-large"   // over a limit
	Encoding    Reason = "encoding"    // the characters cannot be told
)

// Error says why a file could not be read.
type Error struct {
	Reason Reason
	Detail string // specific: "xref table missing", "line 12: id is not a string"
	Err    error  // the cause, where there is one
	// Pages says how each page was read, where that is why the file is not.
	Pages []PageReading
	// Engine is what read the file as a whole, where that was another program.
	Engine Engine
}

func (e *Error) Error() string {
	s := string(e.Reason)
	if e.Detail != "" {
		s += ": " + e.Detail
	}
	if e.Err != nil {
		s += ": " + e.Err.Error()
	}
	return s
}

// Unwrap returns the cause.
func (e *Error) Unwrap() error { return e.Err }

// Advice returns what a person can do about a file that failed for the reason.
func (r Reason) Advice() string {
	switch r {
	case Empty:
		return "delete it if it is blank in its own program, too; if not, get it again or save it in another format"
	case NoText:
		return "needs OCR: index it with --ocr if it is a PDF; else, or if that finds no words, run it through an OCR program and index the result"
	case Encrypted:
		return "remove the password with the program that made it, and index it again"
	case Malformed:
		return "open it in its own program and save it again, or get another copy"
	case Unsupported:
		return "convert it to PDF, HTML, Markdown or plain text"
	case TooLarge:
		return "split it; the size of a file is limited by --max-file"
	case Encoding:
		return "save it as UTF-8"
	}
	return ""
}
