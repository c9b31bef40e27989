package pdftext

import (
	"strings"

	"github.com/ledongthuc/pdf"
	textencoding "golang.org/x/text/encoding"
	"golang.org/x/text/encoding/japanese"
	"golang.org/x/text/encoding/korean"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/traditionalchinese"
)

// composite is the part of a font whose codes may be longer than one byte.
type composite struct {
	toUnicode *cmap // nil where there is none
	embedded  *cmap // the CMap from codes to glyphs where it stands in the file
	utf16     bool  // codes are UTF-16
	charset   textencoding.Encoding
	ordered   bool // glyphs are numbered in the order of Windows' first fonts
	vertical  bool

	widths       map[uint32]float64
	defaultWidth float64
	glyphs       map[uint64]glyph // by code and its length
}

// loadComposite reads the dictionary of a composite font. With an error it
// returns what of it could be read.
func (f *file) loadComposite(v pdf.Value, toUnicode *cmap) (*composite, error) {
	descendant := v.Key("DescendantFonts").Index(0)
	c := &composite{toUnicode: toUnicode, defaultWidth: 1, glyphs: map[uint64]glyph{}}
	encoding := v.Key("Encoding")
	name := encoding.Name()
	var failure error
	if encoding.Kind() == pdf.Stream {
		var data []byte
		if data, failure = f.decodeStream(encoding); len(data) > 0 {
			c.embedded, failure = parseCMap(data)
		}
		name = encoding.Key("CMapName").Name()
		c.vertical = encoding.Key("WMode").Int64() == 1
	}
	c.vertical = c.vertical || strings.HasSuffix(name, "-V")
	c.utf16 = strings.Contains(name, "UCS2") || strings.Contains(name, "UTF16")
	c.charset = charsetOf(name)
	if width := descendant.Key("DW"); !width.IsNull() {
		c.defaultWidth = width.Float64() / 1000
	}
	c.ordered = strings.HasPrefix(name, "Identity") && descendant.Key("Subtype").Name() == "CIDFontType2" &&
		inKnownOrder(descendant.Key("BaseFont").Name())
	c.widths = glyphWidths(descendant.Key("W"))
	return c, failure
}

// charsetOf returns the character set behind the name of a predefined CMap, nil
// where it is none of the older ones.
func charsetOf(name string) textencoding.Encoding {
	name = strings.TrimSuffix(strings.TrimSuffix(name, "-H"), "-V")
	switch name {
	case "GB-EUC", "GBpc-EUC", "GBK-EUC", "GBKp-EUC", "GBK2K":
		return simplifiedchinese.GB18030
	case "B5pc", "ETen-B5", "ETenms-B5", "HKscs-B5":
		return traditionalchinese.Big5
	case "83pv-RKSJ", "90ms-RKSJ", "90msp-RKSJ", "90pv-RKSJ", "Add-RKSJ", "Ext-RKSJ":
		return japanese.ShiftJIS
	case "EUC":
		return japanese.EUCJP
	case "KSC-EUC", "KSCms-UHC", "KSCms-UHC-HW", "KSCpc-EUC":
		return korean.EUCKR
	}
	return nil
}

// glyphWidths reads the array W: "first [w w w]" or "first last w", repeated.
func glyphWidths(w pdf.Value) map[uint32]float64 {
	widths := map[uint32]float64{}
	set := 0 // more than maxWidths say the same glyphs again
	for i := 0; i+1 < w.Len() && set <= maxWidths; {
		first := w.Index(i).Int64()
		if list := w.Index(i + 1); list.Kind() == pdf.Array {
			for j := range list.Len() {
				widths[uint32(first+int64(j))] = list.Index(j).Float64() / 1000
			}
			set += list.Len()
			i += 2
			continue
		}
		last, width := min(w.Index(i+1).Int64(), maxGlyph), w.Index(i+2).Float64()/1000
		for g := max(first, 0); g <= last; g++ {
			widths[uint32(g)] = width
			set++
		}
		i += 3
	}
	return widths
}

func (c *composite) next(s []byte) (glyph, int) {
	code, length := c.split(s)
	key := uint64(length)<<32 | uint64(code)
	g, ok := c.glyphs[key]
	if !ok {
		g = c.load(code, s[:length])
		if len(c.glyphs) < maxGlyphs {
			c.glyphs[key] = g
		}
	}
	return g, length
}

func (c *composite) split(s []byte) (uint32, int) {
	switch {
	case c.embedded != nil && len(c.embedded.spaces) > 0:
		return c.embedded.split(s)
	case c.charset != nil:
		if s[0] < 0x80 || c.charset == japanese.ShiftJIS && s[0] >= 0xA0 && s[0] < 0xE0 {
			return uint32(s[0]), 1
		}
	case c.utf16 && s[0]&0xFC == 0xD8 && len(s) >= 4:
		return code(s[:4]), 4
	}
	length := min(2, len(s))
	return code(s[:length]), length
}

func (c *composite) load(code uint32, raw []byte) glyph {
	number := code
	if c.embedded != nil {
		number = c.embedded.glyph(code)
	}
	width, ok := c.widths[number]
	if !ok {
		width = c.defaultWidth
		if c.charset != nil && len(raw) == 1 {
			width /= 2
		}
	}
	return glyph{text: cleanGlyph(c.text(code, raw), false), width: width}
}

func (c *composite) text(code uint32, raw []byte) string {
	if c.toUnicode != nil {
		if text, ok := c.toUnicode.text(code); ok {
			return text
		}
	}
	switch {
	case c.utf16:
		return string(decodeUTF16(raw))
	case c.charset != nil:
		if text, err := c.charset.NewDecoder().Bytes(raw); err == nil {
			return string(text)
		}
	case c.ordered && c.toUnicode == nil:
		return orderedGlyph(code)
	}
	return unreadable
}
