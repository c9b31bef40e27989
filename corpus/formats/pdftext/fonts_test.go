package pdftext

import (
	"strings"
	"testing"

	"entente/corpus/formats/pdftext/pdftest"

	"github.com/google/go-cmp/cmp"
)

func TestFonts(t *testing.T) {
	toUnicode := func(b *pdftest.Builder, source string) string { return ref(b.Stream("", source)) }
	tests := []struct {
		name    string
		font    func(b *pdftest.Builder) string // the entries of the dictionary
		shown   string
		want    string
		problem string
	}{
		{"differences", func(*pdftest.Builder) string {
			return "/Subtype /Type1 /BaseFont /Times /Encoding << /Differences [65 /eacute /uni20AC 70 /f_i /fi] >>"
		}, "(ABFG)", "é€fifi", ""},
		{"ligature", func(b *pdftest.Builder) string {
			return "/Subtype /Type1 /Encoding /WinAnsiEncoding /ToUnicode " + toUnicode(b, "2 beginbfchar <41> <FB03> <42> <00660066> endbfchar")
		}, "(oAce oBer)", "office offer", ""},
		{"map before encoding", func(b *pdftest.Builder) string {
			return "/Subtype /Type1 /Encoding /WinAnsiEncoding /ToUnicode " + toUnicode(b, "1 beginbfchar <41> <0042> endbfchar")
		}, "(AC)", "BC", ""},
		{"identity", func(b *pdftest.Builder) string {
			return "/Subtype /Type0 /Encoding /Identity-H /DescendantFonts [ << /Subtype /CIDFontType2 /DW 500 /W [1 [600 700]] >> ] /ToUnicode " +
				toUnicode(b, "1 beginbfrange <0001> <001A> <0041> endbfrange")
		}, "<000100020003>", "ABC", ""},
		{"embedded CMap", func(b *pdftest.Builder) string {
			cmap := b.Stream("/Type /CMap", "2 begincodespacerange <00> <7F> <8000> <FFFF> endcodespacerange 1 begincidrange <8000> <80FF> 1 endcidrange")
			return "/Subtype /Type0 /Encoding " + ref(cmap) + " /DescendantFonts [ << /DW 500 >> ] /ToUnicode " +
				toUnicode(b, "2 beginbfchar <41> <0058> <8001> <0059> endbfchar")
		}, "<418001>", "XY", ""},
		{"UTF-16", func(*pdftest.Builder) string {
			return "/Subtype /Type0 /Encoding /UniGB-UTF16-H /DescendantFonts [ << >> ]"
		}, "<53174EAC>", "北京", ""},
		{"GBK", func(*pdftest.Builder) string {
			return "/Subtype /Type0 /Encoding /GBK-EUC-H /DescendantFonts [ << >> ]"
		}, "<41B1B1BEA9>", "A北京", ""},
		{"glyph numbers of Windows", func(*pdftest.Builder) string {
			return "/Subtype /Type0 /Encoding /Identity-H /DescendantFonts [ << /Subtype /CIDFontType2 /BaseFont /ABCDEF+TimesNewRomanPSMT >> ]"
		}, "<023A023B00030024>", "АБ A", ""},
		{"map that is damaged", func(b *pdftest.Builder) string {
			return "/Subtype /Type1 /ToUnicode " + ref(b.Stream("/Filter /FlateDecode", "damaged"))
		}, "(AB)", "AB", "some characters may be wrong: decoding a stream (FlateDecode): zlib: invalid header"},
		{"no map", func(*pdftest.Builder) string {
			return "/Subtype /Type0 /Encoding /Identity-H /DescendantFonts [ << /Subtype /CIDFontType0 >> ]"
		}, "<00010002000300040005000600070008000900100011>", "", problemGarbled},
		{"Type 3", func(*pdftest.Builder) string {
			return "/Subtype /Type3 /FontMatrix [0.01 0 0 0.01 0 0] /FontBBox [0 0 100 100] /FirstChar 65 /Widths [60 60] " +
				"/Encoding << /Differences [65 /a65 /B] >>"
		}, "[(A)-500(B)]", "A B", ""},
		{"bullet of Windows", func(b *pdftest.Builder) string {
			return "/Subtype /TrueType /BaseFont /Symbol /ToUnicode " + toUnicode(b, "1 beginbfchar <41> <F0B7> endbfchar")
		}, "(A)", "•", ""},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			b := &pdftest.Builder{}
			tree := b.Reserve()
			resources := "/Font << /F1 " + ref(b.Add("<< /Type /Font "+test.font(b)+" >>")) + " >>"
			operator := "Tj"
			if strings.HasPrefix(test.shown, "[") {
				operator = "TJ"
			}
			page := mustRead(t, b.File(tree, "", resources, "BT /F1 12 Tf 72 700 Td "+test.shown+operator+" ET")).Pages[0]
			got := ""
			for _, p := range page.Paragraphs {
				got += p.Text
			}
			if diff := cmp.Diff([]string{test.want, test.problem}, []string{got, page.Problem}); diff != "" {
				t.Error(diff)
			}
		})
	}
}

// TestFontsByObject has two pages that call different fonts by the same name.
func TestFontsByObject(t *testing.T) {
	b := &pdftest.Builder{}
	tree := b.Reserve()
	var kids string
	for _, glyph := range []string{"/alpha", "/beta"} {
		font := b.Add("<< /Type /Font /Subtype /Type1 /Encoding << /Differences [65 " + glyph + "] >> >>")
		content := b.Stream("", "BT /F1 12 Tf 72 700 Td (A) Tj ET")
		kids += ref(b.Add("<< /Contents "+ref(content)+" /Resources << /Font << /F1 "+ref(font)+" >> >> >>")) + " "
	}
	b.Set(tree, "<< /Kids [ "+kids+"] >>")
	document := mustRead(t, b.Bytes("/Root "+ref(b.Add("<< /Pages "+ref(tree)+" >>"))))
	if got := plainText(document); got != "α\nβ\n" {
		t.Errorf("got %q", got)
	}
}
