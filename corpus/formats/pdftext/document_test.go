package pdftext

import (
	"bytes"
	"context"
	"errors"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"entente/corpus/formats/pdftext/pdftest"

	"github.com/google/go-cmp/cmp"
)

var update = flag.Bool("update", false, "write the golden files")

func ref(number int) string { return fmt.Sprintf("%d 0 R", number) }

func read(data []byte) (*Document, error) {
	return Read(context.Background(), bytes.NewReader(data), int64(len(data)), nil)
}

func mustRead(t testing.TB, data []byte) *Document {
	t.Helper()
	document, err := read(data)
	if err != nil {
		t.Fatal(err)
	}
	return document
}

// onePage returns a file with one page whose content is the given stream.
func onePage(entries, data string) []byte {
	b := &pdftest.Builder{}
	stream := b.Stream(entries, data)
	tree := b.Reserve()
	b.Set(tree, "<< /Kids [ << /Contents "+ref(stream)+" >> ] /MediaBox [0 0 595 842] /Resources << "+pdftest.Fonts+" >> >>")
	root := b.Add("<< /Pages " + ref(tree) + " >>")
	return b.Bytes("/Root " + ref(root))
}

// plainText returns the paragraphs of a document, each on a line of its own.
func plainText(d *Document) string {
	var text strings.Builder
	for _, page := range d.Pages {
		for _, p := range page.Paragraphs {
			text.WriteString(p.Text)
			text.WriteByte('\n')
		}
	}
	return text.String()
}

func TestText(t *testing.T) {
	tests := []struct{ name, content, want string }{
		{"one string", "BT /F1 12 Tf 72 700 Td (Article 5) Tj ET", "Article 5"},
		{"wide kerning is a blank", "BT /F1 12 Tf 72 700 Td [(armed)-300(attack)] TJ ET", "armed attack"},
		{"narrow kerning is none", "BT /F1 12 Tf 72 700 Td [(A)70(V)-20(A)] TJ ET", "AVA"},
		{"no second blank", "BT /F1 12 Tf 72 700 Td [(armed )-300(attack)] TJ ET", "armed attack"},
		{"letter spacing is no blank", "BT /F1 12 Tf 3 Tc 72 700 Td (TREATY) Tj ET", "TREATY"},
		{"strings that touch", "BT /F1 12 Tf 72 700 Td (Trea) Tj (ty) Tj ET", "Treaty"},
		{"strings apart", "BT /F1 12 Tf 72 700 Td (North) Tj 40 0 Td (Atlantic) Tj ET", "North Atlantic"},
		{"quote operators", "BT /F1 12 Tf 14 TL 72 700 Td (one) Tj (two) ' 1 0 (three) \" ET", "one two three"},
		{"leading by TD", "BT /F1 12 Tf 72 700 Td (one) Tj 0 -14 TD (two) Tj T* (three) Tj ET", "one two three"},
		{"matrix", "BT /F1 1 Tf 12 0 0 12 72 700 Tm (Article) Tj 1 0 0 1 0 0 Tm ET", "Article"},
		{"out of order on the line", "BT /F1 12 Tf 110 700 Td (attack) Tj -38 0 Td (armed) Tj ET", "armed attack"},
		{"divided word", "BT /F1 12 Tf 14 TL 72 700 Td (The obligations of all mem-) Tj T* (bers) Tj ET", "The obligations of all members"},
		{"hyphen that stays", "BT /F1 12 Tf 14 TL 72 700 Td (The Agreement of Washington-) Tj T* (London) Tj ET", "The Agreement of Washington-London"},
		{"soft hyphen", "BT /F1 12 Tf 14 TL 72 700 Td (The obligations of all mem\\255) Tj T* (bers) Tj ET", "The obligations of all members"},
		{"note mark", "BT /F1 12 Tf 72 700 Td (Treaty) Tj /F1 7 Tf 5 Ts (12) Tj ET", "Treaty 12"},
		{"exponent", "BT /F1 12 Tf 72 700 Td (5 m) Tj /F1 7 Tf 5 Ts (2) Tj ET", "5 m2"},
		{"bold by drawing twice", "BT /F1 12 Tf 72 700 Td (TREATY) Tj ET BT /F1 12 Tf 72.4 700 Td (TREATY) Tj ET", "TREATY"},
		{"written upwards", "BT /F1 12 Tf 0 1 -1 0 300 100 Tm (Article) Tj 0 1 -1 0 314 100 Tm (Five) Tj ET", "Article Five"},
		{"upside down", "BT /F1 12 Tf -1 0 0 -1 300 700 Tm (Article 5) Tj ET", "Article 5"},
		{"turned page matrix", "q 0 -1 1 0 0 842 cm BT /F1 12 Tf 72 300 Td (Article 5) Tj ET Q", "Article 5"},
		{"negative size", "BT /F1 -12 Tf -1 0 0 -1 72 700 Tm [(armed)-300(attack)] TJ ET", "armed attack"},
		{"inline image", "BI /W 1 /H 1 ID \x00(\xFF EI BT /F1 12 Tf 72 700 Td (after) Tj ET", "after"},
		{"actual text", "BT /F1 12 Tf 72 700 Td /Span << /ActualText (shown) >> BDC (glyphs) Tj EMC ( after) Tj ET", "shown after"},
		{"state restored", "q BT /F1 12 Tf 72 700 Td (one) Tj ET Q BT /F1 12 Tf 72 686 Td (two) Tj ET Q Q", "one two"},
		{"font that is missing", "BT /None 12 Tf 72 700 Td (text) Tj ET", "text"},
		{"operators without operands", "Tf Td Tm cm TJ Tj ' \" Do gs BDC BT /F1 12 Tf 72 700 Td (text) Tj ET", "text"},
		{"heading on a line of its own", pdftest.Lines(12, "Article 24", "Duties of the Parties", "The Parties shall not hamper the innocent passage of ships through the territorial sea."),
			"Article 24\nDuties of the Parties\nThe Parties shall not hamper the innocent passage of ships through the territorial sea."},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			document := mustRead(t, pdftest.Pages(test.content))
			if diff := cmp.Diff(test.want+"\n", plainText(document)); diff != "" {
				t.Error(diff)
			}
			if problem := document.Pages[0].Problem; problem != "" {
				t.Errorf("problem %q", problem)
			}
		})
	}
}

func TestForms(t *testing.T) {
	b := &pdftest.Builder{}
	tree := b.Reserve()
	inner := b.Stream("/Subtype /Form", "BT /F1 12 Tf 72 650 Td (inner) Tj ET")
	outer := b.Stream("/Subtype /Form /Matrix [1 0 0 1 0 -20] /Resources << "+pdftest.Fonts+" /XObject << /Inner "+ref(inner)+" >> >>",
		"BT /F1 12 Tf 72 700 Td (outer) Tj ET /Inner Do")
	endless := b.Reserve()
	b.Set(endless, "<< /Subtype /Form /Resources << /XObject << /Again "+ref(endless)+" >> >> /Length 9 >>\nstream\n/Again Do\nendstream")
	resources := pdftest.Fonts + " /XObject << /Outer " + ref(outer) + " /Endless " + ref(endless) + " >>"
	document := mustRead(t, b.File(tree, "", resources, "/Outer Do BT /F1 12 Tf 72 500 Td (page) Tj ET", "/Endless Do BT /F1 12 Tf 72 500 Td (page) Tj ET"))
	if got := plainText(document); got != "outer\ninner\npage\npage\n" {
		t.Errorf("got %q", got)
	}
	if problem := document.Pages[1].Problem; !strings.Contains(problem, "forms more than 16 deep") {
		t.Errorf("problem %q", problem)
	}
}

func TestAnnotations(t *testing.T) {
	b := &pdftest.Builder{}
	form := b.Stream("/Subtype /Form /BBox [0 0 100 20] /Resources << "+pdftest.Fonts+" >>", "BT /F1 12 Tf 2 2 Td (filled in) Tj ET")
	widget := func(more string) string {
		return "<< /Subtype /Widget /Rect [72 700 172 720] /AP << /N " + more + " >> "
	}
	page := b.Add("<< /Annots [ " + widget(ref(form)) + ">> " + widget(ref(form)) + "/F 2 >> " + widget("<< /On "+ref(form)+" >>") + "/AS /Off >> ] >>")
	document := mustRead(t, b.Bytes("/Root << /Pages << /Kids [ "+ref(page)+" ] >> >>"))
	if got := plainText(document); got != "filled in\n" {
		t.Errorf("got %q", got)
	}
}

func TestColumns(t *testing.T) {
	left := []string{"The Parties to this Treaty reaffirm", "their faith in the purposes and", "principles of the Charter of the", "United Nations and their desire to",
		"live in peace with all peoples and", "all governments, and they are", "determined to safeguard the freedom", "of their peoples, founded on the", "principles of democracy and of law", "and they seek to promote stability."}
	var content, want strings.Builder
	content.WriteString("BT /F1 10 Tf 72 760 Td (A heading that runs across both of the columns of the page, from edge to edge of it) Tj ET\n")
	want.WriteString("A heading that runs across both of the columns of the page, from edge to edge of it\n")
	for i, text := range left { // line by line across the gutter
		fmt.Fprintf(&content, "BT /F1 10 Tf 72 %d Td (%s) Tj ET\n", 730-12*i, text)
		fmt.Fprintf(&content, "BT /F1 10 Tf 300 %d Td (%s) Tj ET\n", 730-12*i, strings.ToUpper(text[:28]))
	}
	document := mustRead(t, pdftest.Pages(content.String()))
	got := plainText(document)
	if !strings.Contains(strings.ReplaceAll(got, "\n", " "), "reaffirm their faith in the purposes and principles of the Charter") {
		t.Errorf("the left column is torn: %q", got)
	}
	if strings.Index(got, "THE PARTIES") < strings.Index(got, "promote stability") {
		t.Errorf("the columns are out of order: %q", got)
	}
}

func TestHebrew(t *testing.T) {
	for in, want := range map[string]string{
		"plain text": "plain text", "םולש": "שלום", "2023 םולש": "שלום 2023", "NATO לש הנמאה": "האמנה של NATO", "he said םולש twice": "he said שלום twice",
	} {
		if got := logicalOrder(in); got != want {
			t.Errorf("logicalOrder(%q) = %q, want %q", in, got, want)
		}
	}
}

func TestHeadings(t *testing.T) {
	text := pdftest.Lines(10, "The Parties agree that an armed attack against one or more of them shall be", "considered an attack against them all, and they will assist the Party attacked.")
	heading := "BT /F1 24 Tf 72 800 Td (Collective defence) Tj ET BT /F1 13 Tf 72 500 Td (Signature) Tj ET BT /F1 11 Tf 72 300 Td (Not larger) Tj ET"
	levels := map[string]int{}
	for _, p := range mustRead(t, pdftest.Pages(text+heading)).Pages[0].Paragraphs {
		levels[p.Text[:min(9, len(p.Text))]] = p.Level
	}
	if diff := cmp.Diff(map[string]int{"The Parti": 0, "Collectiv": 1, "Signature": 2, "Not large": 0}, levels); diff != "" {
		t.Error(diff)
	}
	head := "BT /F1 24 Tf 72 800 Td (Annual report 1) Tj ET"
	for _, p := range mustRead(t, pdftest.Pages(text+head, text+head, text+head)).Pages[0].Paragraphs {
		if p.Level != 0 {
			t.Errorf("%q stands on every page and has level %d", p.Text, p.Level)
		}
	}
}

func TestErrors(t *testing.T) {
	good := pdftest.Pages(pdftest.Lines(12, "text"))
	b := &pdftest.Builder{}
	tree := b.Reserve()
	b.Set(tree, "<< /Kids [ "+ref(tree)+" ] >>")
	tests := []struct {
		name string
		data []byte
		want error
	}{
		{"empty", nil, ErrMalformed},
		{"text", []byte(strings.Repeat("This is no PDF. ", 20)), ErrMalformed},
		{"cut off", good[:len(good)/2], ErrMalformed},
		{"no page tree", (&pdftest.Builder{}).Bytes("/Root << >>"), ErrMalformed},
		{"no pages", (&pdftest.Builder{}).Bytes("/Root << /Pages << /Kids [ ] >> >>"), ErrMalformed},
		{"endless page tree", b.Bytes("/Root << /Pages " + ref(tree) + " >>"), ErrMalformed},
		{"too many pages", (&pdftest.Builder{}).Bytes("/Root << /Pages << /Kids [ " + strings.Repeat("<< >> ", maxPages+1) + "] >> >>"), ErrTooLarge},
		{"password", (&pdftest.Builder{}).Bytes("/Root << >> /ID [(1)(2)] /Encrypt << /Filter /Standard /V 2 /R 3 /Length 128 /P -4 " +
			"/O (01234567890123456789012345678901) /U (01234567890123456789012345678901) >>"), ErrEncrypted},
		{"unknown encryption", (&pdftest.Builder{}).Bytes("/Root << >> /ID [(1)(2)] /Encrypt << /Filter /Standard /V 5 /R 6 >>"), ErrEncrypted},
	}
	for _, test := range tests {
		_, err := read(test.data)
		var failure *Error
		if !errors.Is(err, test.want) || !errors.As(err, &failure) || failure.Detail == "" {
			t.Errorf("%s: got %v, want %v with a detail", test.name, err, test.want)
		}
	}
}

func TestHeaderAndTrailer(t *testing.T) {
	good := pdftest.Pages(pdftest.Lines(12, "text"))
	for name, data := range map[string][]byte{
		"version 2.0":  bytes.Replace(good, []byte("%PDF-1.4"), []byte("%PDF-2.0"), 1),
		"bytes before": append([]byte("HTTP/1.1 200 OK\r\n\r\n"), good...),
		"bytes behind": append(bytes.Clone(good), strings.Repeat("\x00", 500)...),
	} {
		if document, err := read(data); err != nil || plainText(document) != "text\n" {
			t.Errorf("%s: %v, %v", name, document, err)
		}
	}
}

func TestContextEnds(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	data := pdftest.Pages(pdftest.Lines(12, "text"))
	if _, err := Read(ctx, bytes.NewReader(data), int64(len(data)), nil); !errors.Is(err, context.Canceled) {
		t.Errorf("got %v", err)
	}
	in := newInterpreter(ctx, &file{fonts: map[string]*font{}})
	in.visible = everything
	if err := in.run([]byte(strings.Repeat("q Q ", checkEvery)), &resources{}); !errors.Is(err, context.Canceled) {
		t.Errorf("inside a page: got %v", err)
	}
}

func TestTooManyOperands(t *testing.T) {
	page := mustRead(t, pdftest.Pages(strings.Repeat("1 ", maxOperands+1)+"Tj")).Pages[0]
	if !strings.Contains(page.Problem, "operands") {
		t.Errorf("problem %q", page.Problem)
	}
}

func TestTidyTitle(t *testing.T) {
	for in, want := range map[string]string{
		"The North Atlantic Treaty": "The North Atlantic Treaty", "  Two \n words ": "Two words",
		"Microsoft Word - treaty.doc": "", "untitled": "", "Untitled-1": "", "Document1": "", "PowerPoint Presentation": "", "report final.docx": "",
		"A-RES-61-89": "", "N0645": "", "C:\\files\\x": "", "": "", "12/34": "", "Treaty": "Treaty", "Untitled document": "", "Title": "",
		"Document on the Security of Europe": "Document on the Security of Europe", strings.Repeat("long ", 100): "",
	} {
		if got := TidyTitle(in); got != want {
			t.Errorf("TidyTitle(%q) = %q, want %q", in, got, want)
		}
	}
}

func TestTitleAndLanguage(t *testing.T) {
	english := pdftest.Lines(12, "The Parties to this Treaty reaffirm their faith in the purposes and the principles of the Charter")
	tests := []struct{ info, lang, want string }{
		{"/Title (Washington Treaty)", "/Lang (en-US)", "Washington Treaty|en"},
		{"/Title <FEFF0054007200610069007400E9>", "", "Traité|"},
		{"/Title (untitled)", "/Lang (fr)", "|"},
		{"", "/Lang (nonsense language)", "|"},
	}
	for _, test := range tests {
		b := &pdftest.Builder{}
		content := b.Stream("", english)
		page := b.Add("<< /Contents " + ref(content) + " /Resources << " + pdftest.Fonts + " >> >>")
		document := mustRead(t, b.Bytes("/Root << /Pages << /Kids [ "+ref(page)+" ] >> "+test.lang+" >> /Info << "+test.info+" >>"))
		if got := document.Title + "|" + document.Language; got != test.want {
			t.Errorf("%s %s: got %q, want %q", test.info, test.lang, got, test.want)
		}
	}
}

// TestGolden reads a small treaty; the file and what is read from it are kept.
func TestGolden(t *testing.T) {
	data := treaty()
	document := mustRead(t, data)
	var got strings.Builder
	fmt.Fprintf(&got, "title: %s\nlanguage: %s\n", document.Title, document.Language)
	for _, page := range document.Pages {
		fmt.Fprintf(&got, "\n-- page %d %s\n", page.Number, page.Problem)
		for _, p := range page.Paragraphs {
			fmt.Fprintf(&got, "[%d] %s\n", p.Level, p.Text)
		}
	}
	checkGolden(t, "treaty.pdf", data)
	checkGolden(t, "treaty.golden", []byte(got.String()))
}

func checkGolden(t *testing.T, name string, got []byte) {
	t.Helper()
	path := filepath.Join("testdata", name)
	if *update {
		if err := os.WriteFile(path, got, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), string(got)); diff != "" {
		t.Errorf("%s (run with -update when this is meant): %s", name, diff)
	}
}

// treaty returns a file of three pages, the second a picture.
func treaty() []byte {
	first := "BT /F1 20 Tf 150 790 Td (Treaty of Mutual Assistance) Tj ET\n" +
		"BT /F2 11 Tf 14 TL 72 740 Td (The Parties to this Treaty, resolved to live in peace with all peoples and to unite their ef-) Tj T* (forts for collective defence, have agreed as follows:) Tj ET\n" +
		"BT /F2 11 Tf 270 690 Td (Article 1) Tj ET\nBT /F2 11 Tf 235 676 Td (Settlement of disputes) Tj ET\n" +
		"BT /F2 11 Tf 14 TL 72 650 Td [(The)-250(Parties)-250(undertake)-250(to)-250(settle)-250(by)-250(peaceful)-250(means)-250(any)-250(dispute)-250(in)-250(which)-250(they)] TJ T* (may be involved.) Tj ET\n" +
		"BT /F1 8 Tf 290 40 Td (1) Tj ET\n"
	third := "BT /F2 11 Tf 270 760 Td (Article 2) Tj ET\n" +
		"BT /F2 11 Tf 14 TL 72 730 Td (An armed attack against one Party shall be considered an attack against all) Tj /F2 7 Tf 4 Ts (3) Tj 0 Ts /F2 11 Tf (.) Tj ET\n" +
		"BT /F1 8 Tf 290 40 Td (3) Tj ET\n"
	return pdftest.Document("/Title (Treaty of Mutual Assistance)", first, "q 400 0 0 600 90 100 cm /Scan Do Q", third)
}

func TestTextOutside(t *testing.T) {
	for content, want := range map[string]Page{
		"BT /F1 12 Tf 72 1700 Td (slug) Tj 0 -1000 Td (text) Tj ET": {Problem: problemOutside},
		"BT /F1 12 Tf 72 1700 Td (  ) Tj 0 -1000 Td (text) Tj ET":   {},
		"BT /F1 12 Tf 72 1700 Td (slug) Tj ET":                      {Problem: problemOutside, Blank: true},
		"":                                                          {Blank: true},
		"0 0 10 10 re f":                                            {Problem: problemNoText},
		"72 1700 Td /Scan Do":                                       {Problem: problemNoText},
		"BT /F1 12 Tf (a) Tj ":                                      {},
	} {
		page := mustRead(t, pdftest.Pages(content)).Pages[0]
		if page.Problem != want.Problem || page.Blank != want.Blank || strings.Contains(plainText(&Document{Pages: []Page{page}}), "slug") {
			t.Errorf("%s: %+v", content, page)
		}
	}
}

// TestJoinersStay has a Persian word that the zero width non-joiner divides.
func TestJoinersStay(t *testing.T) {
	for in, want := range map[string]string{"\u200c": "\u200c", "\u200d": "\u200d", "a\u200bb": "ab"} {
		if got := cleanGlyph(in, false); got != want {
			t.Errorf("cleanGlyph(%q) = %q, want %q", in, got, want)
		}
	}
	const word = "می\u200cخواهم"
	letters := []rune(word)
	slices.Reverse(letters)
	if got := logicalOrder(string(letters)); got != word {
		t.Errorf("in logical order %q, want %q", got, word)
	}
}

// TestPageLimits looks for the note and for what was read before the limit.
func TestPageLimits(t *testing.T) {
	tests := []struct{ name, content, problem string }{
		{"text", "BT /F1 12 Tf 72 700 Td (" + strings.Repeat("word ", maxPageText/5+1) + ") Tj ET", "5 MB of text"},
		{"pieces", "/F1 0.4 Tf 2 TL BT 0 20 Td " + strings.Repeat("-500 2 Td "+strings.Repeat("1 0 Td (a) Tj ", 500), maxPieces/500+1)[len("-500 2 Td "):], "200000 pieces"},
		{"states", strings.Repeat("q ", maxStates+1) + "BT /F1 12 Tf 72 700 Td (word) Tj ET", "4096 graphics states"},
	}
	for _, test := range tests {
		page := mustRead(t, onePage("", test.content)).Pages[0]
		if !strings.Contains(page.Problem, test.problem) || !page.HasWords() {
			t.Errorf("%s: problem %q, words %v", test.name, page.Problem, page.HasWords())
		}
	}
}
