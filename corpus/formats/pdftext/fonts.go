package pdftext

import (
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/ledongthuc/pdf"
)

// unreadable stands for a glyph that cannot be told; pages full of it fail the
// quality check.
const unreadable = "\uFFFD"

// glyph is what one character code shows.
type glyph struct {
	text  string
	width float64 // how far the pen moves, for a font of size 1
}

// font turns the bytes of a shown string into glyphs. It is filled when loaded;
// a composite font adds glyphs as they are met.
type font struct {
	simple    [256]glyph
	composite *composite // nil for a simple font
	height    float64    // of a line, for a font of size 1
	vertical  bool       // written downwards
	problem   string     // what of the font could not be read; its text suffers
}

// next returns the first glyph of s and the number of bytes of its code; s is
// not empty.
func (f *font) next(s []byte) (g glyph, length int) {
	if f.composite != nil {
		return f.composite.next(s)
	}
	return f.simple[s[0]], 1
}

// loadFont reads a font dictionary.
func (f *file) loadFont(v pdf.Value) *font {
	loaded := &font{height: 1}
	toUnicode, err := f.loadToUnicode(v.Key("ToUnicode"))
	if err != nil {
		loaded.problem = problemFont + ": " + printable(err)
	}
	switch v.Key("Subtype").Name() {
	case "Type0":
		loaded.composite, err = f.loadComposite(v, toUnicode)
		if err != nil {
			loaded.problem = problemFont + ": " + printable(err)
		}
		loaded.vertical = loaded.composite.vertical
	case "Type3":
		f.loadSimple(loaded, v, toUnicode)
		scaleType3(loaded, v)
	default:
		f.loadSimple(loaded, v, toUnicode)
	}
	return loaded
}

// loadToUnicode returns nil where there is no such map. With an error it returns
// what of it could be read.
func (f *file) loadToUnicode(v pdf.Value) (*cmap, error) {
	if v.Kind() != pdf.Stream {
		return nil, nil
	}
	data, err := f.decodeStream(v)
	if err != nil && len(data) == 0 {
		return nil, err
	}
	return parseCMap(data)
}

func (f *file) loadSimple(loaded *font, v pdf.Value, toUnicode *cmap) {
	name := v.Key("BaseFont").Name()
	picture := isPictureFont(strings.ToLower(name))
	codes := f.simpleEncoding(v, name)
	widths, first := v.Key("Widths"), int(v.Key("FirstChar").Int64())
	count := widths.Len()
	missing := v.Key("FontDescriptor").Key("MissingWidth").Float64()
	for c := range loaded.simple {
		text := codes[c]
		if toUnicode != nil {
			if mapped, ok := toUnicode.text(uint32(c)); ok {
				text = mapped
			}
		}
		g := &loaded.simple[c]
		g.text = cleanGlyph(text, picture)
		switch {
		case c >= first && c < first+count:
			g.width = widths.Index(c-first).Float64() / 1000
		case count > 0:
			g.width = missing / 1000
		default:
			g.width = standardWidth(name, text) / 1000
		}
	}
}

// simpleEncoding returns what the codes of a simple font mean without a
// ToUnicode map.
func (f *file) simpleEncoding(v pdf.Value, name string) encoding {
	declared := v.Key("Encoding")
	if e, ok := namedEncoding(declared.Name()); ok {
		return e
	}
	e, ok := namedEncoding(declared.Key("BaseEncoding").Name())
	if !ok {
		e = f.ownEncoding(v, name)
	}
	applyDifferences(&e, declared.Key("Differences"))
	return e
}

// ownEncoding returns the encoding built into the font.
func (f *file) ownEncoding(v pdf.Value, name string) encoding {
	if program := v.Key("FontDescriptor").Key("FontFile"); program.Kind() == pdf.Stream {
		data, _ := f.decodeStream(program)
		if e, ok := type1Encoding(data); ok {
			return e
		}
	}
	return builtInEncoding(name, v.Key("Subtype").Name() == "TrueType")
}

// applyDifferences reads the array of codes, each followed by the names of the
// glyphs for that code and the next ones.
func applyDifferences(e *encoding, differences pdf.Value) {
	code := 0
	for i := range differences.Len() {
		item := differences.Index(i)
		if item.Kind() == pdf.Integer {
			code = int(item.Int64())
			continue
		}
		if code >= 0 && code < len(e) {
			e[code] = namedText(item.Name(), code)
		}
		code++
	}
}

// namedText returns the text for a glyph name at a code. Names that only number
// the glyphs, as bitmap fonts made from TeX have them, mean the code itself
// where it is a letter of ASCII.
func namedText(name string, code int) string {
	if name == ".notdef" || name == ".null" || name == "" {
		return ""
	}
	if text := glyphText(name); text != "" {
		return text
	}
	if code > ' ' && code < 0x7F && strings.HasSuffix(name, strconv.Itoa(code)) {
		return string(rune(code))
	}
	return unreadable
}

// scaleType3 converts widths, which a Type 3 font gives in a space of its own.
func scaleType3(loaded *font, v pdf.Value) {
	m := v.Key("FontMatrix")
	across, up := m.Index(0).Float64(), m.Index(3).Float64()
	for c := range loaded.simple {
		loaded.simple[c].width *= 1000 * across
	}
	box := v.Key("FontBBox")
	height := (box.Index(3).Float64() - box.Index(1).Float64()) * up
	if height < 0 {
		height = -height
	}
	if height > minGlyphHeight && height < maxGlyphHeight {
		loaded.height = height
	}
}

// cleanGlyph brings the text of a glyph into the form that is indexed: no
// ligatures, no controls, plain blanks. The zero width joiners stay, since they
// change the letters of Persian and Indic words.
func cleanGlyph(text string, picture bool) string {
	if len(text) == 1 && text[0] >= ' ' && text[0] < 0x7F {
		return text
	}
	var clean strings.Builder
	for _, r := range text {
		clean.WriteString(cleanRune(r, picture))
	}
	return turnLigature(clean.String())
}

// turnLigature reverses a ligature of letters written to the left: the letters
// of a line are collected as they are seen, from the left.
func turnLigature(text string) string {
	r, _ := utf8.DecodeRuneInString(text)
	if !unicode.In(r, unicode.Arabic, unicode.Hebrew) || utf8.RuneCountInString(text) < 2 {
		return text
	}
	letters := []rune(text)
	slices.Reverse(letters)
	return string(letters)
}

func cleanRune(r rune, picture bool) string {
	switch {
	case r >= 0xFB00 && r <= 0xFB06:
		return [...]string{"ff", "fi", "fl", "ffi", "ffl", "st", "st"}[r-0xFB00]
	case r == '\t', r == '\n', r == '\r', unicode.Is(unicode.Zs, r):
		return " "
	case r == 0x200B, r == 0x2060, r == 0xFEFF, r >= 0x200E && r <= 0x200F, r >= 0x202A && r <= 0x202E:
		return ""
	case r >= 0xF020 && r <= 0xF0FF && picture:
		return "•"
	case r >= 0xF020 && r <= 0xF0FF:
		// Windows moves the codes of symbol fonts to this place.
		if text := symbolEncoding()[r&0xFF]; text != "" {
			return text
		}
		return unreadable
	case unicode.IsControl(r), unicode.Is(unicode.Co, r), r == 0xFFFE, r == 0xFFFF:
		return unreadable
	}
	return string(r)
}

// fallbackFont is used for text shown in a font that the file does not have.
func (f *file) fallbackFont() *font {
	const place = "a font that is missing"
	if known, ok := f.fonts[place]; ok {
		return known
	}
	loaded := &font{height: 1}
	f.loadSimple(loaded, pdf.Value{}, nil)
	f.fonts[place] = loaded
	return loaded
}
