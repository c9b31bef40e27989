package formats

import (
	"bytes"
	"context"
	"encoding/binary"
	"fmt"
	"io"
	"unicode"
	"unicode/utf16"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"
)

// maxBadShare is the share of characters that may be no UTF-8 in a text that
// is otherwise UTF-8: a file cut in the middle of a letter or pasted together.
const maxBadShare = 0.001

// utf8Mark is the byte order mark in UTF-8.
const utf8Mark = "\uFEFF"

// readTextFile reads a file and decodes it; see decodeText.
func readTextFile(ctx context.Context, file io.ReaderAt, size int64) (text string, unread []string, err error) {
	data, err := readFile(ctx, file, size)
	if err != nil {
		return "", nil, err
	}
	return decodeText(data)
}

// decodeText returns the bytes of a plain text as UTF-8, and what of it could
// not be read. It understands UTF-8 and UTF-16 (with a byte order mark, or with
// the zero bytes that show it), and Windows-1252 or Macintosh where the bytes look
// like it. What shows that it is something else is an *Error: a guess at a code page
// would be indexed as words that nobody wrote.
func decodeText(data []byte) (text string, unread []string, err error) {
	switch {
	case bytes.HasPrefix(data, []byte(utf8Mark)):
		return decodeUTF8(data[len(utf8Mark):])
	case bytes.HasPrefix(data, []byte("\xFF\xFE")):
		return decodeUTF16(data[2:], binary.LittleEndian)
	case bytes.HasPrefix(data, []byte("\xFE\xFF")):
		return decodeUTF16(data[2:], binary.BigEndian)
	}
	if order := utf16Order(data); order != nil {
		return decodeUTF16(data, order)
	}
	return decodeUTF8(data)
}

func decodeUTF8(data []byte) (string, []string, error) {
	if looksBinary(data) {
		return "", nil, malformed("it has control characters that no text has; it may be a program's own format")
	}
	if utf8.Valid(data) {
		return string(data), nil, nil
	}
	bad, multibyte := countUTF8(data)
	if multibyte > 0 && float64(bad) <= max(1, maxBadShare*float64(len(data))) && bad < multibyte {
		return string(bytes.ToValidUTF8(data, []byte("\uFFFD"))), []string{unreadable(bad, "bytes that are no UTF-8")}, nil
	}
	if page := codePage(data); page != nil {
		decoded, err := page.NewDecoder().Bytes(data)
		if err != nil {
			return "", nil, &Error{Reason: Encoding, Detail: "not readable as " + page.String(), Err: err}
		}
		return string(decoded), nil, nil
	}
	return "", nil, &Error{Reason: Encoding, Detail: "neither UTF-8 nor Windows-1252, and it does not say what it is"}
}

func decodeUTF16(data []byte, order binary.ByteOrder) (string, []string, error) {
	var unread []string
	if len(data)%2 == 1 {
		unread = append(unread, "the last byte: half a UTF-16 character")
	}
	units := make([]uint16, len(data)/2)
	for i := range units {
		units[i] = order.Uint16(data[2*i:])
	}
	text := string(utf16.Decode(units))
	if looksBinary([]byte(text)) {
		return "", nil, malformed("it begins like UTF-16 but has control characters that no text has")
	}
	return text, unread, nil
}

// utf16Order tells UTF-16 without a byte order mark by its zero bytes: nearly
// all at odd or nearly all at even places, and many of them.
func utf16Order(data []byte) binary.ByteOrder {
	head := data[:min(len(data), 4096)]
	var even, odd int
	for i, c := range head {
		if c == 0 && i%2 == 0 {
			even++
		} else if c == 0 {
			odd++
		}
	}
	enough := len(head) / 5
	switch {
	case len(head) < 8:
		return nil
	case odd > enough && even*20 < odd:
		return binary.LittleEndian
	case even > enough && odd*20 < even:
		return binary.BigEndian
	}
	return nil
}

func hasUTF16Mark(data []byte) bool {
	return len(data) > 1 && (data[0] == 0xFF && data[1] == 0xFE || data[0] == 0xFE && data[1] == 0xFF)
}

// looksBinary reports whether more than one byte in a thousand is a control
// character that has no place in a text, or more than one in fifty if they are
// those of word processors.
func looksBinary(data []byte) bool {
	return tooManyControls(int64(countControls(data)), int64(len(data)))
}

// strangeControl is how many control characters of word processors one that has
// no meaning in a text stands for.
const strangeControl = 20

func tooManyControls(controls, size int64) bool { return controls*50 > size }

// countControls counts control characters, strange ones with their weight.
func countControls(data []byte) (controls int) {
	for _, c := range data {
		switch {
		case c >= ' ' || c == '\t' || c == '\n' || c == '\v' || c == '\f' || c == '\r' || c == 0x1A || c == 0x1B:
		case c == 0x07 || c == 0x1E || c == 0x1F: // Word's end of a cell or bullet, fixed and optional hyphen
			controls++
		default:
			controls += strangeControl
		}
	}
	return controls
}

func countUTF8(data []byte) (bad, multibyte int) {
	for len(data) > 0 {
		r, n := utf8.DecodeRune(data)
		switch {
		case r == utf8.RuneError && n == 1:
			bad++
		case n > 1:
			multibyte++
		}
		data = data[n:]
	}
	return bad, multibyte
}

// codePage tells the code page of a Western European text: the letters over
// 127 are fewer than a third of all letters (in Cyrillic or Greek code pages
// nearly all are over 127), and it is Macintosh when lines end as only a
// Macintosh ended them, Windows-1252 when none of the five bytes that have no
// meaning there occur and no signs within words: "wspó³pracy" is Polish in another
// code page. It returns nil when the evidence is not enough.
func codePage(data []byte) *charmap.Charmap {
	var letters, high int
	undefined := false
	for _, c := range data {
		switch {
		case c == 0x81 || c == 0x8D || c == 0x8F || c == 0x90 || c == 0x9D:
			undefined = true
		case c >= 0xC0:
			high++
		case c < 0x80 && unicode.IsLetter(rune(c)):
			letters++
		}
	}
	switch {
	case high*2 > letters:
		return nil
	case bytes.IndexByte(data, '\r') >= 0 && bytes.IndexByte(data, '\n') < 0:
		return charmap.Macintosh
	case undefined || hasSignsInWords(data):
		return nil
	}
	return charmap.Windows1252
}

// hasSignsInWords reports whether more than one in twenty of the bytes over 127
// is a sign of Windows-1252 (¶ ³ ¿) between letters, which is a small letter in a
// Central European code page.
func hasSignsInWords(data []byte) bool {
	signs, high := 0, 0
	for i, c := range data {
		if c < 0x80 {
			continue
		}
		high++
		if i > 0 && i+1 < len(data) && isCentralLetter(c) && isLetter1252(data[i-1]) && isLetter1252(data[i+1]) {
			signs++
		}
	}
	return signs > 1 && signs*20 > high
}

// isCentralLetter reports whether c is a sign in Windows-1252 and a small letter in
// Windows-1250 or ISO 8859-2. Signs that are capitals there, such as ¬,
// stand within western words where programs put them.
func isCentralLetter(c byte) bool {
	return bytes.IndexByte([]byte("\xB1\xB3\xB6\xB9\xBC\xBE\xBF"), c) >= 0
}

// isLetter1252 reports whether c is a letter without or with an accent.
func isLetter1252(c byte) bool {
	return 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' || c >= 0xC0 && c != 0xD7 && c != 0xF7
}

func unreadable(n int, what string) string {
	if n == 1 {
		return fmt.Sprintf("1 of the %s, replaced by \uFFFD", what)
	}
	return fmt.Sprintf("%d %s, replaced by \uFFFD", n, what)
}
