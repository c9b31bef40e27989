package pdftext

import (
	"strings"
	"testing"

	"entente/corpus/formats/pdftext/pdftest"

	"github.com/google/go-cmp/cmp"
)

func TestParseCMap(t *testing.T) {
	tests := []struct {
		name, source string
		want         map[uint32]string // "" for a code without text
	}{
		{"characters", "2 beginbfchar <01> <0041> <0203> <00660069> endbfchar", map[uint32]string{1: "A", 0x203: "fi", 2: ""}},
		{"range", "1 beginbfrange <20> <22> <0061> endbfrange", map[uint32]string{0x1F: "", 0x20: "a", 0x22: "c", 0x23: ""}},
		{"range by array", "1 beginbfrange <05> <06> [<0041> <00420043>] endbfrange", map[uint32]string{5: "A", 6: "BC", 7: ""}},
		{"beyond the first plane", "1 beginbfchar <01> <D835DC00> endbfchar", map[uint32]string{1: "𝐀"}},
		{"one byte", "1 beginbfchar <01> <41> endbfchar", map[uint32]string{1: "A"}},
		{"zero is no text", "1 beginbfchar <01> <0000> endbfchar", map[uint32]string{1: ""}},
		{"identity", "1 beginbfrange <0000> <FFFF> <0000> endbfrange", map[uint32]string{0: "", 0x41: "A", 0x20AC: "€"}},
		{"numbers for characters", "1 begincidrange <0000> <FFFF> 0 endcidrange", map[uint32]string{0x41: "A"}},
		{"ranges out of order", "2 beginbfrange <30> <31> <0061> <10> <11> <0078> endbfrange", map[uint32]string{0x10: "x", 0x31: "b"}},
		{"cut off", "1 beginbfrange <30> <31>", map[uint32]string{0x30: ""}},
		{"comment and words around", "/CIDInit /ProcSet findresource begin % x\n1 beginbfchar<01><0041>endbfchar end", map[uint32]string{1: "A"}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			m, err := parseCMap([]byte(test.source))
			if err != nil {
				t.Fatal(err)
			}
			got := map[uint32]string{}
			for code := range test.want {
				got[code], _ = m.text(code)
			}
			if diff := cmp.Diff(test.want, got); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestCMapLimit(t *testing.T) {
	m, err := parseCMap([]byte("beginbfrange " + strings.Repeat("<01> <01> <0041> ", maxMappings+2) + "endbfrange"))
	if err == nil || len(m.ranges) > maxMappings+2 {
		t.Errorf("%d ranges were taken, error %v", len(m.ranges), err)
	}
}

func TestCMapSplit(t *testing.T) {
	m, err := parseCMap([]byte("2 begincodespacerange <00> <7F> <8140> <9FFC> endcodespacerange 1 begincidrange <8140> <817E> 633 endcidrange"))
	if err != nil {
		t.Fatal(err)
	}
	type split struct {
		Code   uint32
		Length int
	}
	for in, want := range map[string]split{"A": {0x41, 1}, "\x81\x41x": {0x8141, 2}, "\xFF\xFF": {0xFFFF, 2}, "\xFF": {0xFF, 1}} {
		code, length := m.split([]byte(in))
		if diff := cmp.Diff(want, split{code, length}); diff != "" {
			t.Errorf("%x: %s", in, diff)
		}
	}
	if got := m.glyph(0x8141); got != 634 {
		t.Errorf("glyph of 8141 is %d, want 634", got)
	}
}

func FuzzCMap(f *testing.F) {
	f.Add([]byte("1 begincodespacerange <00> <FF> endcodespacerange 1 beginbfrange <01> <02> [<0041> <42>] endbfrange"))
	f.Add([]byte("1 begincidrange <0000> <FFFF> 0 endcidrange 2 beginbfchar <01> <D800> <(> >"))
	f.Fuzz(func(t *testing.T, source []byte) {
		m, _ := parseCMap(source)
		for _, code := range []uint32{0, 1, 0x41, 0xFFFF, 0xFFFFFFFF} {
			text, ok := m.text(code)
			if ok && text == "" {
				t.Errorf("code %x has a text that is empty", code)
			}
			m.glyph(code)
		}
		for s := source; len(s) > 0; {
			_, length := m.split(s)
			if length < 1 || length > len(s) {
				t.Fatalf("split took %d bytes of %d", length, len(s))
			}
			s = s[length:]
		}
	})
}

// TestCMapCutIsNoted looks for the note on a page whose text suffers from a map cut.
func TestCMapCutIsNoted(t *testing.T) {
	b := &pdftest.Builder{}
	tree := b.Reserve()
	long := b.Stream("", "9 beginbfchar "+strings.Repeat("<41> <> ", maxMappings+1)+"<42> <0058> endbfchar")
	resources := "/Font << /F1 << /Subtype /Type1 /ToUnicode " + ref(long) + " >> /F2 << /Subtype /Type1 >> >>"
	document := mustRead(t, b.File(tree, "", resources, "BT /F1 12 Tf 72 700 Td (AB) Tj ET", "BT /F2 12 Tf 72 700 Td (AB) Tj ET"))
	if problem := document.Pages[0].Problem; !strings.Contains(problem, "more than 200000 entries") {
		t.Errorf("problem %q", problem)
	}
	if problem := document.Pages[1].Problem; problem != "" {
		t.Errorf("the other font: problem %q", problem)
	}
}
