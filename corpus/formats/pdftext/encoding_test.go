package pdftext

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestGlyphText(t *testing.T) {
	for name, want := range map[string]string{
		"A": "A", "space": " ", "eacute": "é", "Scedilla": "Ş", "Zcaron": "Ž", "ohungarumlaut": "ő", "lslash": "ł", "germandbls": "ß",
		"uni20AC": "€", "uni00660069": "fi", "u1D400": "𝐀", "uniXYZW": "", "u12": "", "fi": "fi", "ffl": "ffl", "f_f_i": "ffi",
		"T_h": "Th", "f_unknown": "", "a.sc": "a", "one.oldstyle": "1", "threeoldstyle": "3", "Asmall": "a", "afii10017": "А", "afii10023": "Ё",
		"afii10024": "Ж", "afii10049": "Я", "afii10097": "я", "afii61352": "№", "alpha": "α", "alphatonos": "ά", "g23": "", "": "",
	} {
		if got := glyphText(name); got != want {
			t.Errorf("glyphText(%q) = %q, want %q", name, got, want)
		}
	}
}

func TestEncodings(t *testing.T) {
	tests := []struct {
		name string
		e    encoding
		want map[byte]string
	}{
		{"Windows", windowsEncoding(), map[byte]string{'A': "A", 0x80: "€", 0x93: "“", 0x81: "•", 0xE9: "é", '\'': "'", 10: ""}},
		{"MacRoman", func() encoding { e, _ := namedEncoding("MacRomanEncoding"); return e }(), map[byte]string{0x80: "Ä", 0xD5: "’", 0x8E: "é"}},
		{"standard", standardEncoding(), map[byte]string{'\'': "’", '`': "‘", 0xAE: "fi", 0xD0: "—", 0xE1: "Æ", 0xFB: "ß", 0x80: ""}},
		{"symbol", symbolEncoding(), map[byte]string{'a': "α", 'W': "Ω", 0xB7: "•", 0xA3: "≤", 0xD0: "∠", 0xF2: "∫"}},
		{"dingbats", dingbatsEncoding(), map[byte]string{'4': "✔", 'l': "●", 'n': "■", 'H': "★"}},
		{"document", documentEncoding(), map[byte]string{0x80: "•", 0x8D: "“", 0x95: "Ł", 0xA0: "€", 0xE9: "é"}},
	}
	for _, test := range tests {
		got := map[byte]string{}
		for code := range test.want {
			got[code] = test.e[code]
		}
		if diff := cmp.Diff(test.want, got); diff != "" {
			t.Errorf("%s: %s", test.name, diff)
		}
	}
}

func TestType1Encoding(t *testing.T) {
	program := "%!PS\n/Encoding 256 array\n0 1 255 {1 index exch /.notdef put} for\ndup 65 /Alpha put\ndup 66 /g66 put\nreadonly def\ncurrentfile eexec\x00dup 67 /C put"
	e, ok := type1Encoding([]byte(program))
	if !ok || e[65] != "Α" || e[66] != "B" || e[67] != "" {
		t.Errorf("got %q %q %q, %v", e[65], e[66], e[67], ok)
	}
	if _, ok := type1Encoding([]byte("/Encoding StandardEncoding def")); ok {
		t.Error("the standard encoding was taken for one of the font's own")
	}
}

func TestOrderedGlyph(t *testing.T) {
	for number, want := range map[uint32]string{3: " ", 36: "A", 68: "a", 112: "é", 177: "–", 182: "’", 570: "А", 585: "П", 618: "р", 558: "Ё", 0: unreadable, 400: unreadable} {
		if got := orderedGlyph(number); got != want {
			t.Errorf("orderedGlyph(%d) = %q, want %q", number, got, want)
		}
	}
}

func TestCleanGlyph(t *testing.T) {
	for in, want := range map[string]string{
		"A": "A", "\uFB03": "ffi", "\u00A0": " ", "\u200B": "", "\uF0B7": "•", "\uF041": "Α", "\uE000": unreadable, "\x01": unreadable, "لا": "ال",
	} {
		if got := cleanGlyph(in, false); got != want {
			t.Errorf("cleanGlyph(%q) = %q, want %q", in, got, want)
		}
	}
	if got := cleanGlyph("\uF041", true); got != "•" {
		t.Errorf("a picture is %q", got)
	}
}

func TestStandardWidth(t *testing.T) {
	for _, test := range []struct {
		font, text string
		want       float64
	}{
		{"Helvetica", "A", 667}, {"ABCDEF+Times-Bold", "m", 833}, {"Times-Roman", "é", 444}, {"Courier-Bold", "i", 600},
		{"Helvetica-BoldOblique", " ", 278}, {"Arial", "—", 1000}, {"", "~", 584},
	} {
		if got := standardWidth(test.font, test.text); got != test.want {
			t.Errorf("standardWidth(%q, %q) = %g, want %g", test.font, test.text, got, test.want)
		}
	}
}
