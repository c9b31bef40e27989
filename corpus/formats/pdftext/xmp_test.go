package pdftext

import (
	"strings"
	"testing"

	"entente/corpus/formats/pdftext/pdftest"
)

const xmpHead = `<?xpacket begin="" id="W5M0MpCehiHzreSzNTczkc9d"?><x:xmpmeta xmlns:x="adobe:ns:meta/">` +
	`<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:dc="http://purl.org/dc/elements/1.1/"><rdf:Description>`

func TestParseXMP(t *testing.T) {
	for _, test := range []struct{ name, body, title, language string }{
		{"nothing", "", "", ""},
		{"title and language", `<dc:title><rdf:Alt><rdf:li xml:lang="x-default">North &amp; South</rdf:li></rdf:Alt></dc:title>` +
			`<dc:language><rdf:Bag><rdf:li>fr</rdf:li><rdf:li>en</rdf:li></rdf:Bag></dc:language>`, "North & South", "fr"},
		{"the default of several titles", `<dc:title><rdf:Alt><rdf:li xml:lang="fr">Traité</rdf:li><rdf:li xml:lang="x-default">Treaty</rdf:li>` +
			`<rdf:li xml:lang="de">Vertrag</rdf:li></rdf:Alt></dc:title>`, "Treaty", ""},
		{"the first without a default", `<dc:title><rdf:Alt><rdf:li xml:lang="fr">Traité</rdf:li><rdf:li xml:lang="de">Vertrag</rdf:li></rdf:Alt></dc:title>`, "Traité", ""},
		{"items of other elements", `<dc:creator><rdf:Seq><rdf:li>A person</rdf:li></rdf:Seq></dc:creator><xmp:li xmlns:xmp="x">no</xmp:li>`, "", ""},
		{"cut off in the title", `<dc:title><rdf:Alt><rdf:li>Treaty`, "Treaty", ""},
		{"no XML", "<<<", "", ""},
	} {
		got := parseXMP([]byte(xmpHead + test.body))
		if got.title != test.title || got.language != test.language {
			t.Errorf("%s: %+v", test.name, got)
		}
	}
}

// TestMetadataStream takes the title of the metadata where the information has none.
func TestMetadataStream(t *testing.T) {
	const title = `<dc:title><rdf:Alt><rdf:li>Treaty of Mutual Assistance</rdf:li></rdf:Alt></dc:title><dc:language><rdf:Bag><rdf:li>en-GB</rdf:li></rdf:Bag></dc:language>`
	for _, test := range []struct{ name, info, body, want string }{
		{"both", "/Title (Washington Treaty)", title, "Washington Treaty|en"},
		{"a program's title in the information", "/Title (untitled)", title, "Treaty of Mutual Assistance|en"},
		{"none in the information", "", title, "Treaty of Mutual Assistance|en"},
		{"a program's title in both", "/Title (untitled)", strings.ReplaceAll(title, "Treaty of Mutual Assistance", "treaty.docx"), "|en"},
		{"damaged", "", "<<<", "|"},
		{"too long", "", strings.Repeat(" ", maxXMP) + title, "|"},
	} {
		b := &pdftest.Builder{}
		content := b.Stream("", pdftest.Lines(11, "The Parties agree that an armed attack against one of them is an attack against all."))
		metadata := b.Stream("/Type /Metadata /Subtype /XML", xmpHead+test.body)
		page := b.Add("<< /Type /Page /MediaBox [0 0 595 842] /Contents " + ref(content) + " /Resources << " + pdftest.Fonts + " >> >>")
		document := mustRead(t, b.Bytes("/Root << /Metadata "+ref(metadata)+" /Pages << /Kids [ "+ref(page)+" ] >> >> /Info << "+test.info+" >>"))
		if got := document.Title + "|" + document.Language; got != test.want {
			t.Errorf("%s: got %q, want %q", test.name, got, test.want)
		}
	}
}

func FuzzParseXMP(f *testing.F) {
	f.Add([]byte(xmpHead + `<dc:title><rdf:Alt><rdf:li xml:lang="x-default">Treaty</rdf:li></rdf:Alt></dc:title>`))
	f.Fuzz(func(t *testing.T, data []byte) {
		m := parseXMP(data)
		if len(m.title)+len(m.language) > len(data) {
			t.Errorf("%d bytes from %d", len(m.title)+len(m.language), len(data))
		}
	})
}
