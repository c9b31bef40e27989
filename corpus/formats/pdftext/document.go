// Package pdftext reads the text of PDF files page by page, as paragraphs in
// reading order.
//
// The objects of the file come from the library ledongthuc/pdf; everything from
// there to the text is here: streams and their filters, the walk of the page
// tree, the content interpreter, fonts and their encodings, the layout of the
// pieces of text into lines and paragraphs, and the check whether a page can be
// read at all. How text becomes records and errors of the program is decided in
// the package formats; no image is looked at and no text recognised in one.
//
// A hostile file can make the library below hang or use up the memory, which
// cannot be prevented here: run it where it can be killed.
package pdftext

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"strings"
	"unicode"

	"entente/corpus"

	"github.com/ledongthuc/pdf"
)

// A file over one of these limits, or over corpus.MaxTextBytes, is refused: with
// ErrTooLarge, or with ErrMalformed for a page tree that does not end.
const (
	maxPages     = 20_000
	maxTreeDepth = 64 // of the page tree
	maxTreeNodes = 4 * maxPages
)

// A page over one of these limits keeps what was read before it, or beside it,
// and says in Page.Problem that something is left out.
const (
	maxOperators  = 10_000_000 // of a page; showing a form counts as formCost of them
	maxStream     = 64 << 20   // bytes of decoded content of a page, and of any one stream, which is lost as a whole
	maxFormDepth  = 16         // forms shown by forms; deeper ones are left out
	maxOperands   = 100_000    // before one operator
	maxStates     = 4_096      // graphics states saved and not restored; further ones are not, and text may stand elsewhere
	maxPageText   = 5 << 20    // bytes of text on a page
	maxPieces     = 200_000    // of text on a page, such as words
	maxMappings   = 200_000    // entries of a character map; characters behind them cannot be read
	maxCoordinate = 1e9        // what lies beyond is outside of every page
)

// Over these limits no text is lost.
const (
	maxFonts  = 2_000   // kept at a time; others are loaded again
	maxGlyphs = 200_000 // kept of a composite font; others are looked up again
	maxWidths = 200_000 // of the glyphs in a composite font, which has no more glyphs than maxGlyph
	maxGlyph  = 0xFFFF  // number of a glyph in a composite font
)

// Document is the text of a file.
type Document struct {
	Title    string // as the file declares it; empty when it says nothing of use
	Language string // ISO 639-1 as declared, unless the text is plainly in another
	Pages    []Page
}

// Page is the text of one page.
type Page struct {
	Number int // physical, counted from 1
	// Label is how the file or the print on the page numbers it, where that is
	// otherwise: "xiv", "243"; for a page of which neither is known it is empty.
	Label      string
	Paragraphs []Paragraph
	// Problem says what of the page could not be read or is left out, and is empty
	// when all was read or the page is blank.
	Problem string
	// Blank reports that there is nothing to be seen on the page but its number.
	Blank bool
	// Second reports that the text is the second reader's.
	Second bool

	painted bool       // there is something to be seen that is no text
	partial bool       // the page could not be read in full
	garbled bool       // its text is left out
	imaged  float64    // area of the images as a part of the page's
	skipped float64    // share of the glyphs that are known to be no text
	counted statistics // of the text that is left
}

// Paragraph is a paragraph or heading.
type Paragraph struct {
	Text string
	// Level is 0 for a paragraph; 1 or 2 for a short line in letters clearly
	// larger than those of the document's text.
	Level int

	size  float64 // of the letters
	lines int
	edge  bool // alone on the first or last line of the page
}

// The errors that say why nothing of a file can be read.
var (
	ErrEncrypted = errors.New("the file is encrypted")
	ErrMalformed = errors.New("the file is damaged or no PDF")
	ErrTooLarge  = errors.New("the file is too large")
)

// Error is one of the errors above with what was found.
type Error struct {
	Err    error
	Detail string
}

func (e *Error) Error() string { return e.Err.Error() + ": " + e.Detail }

// Unwrap returns which of the errors it is.
func (e *Error) Unwrap() error { return e.Err }

func failed(err error, detail string, values ...any) *Error {
	return &Error{Err: err, Detail: fmt.Sprintf(detail, values...)}
}

// printable returns what the library says of a file without the objects of the
// file that it may print behind a semicolon, and without bytes that are no text.
func printable(cause any) string {
	const longest = 120 // characters
	said, _, _ := strings.Cut(fmt.Sprint(cause), ";")
	said = strings.Map(func(r rune) rune {
		if r == unicode.ReplacementChar || !unicode.IsPrint(r) {
			return -1
		}
		return r
	}, said)
	if letters := []rune(said); len(letters) > longest {
		return string(letters[:longest]) + "…"
	}
	return said
}

// file is a PDF file being read, with what its pages share.
type file struct {
	reader    *pdf.Reader
	at        io.ReaderAt
	size      int64
	encrypted bool
	fonts     map[string]*font            // by the text of the font's dictionary
	fontSets  map[string]map[string]*font // by the text of a dictionary of fonts, and the name in it
}

// Read reads the file of the given size in bytes. Pages that cannot be read well
// are read by a second reader too, where there is one (second is not nil). The
// error is an *Error, or that of the context, which is looked at on every page
// and every few thousand operators.
func Read(ctx context.Context, at io.ReaderAt, size int64, second OpenSecond) (*Document, error) {
	other := &secondReading{open: second}
	defer other.close()
	f, nodes, err := openPages(at, size)
	if err != nil {
		return other.whole(ctx, err)
	}
	metadata := f.metadata()
	document := &Document{Title: cmp.Or(f.title(), TidyTitle(metadata.title))}
	length := 0
	for i, node := range nodes {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		page, err := f.readPage(ctx, node)
		if err != nil {
			return nil, err
		}
		if page, err = other.improve(ctx, page, i); err != nil {
			return nil, err
		}
		page.Number = i + 1
		document.Pages = append(document.Pages, page)
		if length += page.length(); length > corpus.MaxTextBytes {
			return nil, failed(ErrTooLarge, "more than %d MB of text", corpus.MaxTextBytes>>20)
		}
	}
	f.label(document.Pages)
	document.dropPageNumbers()
	document.dropRunningHeads()
	for i := range document.Pages {
		document.Pages[i].judgeImage()
	}
	document.setLevels()
	document.Language = f.language(document, metadata.language)
	return document, nil
}

func openPages(at io.ReaderAt, size int64) (*file, []pageNode, error) {
	f, err := open(at, size)
	if err != nil {
		return nil, nil, err
	}
	nodes, err := f.pageNodes()
	return f, nodes, err
}

// open opens the file through the library, whose panics become errors.
func open(at io.ReaderAt, size int64) (f *file, err error) {
	defer func() {
		if cause := recover(); cause != nil {
			f, err = nil, failed(ErrMalformed, "%s", printable(cause))
		}
	}()
	at, size = viewOf(at, size)
	reader, err := pdf.NewReader(at, size)
	switch {
	case errors.Is(err, pdf.ErrInvalidPassword):
		return nil, failed(ErrEncrypted, "it needs a password")
	case err != nil && isEncryptionError(err):
		return nil, failed(ErrEncrypted, "in a way that is not supported: %s", printable(err))
	case err != nil:
		return nil, failed(ErrMalformed, "%s", printable(err))
	}
	encryption := reader.Trailer().Key("Encrypt")
	if bits := keyLength(encryption); bits < supportedKey {
		return nil, failed(ErrEncrypted, "in a way that is not supported: the key has %d bits", bits)
	}
	encrypted := encryption.Kind() == pdf.Dict
	return &file{reader: reader, at: at, size: size, encrypted: encrypted, fonts: map[string]*font{}, fontSets: map[string]map[string]*font{}}, nil
}

// supportedKey is the shortest encryption key, in bits, with which the library
// decrypts correctly.
const supportedKey = 88

// keyLength returns the length of the encryption key in bits.
func keyLength(encryption pdf.Value) int64 {
	const otherwise = 40
	switch {
	case encryption.Kind() != pdf.Dict, encryption.Key("V").Int64() >= 4:
		return supportedKey
	case encryption.Key("Length").Int64() == 0:
		return otherwise
	}
	return encryption.Key("Length").Int64()
}

func (p *Page) length() (n int) {
	for _, paragraph := range p.Paragraphs {
		n += len(paragraph.Text)
	}
	return n
}
