package formats

import (
	"errors"
	"fmt"
	"strings"
	"testing"
	"unicode/utf16"

	"github.com/google/go-cmp/cmp"
)

// laughs is a file whose entities stand for more and more of each other.
func laughs() string {
	var b strings.Builder
	b.WriteString(`<?xml version="1.0"?><!DOCTYPE lolz [<!ENTITY lol0 "lol">`)
	for i := range 12 {
		fmt.Fprintf(&b, `<!ENTITY lol%d "%s">`, i+1, strings.Repeat(fmt.Sprintf("&lol%d;", i), 10))
	}
	return b.String() + "]><lolz>&lol12;</lolz>"
}

// TestXMLBombs checks that entities are not resolved, neither those that grow
// nor those that name other files, and that the limits hold.
func TestXMLBombs(t *testing.T) {
	for _, test := range []struct {
		name, text string
		want       string // the text
		reason     Reason // of the failure, where there is one
	}{
		{"entities of entities", laughs(), "&lol12;", ""},
		{"another file", `<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>words &x;</a>`, "words &x;", ""},
		{"depth", strings.Repeat("<a>", maxNesting+1) + "words", "", TooLarge},
		{"depth after words", "<a>words" + strings.Repeat("<a>", maxNesting+1), "", TooLarge},
		{"size", "<a>" + strings.Repeat("words of it ", 6<<20) + "</a>", "", TooLarge},
		{"attributes alone", `<a><b value="words"/></a>`, "", Unsupported},
		{"elements alone", `<a><b/></a>`, "", Empty},
		{"no XML", "<?xml version='1.0'?>", "", Empty},
	} {
		t.Run(test.name, func(t *testing.T) {
			if testing.Short() && len(test.text) > 1<<20 {
				t.Skip("takes long; run without -short")
			}
			records, err := readString(xmlFormat(), test.text)
			var failed *Error
			switch {
			case test.reason != "" && (!errors.As(err, &failed) || failed.Reason != test.reason):
				t.Errorf("%d records, %v, want %s", len(records), err, test.reason)
			case test.reason == "" && (err != nil || records[0].Blocks[0].Text != test.want):
				t.Errorf("%v, %v, want %q", records, err, test.want)
			}
		})
	}
}

// TestXMLBreaksOff checks that a file is read as far as it goes and that where it
// ends is told.
func TestXMLBreaksOff(t *testing.T) {
	for _, test := range []struct{ name, text, unread string }{
		{"cut off", "<TEI><text><body><p>words of it</p><p>more", "what follows the fault is not read"},
		{"ends that do not match", "<TEI><text><p>words of it</text></p></TEI>", "what follows the fault is not read"},
	} {
		records, err := readString(xmlFormat(), test.text)
		if err != nil {
			t.Errorf("%s: %v", test.name, err)
			continue
		}
		if diff := cmp.Diff("words of it", records[0].Blocks[0].Text); diff != "" {
			t.Errorf("%s: %s", test.name, diff)
		}
		if unread := strings.Join(records[0].Unread, "; "); !strings.Contains(unread, test.unread) {
			t.Errorf("%s: unread: %s", test.name, unread)
		}
	}
}

func TestXMLStructure(t *testing.T) {
	for _, test := range []struct {
		name, text string
		want       []Block
	}{
		{
			"a TEI article by its type, numbered by an attribute",
			`<TEI><text><body><div type="article" n="5"><p>An armed attack.</p></div></body></text></TEI>`,
			[]Block{{Level: 1, Text: "Article 5"}, {Text: "An armed attack."}},
		},
		{
			"a TEI article numbered twice",
			`<TEI><text><body><div type="article" n="5"><head>Article V</head><head>Defence</head><p>An armed attack.</p></div></body></text></TEI>`,
			[]Block{{Level: 1, Text: "Article V: Defence"}, {Text: "An armed attack."}},
		},
		{
			"a TEI article with a title",
			`<TEI><text><body><div type="article" n="5"><head>Defence</head><p>An armed attack.</p></div></body></text></TEI>`,
			[]Block{{Level: 1, Text: "Article 5: Defence"}, {Text: "An armed attack."}},
		},
		{
			"a TEI word that goes on in the next line, on the next page",
			`<TEI><text><body><p>A co<lb break="no"/>operation<lb/>of for<pb n="2" break="no"/>ces.</p></body></text></TEI>`,
			[]Block{{Text: "A cooperation of forces."}},
		},
		{
			"Word of 2003, with a deletion and a comment",
			`<w:wordDocument xmlns:w="http://schemas.microsoft.com/office/word/2003/wordml"><w:body>` +
				`<w:p><w:pPr><w:pStyle w:val="Heading2"/></w:pPr><w:r><w:t>Title</w:t></w:r></w:p>` +
				`<w:p><w:r><w:t>Words</w:t></w:r><aml:annotation w:type="Word.Comment"><w:p><w:r><w:t>no</w:t></w:r></w:p></aml:annotation>` +
				`<aml:annotation w:type="Word.Insertion"><w:r><w:t> of it</w:t></w:r></aml:annotation><w:r><w:delText>no</w:delText></w:r></w:p></w:body></w:wordDocument>`,
			[]Block{{Level: 2, Text: "Title"}, {Text: "Words of it"}},
		},
	} {
		t.Run(test.name, func(t *testing.T) {
			records, err := readString(xmlFormat(), test.text)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(test.want, records[0].Blocks); diff != "" {
				t.Error(diff)
			}
		})
	}
}

// TestXMLInUTF16 checks that the format is told, and read, by the characters.
func TestXMLInUTF16(t *testing.T) {
	var b strings.Builder
	b.WriteString("\xFE\xFF")
	for _, u := range utf16.Encode([]rune(`<?xml version="1.0" encoding="UTF-16"?><TEI><text><p>Traité</p></text></TEI>`)) {
		b.Write([]byte{byte(u >> 8), byte(u)})
	}
	format, err := Detect("a", []byte(b.String()))
	if err != nil || format.Name != "XML" {
		t.Fatal(format.Name, err)
	}
	records, err := readString(format, b.String())
	if err != nil || records[0].Blocks[0].Text != "Traité" {
		t.Error(records, err)
	}
}
