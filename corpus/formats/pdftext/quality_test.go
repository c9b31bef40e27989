package pdftext

import (
	"strings"
	"testing"

	"entente/corpus/formats/pdftext/pdftest"
)

func TestPageProblems(t *testing.T) {
	garble := pdftest.Lines(12, "WKH SDUWLHV WR WKLV WUHDWB UHDIILUP WKHLU IDLWK LQ WKH SXUSRVHV DQG SULQFLSOHV",
		"RI WKH FKDUWHU RI WKH XQLWHG QDWLRQV DQG WKHLU GHVLUH WR OLYH LQ SHDFH ZLWK DOO", "SHRSOHV DQG DOO JRYHUQPHQWV WKHB DUH GHWHUPLQHG WR VDIHJXDUG WKH IUHHGRP")
	names := pdftest.Lines(12, "Albania Belgium Bulgaria Canada Croatia Czechia Denmark Estonia Finland", "France Germany Greece Hungary Iceland Italy Latvia Lithuania Luxembourg",
		"Montenegro Netherlands Norway Poland Portugal Romania Slovakia Slovenia", "Spain Sweden Turkey Denmark Finland Norway Iceland Sweden")
	figures := pdftest.Lines(12, strings.Repeat("1 200 3 000 ", 6), strings.Repeat("4.5 6.7 x y ", 6))
	tests := []struct{ name, content, want string }{
		{"blank", "", ""},
		{"a picture", "q 500 0 0 800 0 0 cm /Im1 Do Q", problemNoText},
		{"only drawn", "0 0 m 10 10 l S", problemNoText},
		{"garbled", garble, problemGarbled},
		{"names only", names, ""},
		{"figures only", figures, ""},
		{"a damaged stream", "", ""},
	}
	for _, test := range tests {
		page := mustRead(t, pdftest.Pages(test.content)).Pages[0]
		if page.Problem != test.want || test.want != "" && page.HasWords() {
			t.Errorf("%s: problem %q, want %q; words: %v", test.name, page.Problem, test.want, page.HasWords())
		}
	}
}

// TestMostlyAnImage reads scans and covers with some words beside the image.
func TestMostlyAnImage(t *testing.T) {
	const whole, half, outside = "q 595 0 0 842 0 0 cm /Im1 Do Q\n", "q 595 0 0 400 0 0 cm /Im1 Do Q\n", "q 595 0 0 842 595 0 cm /Im1 Do Q\n"
	stamp := pdftest.Lines(11, "Case 1:20 Document 7 Filed")
	layer := pdftest.Lines(11, strings.Repeat("The Parties agree on it. ", 3), strings.Repeat("An armed attack on one. ", 3))
	for _, test := range []struct{ name, content, want string }{
		{"a stamp on a scan", whole + stamp, problemImage},
		{"in two parts", half + "q 595 0 0 442 0 400 cm /Im1 Do Q\n" + stamp, problemImage},
		{"inline", "q 595 0 0 842 0 0 cm BI /W 1 /H 1 ID x EI Q\n" + stamp, problemImage},
		{"half of the page", half + stamp, ""},
		{"an image that is not seen", outside + stamp, ""},
		{"the text beneath a scan", whole + layer, ""},
	} {
		page := mustRead(t, pdftest.Pages(test.content)).Pages[0]
		if page.Problem != test.want || page.Unread() || (page.Quality() < 1) != (test.want != "") {
			t.Errorf("%s: problem %q, quality %v", test.name, page.Problem, page.Quality())
		}
	}
}

func TestQuality(t *testing.T) {
	for _, test := range []struct {
		name     string
		data     []byte
		from, to float64
	}{
		{"text", pdftest.Pages(pdftest.Lines(11, "An armed attack")), 1, 1},
		{"blank", pdftest.Pages(""), 1, 1},
		{"an image", pdftest.Pages("q 595 0 0 842 0 0 cm /Im1 Do Q"), 0, 0},
		{"cut off", onePage("/Filter /FlateDecode", deflated(t, pdftest.Lines(12, "The beginning")+strings.Repeat("% filler \n", 50))[:60]), 0.1, 0.5},
	} {
		if q := mustRead(t, test.data).Pages[0].Quality(); q < test.from || q > test.to {
			t.Errorf("%s: the quality is %v, want %v to %v", test.name, q, test.from, test.to)
		}
	}
	missing := Page{counted: statistics{characters: 100, bad: 20, words: 10}, skipped: 0.5}
	if q := missing.Quality(); q != 0.4 {
		t.Errorf("without half of the glyphs and a fifth of the letters of the rest the quality is %v", q)
	}
}

func TestDamagedPages(t *testing.T) {
	if page := mustRead(t, onePage("/Filter /FlateDecode", deflated(t, pdftest.Lines(12, "The beginning")))[:]).Pages[0]; page.Problem != "" {
		t.Fatalf("problem %q", page.Problem)
	}
	packed := deflated(t, pdftest.Lines(12, "The beginning")+strings.Repeat("% filler \n", 50))
	cut := mustRead(t, onePage("/Filter /FlateDecode", packed[:len(packed)-12])).Pages[0]
	if !cut.HasWords() || !strings.HasPrefix(cut.Problem, "cannot be read in full") {
		t.Errorf("a cut stream: words %v, problem %q", cut.HasWords(), cut.Problem)
	}
	unknown := mustRead(t, onePage("/Filter /DCTDecode", "xx")).Pages[0]
	if !strings.HasPrefix(unknown.Problem, "cannot be read in full") {
		t.Errorf("an unknown filter: problem %q", unknown.Problem)
	}
}

// TestMissingPage keeps the number of a page when the one before it is lost.
func TestMissingPage(t *testing.T) {
	b := &pdftest.Builder{}
	content := b.Stream("", pdftest.Lines(12, "second"))
	page := b.Add("<< /Contents " + ref(content) + " /Resources << " + pdftest.Fonts + " >> >>")
	document := mustRead(t, b.Bytes("/Root << /Pages << /Kids [ 99 0 R "+ref(page)+" ] >> >>"))
	if len(document.Pages) != 2 || document.Pages[1].Number != 2 || !document.Pages[1].HasWords() || document.Pages[0].Problem == "" {
		t.Errorf("got %+v", document.Pages)
	}
}
