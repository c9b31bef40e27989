package formats

import (
	"context"
	"errors"
	"strings"
	"testing"
	"unicode/utf16"

	"entente/corpus"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/text/encoding/charmap"
)

func readString(f Format, text string) ([]Record, error) {
	return f.Read(context.Background(), strings.NewReader(text), int64(len(text)))
}

// TestReadFails holds every reader to giving the right reason.
func TestReadFails(t *testing.T) {
	binary := "\x00\x01\x02\x03\x04" + strings.Repeat("\x00\x05ab", 50)
	for _, test := range []struct {
		name   string
		format Format
		text   string
		want   Reason
	}{
		{"no bytes", textFormat(), "", Empty},
		{"blank text", textFormat(), " \n\t\f\u00a0", Empty},
		{"blank Markdown", markdownFormat(), "---\ntitle: x\n---\n\n", Empty},
		{"blank page", htmlFormat(), "<html><body><script>x()</script></body></html>", Empty},
		{"blank lines", jsonLinesFormat(), "\n\n", Empty},
		{"blank JSON", jsonFormat(), "  ", Empty},
		{"empty list", jsonFormat(), "[]", Empty},
		{"binary text", textFormat(), binary, Malformed},
		{"binary Markdown", markdownFormat(), binary, Malformed},
		{"binary page", htmlFormat(), binary, Malformed},
		{"bad lines", jsonLinesFormat(), "{\nx\n{\"text\": 5}", Malformed},
		{"broken JSON", jsonFormat(), `{"a": `, Malformed},
		{"two values", jsonFormat(), `{"text": "a"} {"text": "b"}`, Malformed},
		{"a number", jsonFormat(), `17`, Malformed},
		{"deep JSON", jsonFormat(), strings.Repeat(`{"a":`, maxNesting+1), TooLarge},
		{"Cyrillic code page in a page", htmlFormat(), "<html><body><p class=paragraph>\xc4\xee\xe3\xee\xe2\xee\xf0 \xee \xe4\xf0\xf3\xe6\xe1\xe5</p></body></html>", Encoding},
		{"Cyrillic code page", textFormat(), "\xc4\xee\xe3\xee\xe2\xee\xf0 \xee \xe4\xf0\xf3\xe6\xe1\xe5", Encoding},
		{"unknown bytes", textFormat(), "a treaty of fri\x81ndship and c\x8dmmerce", Encoding},
		{"deep lists", markdownFormat(), strings.Repeat("1. ", maxNesting+10) + "x", TooLarge},
		{"deep emphasis", markdownFormat(), strings.Repeat("*a ", maxNesting+44) + "INNERMOST" + strings.Repeat(" b*", maxNesting+44), TooLarge},
		{"deep emphasis in a table", markdownFormat(), "|x|\n|-|\n|" + strings.Repeat("*a ", maxNesting+44) + "INNERMOST" + strings.Repeat(" b*", maxNesting+44) + "|", TooLarge},
		{"deep JSON in a line", jsonLinesFormat(), strings.Repeat(`{"a":`, maxNesting+1), TooLarge},
		{"too much text", textFormat(), strings.Repeat("Words of a treaty.\n\n", corpus.MaxTextBytes/18+1), TooLarge},
		{"text twice", jsonFormat(), `{"text": "a", "passages": [{"text": "b"}]}`, Malformed},
		{"text and html", jsonFormat(), `{"text": "a", "html": "b"}`, Malformed},
		{"a key twice", jsonFormat(), `{"text": "a", "text": "b"}`, Malformed},
		{"a key twice, written differently", jsonFormat(), `{"Title": "a", "title": "b", "text": "c"}`, Malformed},
		{"many links", markdownFormat(), strings.Repeat("[", maxMarks+1), TooLarge},
	} {
		records, err := readString(test.format, test.text)
		var e *Error
		if !errors.As(err, &e) {
			t.Errorf("%s: records %v, error %v", test.name, records, err)
			continue
		}
		if e.Reason != test.want {
			t.Errorf("%s: %v, want %s", test.name, err, test.want)
		}
	}
}

func TestReadStopsWithContext(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	for _, f := range List() {
		text := `{"text": "words"}`
		if _, err := f.Read(ctx, strings.NewReader(text), int64(len(text))); !errors.Is(err, context.Canceled) {
			t.Errorf("%s: %v", f.Name, err)
		}
	}
}

func TestReadTooLarge(t *testing.T) {
	_, err := textFormat().Read(context.Background(), strings.NewReader("x"), MaxFileSize+1)
	var e *Error
	if !errors.As(err, &e) || e.Reason != TooLarge {
		t.Errorf("a file over the limit: %v", err)
	}
	if _, err = textFormat().Read(context.Background(), strings.NewReader("x"), 2); !errors.As(err, &e) || e.Reason != Malformed {
		t.Errorf("a file shorter than it says: %v", err)
	}
}

func TestDecodeText(t *testing.T) {
	units := utf16.Encode([]rune("Traité d’amitié"))
	var little, big strings.Builder
	for _, u := range units {
		little.Write([]byte{byte(u), byte(u >> 8)})
		big.Write([]byte{byte(u >> 8), byte(u)})
	}
	for name, bytes := range map[string]string{
		"UTF-8":                     "Traité d’amitié",
		"UTF-8 with mark":           "\xEF\xBB\xBFTraité d’amitié",
		"UTF-16 LE with mark":       "\xFF\xFE" + little.String(),
		"UTF-16 BE with mark":       "\xFE\xFF" + big.String(),
		"UTF-16 LE":                 little.String(),
		"UTF-16 BE":                 big.String(),
		"Windows-1252":              "Trait\xe9 d\x92amiti\xe9",
		"Macintosh, by its lines":   "Trait\x8e d\xd5amiti\x8e\r",
		"ISO 8859-1, declared HTML": "Trait\xe9 d\x92amiti\xe9",
	} {
		text, unread, err := decodeText([]byte(bytes))
		if diff := cmp.Diff("Traité d’amitié", strings.TrimSpace(text)); err != nil || len(unread) > 0 || diff != "" {
			t.Errorf("%s: %v %v\n%s", name, unread, err, diff)
		}
	}
}

// TestDecodeTextDoesNotGuess holds texts in code pages that nothing tells to being
// refused: read as Windows-1252 they would be words that nobody wrote.
func TestDecodeTextDoesNotGuess(t *testing.T) {
	polish := "Umowa o współpracy. Umawiające się Strony będą współpracować w dziedzinie obronności."
	for name, page := range map[string]*charmap.Charmap{"Windows-1250": charmap.Windows1250, "ISO 8859-2": charmap.ISO8859_2} {
		data, err := page.NewEncoder().String(polish)
		if err != nil {
			t.Fatal(err)
		}
		text, _, err := decodeText([]byte(data))
		if failed := (*Error)(nil); !errors.As(err, &failed) || failed.Reason != Encoding {
			t.Errorf("%s: %q, %v", name, text, err)
		}
	}
	for _, western := range []string{"Acuerdo¹ y ¿cuándo? Señal³.", "Accord§ de 1949¶, l’année½", "Registered®trade marks of Société Générale and Königsberg",
		"The conven¬tion on inter¬national “trade”", "Name¬City¬Country\nJean¬Paris¬France", "Name¦City\nJean¦Paris", "Copyright©United Nations and of Microsoft®Windows"} {
		data, err := charmap.Windows1252.NewEncoder().String(western)
		if err != nil {
			t.Fatal(err)
		}
		if text, _, err := decodeText([]byte(data)); err != nil || text != western {
			t.Errorf("%q was read as %q, %v", western, text, err)
		}
	}
}

// TestDecodeTextWithControls has a text whose bullets are those of a word processor,
// and one with zero bytes in their place as only a program's own format has.
func TestDecodeTextWithControls(t *testing.T) {
	options := strings.Repeat("\aAdvise the other side of what the plans are, and why.\n\n", 5)
	if text, unread, err := decodeText([]byte(options)); text != options || unread != nil || err != nil {
		t.Errorf("%q, unread %v, error %v", text, unread, err)
	}
	text, _, err := decodeText([]byte(strings.ReplaceAll(options, "\a", "\x00")))
	if failed := (*Error)(nil); !errors.As(err, &failed) || failed.Reason != Malformed {
		t.Errorf("with zero bytes: %q, error %v", text, err)
	}
}

func TestDecodeTextReplaces(t *testing.T) {
	text, unread, err := decodeText([]byte(strings.Repeat("Traité d’amitié. ", 200) + "Trait\xc3"))
	if err != nil || !strings.HasSuffix(text, "Trait\uFFFD") || len(unread) != 1 {
		t.Errorf("a letter cut in two: %v %v, …%q", unread, err, text[len(text)-10:])
	}
}

func TestDecodeHTML(t *testing.T) {
	for name, page := range map[string]string{
		"declared":         "<meta charset=windows-1251><p>\xc4\xee\xe3\xee\xe2\xee\xf0",
		"declared in http": `<meta http-equiv="Content-Type" content="text/html; charset=koi8-r"><p>` + "\xe4\xcf\xc7\xcf\xd7\xcf\xd2",
		"declared wrongly": "<meta charset=iso-8859-1><p>Договор",
		"declared late":    "<script>" + strings.Repeat("x", 5000) + "</script><meta charset=windows-1251><p>\xc4\xee\xe3\xee\xe2\xee\xf0",
		"not declared":     "<p>Договор",
	} {
		records, err := readString(htmlFormat(), page)
		if err != nil || records[0].Blocks[0].Text != "Договор" {
			t.Errorf("%s: %v %v", name, records, err)
		}
	}
}

func TestHTMLDeeplyNested(t *testing.T) {
	page := strings.Repeat("<div><font>", 5000) + "<p>Words</p>" + strings.Repeat("<table><tr><td>", 100) + "cell"
	records, err := readString(htmlFormat(), page)
	if err != nil || len(records[0].Blocks) != 2 {
		t.Errorf("%v %v", records, err)
	}
}

// TestReadHeadings checks that a text of headings alone is a text.
func TestReadHeadings(t *testing.T) {
	records, err := readString(htmlFormat(), "<h1>Treaty of peace</h1><h2>Not yet written</h2>")
	if err != nil {
		t.Fatal(err)
	}
	want := []Block{{Text: "Treaty of peace"}, {Text: "Not yet written"}}
	if diff := cmp.Diff(want, records[0].Blocks); diff != "" || records[0].Metadata.Title != "Treaty of peace" {
		t.Error(records[0].Metadata, diff)
	}
}

// TestHTMLUnclosed checks that an element left open among those left out does
// not swallow the page.
func TestHTMLUnclosed(t *testing.T) {
	for _, page := range []string{"<nav>Menu<p>Words of the treaty", "<select><option>a<p>Words of the treaty", "<aside><aside></aside><p>Words of the treaty"} {
		records, err := readString(htmlFormat(), page)
		if err != nil {
			t.Errorf("%s: %v", page, err)
			continue
		}
		last := records[0].Blocks[len(records[0].Blocks)-1]
		if last.Text != "Words of the treaty" {
			t.Errorf("%s: %+v", page, records[0].Blocks)
		}
	}
}

func TestCleanText(t *testing.T) {
	for in, want := range map[string]string{
		"  a\u00a0\tb \n\n c ":        "a b\nc",
		"co\u00adoperation":           "cooperation",
		"e\u0301":                     "é",
		"a\u200bb\ufeffc\x00d\u2066e": "abcde",
		"a\u2028b\r\nc\vd":            "a\nb\nc\nd",
		"می\u200cخواهم":               "می\u200cخواهم",
		"\xff\xfe":                    "\uFFFD",
		"e\u00ad\u0301":               "é",
		"\u3000全角\u3000":              "全角",
		"":                            "",
	} {
		if got := cleanText(in); got != want {
			t.Errorf("%q became %q, want %q", in, got, want)
		}
	}
}
