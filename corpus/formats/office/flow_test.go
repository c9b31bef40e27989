package office

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestFlow(t *testing.T) {
	paragraph := func(f *Flow, text string) {
		f.BeginParagraph()
		f.Write(text)
		f.EndParagraph(0, "")
	}
	cell := func(f *Flow, texts ...string) {
		f.BeginCell()
		for _, text := range texts {
			paragraph(f, text)
		}
		f.EndCell()
	}
	for _, test := range []struct {
		name string
		fill func(f *Flow)
		want []Block
	}{
		{"nothing", func(*Flow) {}, nil},
		{"a heading with its number", func(f *Flow) {
			f.BeginParagraph()
			f.Write(" Scope")
			f.EndParagraph(2, "Article 1")
		}, []Block{{2, "Article 1 Scope"}}},
		{"a number alone", func(f *Flow) {
			f.BeginParagraph()
			f.EndParagraph(2, "Article 1")
		}, []Block{{2, "Article 1"}}},
		{"a box within a paragraph", func(f *Flow) {
			f.BeginParagraph()
			f.Write("before ")
			paragraph(f, "box")
			f.Write("after")
			f.EndParagraph(0, "")
		}, []Block{{0, "before after"}, {0, "box"}}},
		{"a note", func(f *Flow) {
			f.BeginParagraph()
			f.Write("words")
			f.Place(Note("1", []Block{{3, "one"}, {0, "two"}})...)
			f.EndParagraph(0, "")
		}, []Block{{0, "words"}, {0, "[1] one"}, {0, "two"}}},
		{"joined paragraphs", func(f *Flow) {
			f.BeginParagraph()
			f.Write("one ")
			f.JoinParagraph()
			paragraph(f, "two")
		}, []Block{{0, "one two"}}},
		{"joined to nothing", func(f *Flow) {
			f.BeginParagraph()
			f.Write("one ")
			f.JoinParagraph()
		}, []Block{{0, "one"}}},
		{"rows", func(f *Flow) {
			f.BeginTable()
			cell(f, "a")
			cell(f)
			cell(f, "b")
			f.EndRow()
			cell(f, "(1)")
			cell(f, "words")
			f.EndRow()
			f.EndTable()
		}, []Block{{0, "a | b"}, {0, "(1) words"}}},
		{"a row of paragraphs", func(f *Flow) {
			f.BeginTable()
			cell(f, "a", "b")
			cell(f, "c")
			f.EndRow()
			f.EndTable()
		}, []Block{{0, "a"}, {0, "b"}, {0, "c"}}},
		{"a table in a cell", func(f *Flow) {
			f.BeginTable()
			f.BeginCell()
			f.BeginTable()
			cell(f, "a")
			cell(f, "b")
			f.EndRow()
			f.EndTable()
			f.EndCell()
			cell(f, "c")
			f.EndRow()
			f.EndTable()
		}, []Block{{0, "a | b | c"}}},
		{"broken off", func(f *Flow) {
			f.BeginTable()
			cell(f, "a")
			f.BeginCell()
			f.BeginParagraph()
			f.Write("b")
		}, []Block{{0, "a | b"}}},
		{"ends without beginnings", func(f *Flow) {
			f.EndCell()
			f.EndRow()
			f.EndTable()
			f.EndParagraph(0, "1.")
			f.Write("words")
		}, []Block{{0, "words"}}},
	} {
		var f Flow
		test.fill(&f)
		if diff := cmp.Diff(test.want, f.Blocks()); diff != "" {
			t.Errorf("%s (-want +got):\n%s", test.name, diff)
		}
	}
}

func TestNumerals(t *testing.T) {
	for _, test := range []struct {
		numerals Numerals
		n        int
		want     string
	}{
		{Decimal, 12, "12"}, {DecimalZero, 0, "00"}, {DecimalZero, 7, "07"}, {DecimalZero, 17, "17"},
		{UpperRoman, 1949, "MCMXLIX"}, {LowerRoman, 4, "iv"}, {UpperRoman, 5000, "5000"},
		{UpperLetter, 26, "Z"}, {LowerLetter, 27, "aa"}, {LowerLetter, 0, "0"}, {None, 3, ""},
	} {
		if got := test.numerals.Write(test.n); got != test.want {
			t.Errorf("%d in %d: %q, want %q", test.n, test.numerals, got, test.want)
		}
	}
}
