package docx

import (
	"context"
	"testing"

	"github.com/google/go-cmp/cmp"

	"entente/corpus/formats/office"
	"entente/corpus/formats/office/officetest"
)

const relationList = `<r><r Id="1" Type="x/styles" Target="styles.xml"/><r Id="2" Type="x/numbering" Target="numbering.xml"/><r Id="3" Type="x/endnotes" Target="endnotes.xml"/></r>`

func read(t *testing.T, body string, parts ...officetest.Part) *office.Document {
	t.Helper()
	parts = append(parts,
		officetest.Part{Name: "word/document.xml", Content: "<document><body>" + body + "</body></document>"},
		officetest.Part{Name: "word/_rels/document.xml.rels", Content: relationList})
	container, err := office.Open(officetest.Pack(t, parts...))
	if err != nil {
		t.Fatal(err)
	}
	d, err := Read(context.Background(), container)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

func TestText(t *testing.T) {
	for _, test := range []struct{ name, body, want string }{
		{"signs", `<p><r><t>a</t><tab/><t>b</t><br/><t>c</t><noBreakHyphen/><t>d</t><softHyphen/><t>e</t><sym char="00A7"/><sym char="F0B7"/></r></p>`, "a\tb\nc-de§"},
		{"moved away", `<p><moveFrom><r><t>a</t></r></moveFrom><moveTo><r><t>b</t></r></moveTo></p>`, "b"},
		{"a field within a field", `<p><r><fldChar fldCharType="begin"/><instrText>IF</instrText></r><r><fldChar fldCharType="begin"/><fldChar fldCharType="separate"/><t>3</t><fldChar fldCharType="end"/></r><r><fldChar fldCharType="separate"/><t>words</t><fldChar fldCharType="end"/></r></p>`, "words"},
		{"a field that is not closed", `<p><r><fldChar fldCharType="begin"/><instrText>TOC</instrText><t>words</t></r></p>`, "words"},
		{"hidden switched off", `<p><r><rPr><vanish val="0"/></rPr><t>words</t></r></p>`, "words"},
		{"a mark typed by hand", `<p><r><t>attack</t></r><r><rPr><vertAlign val="superscript"/></rPr><t>1</t></r><r><t> on</t></r></p>`, "attack 1 on"},
		{"the second of two forms alone", `<p><r><AlternateContent><Fallback><t>words</t></Fallback></AlternateContent></r></p>`, "words"},
		{"a content control", `<sdt><sdtPr><alias val="x"/></sdtPr><sdtContent><p><r><t>words</t></r></p></sdtContent></sdt>`, "words"},
		{"reading aids", `<p><ruby><rt><r><t>a</t></r></rt><rubyBase><r><t>b</t></r></rubyBase></ruby></p>`, "b"},
	} {
		d := read(t, test.body)
		if diff := cmp.Diff([]office.Block{{Text: test.want}}, d.Blocks); diff != "" {
			t.Errorf("%s (-want +got):\n%s", test.name, diff)
		}
	}
}

func TestNumbers(t *testing.T) {
	const numbering = `<numbering>
		<abstractNum abstractNumId="1">
			<lvl ilvl="0"><start val="1"/><numFmt val="upperRoman"/><lvlText val="%1."/></lvl>
			<lvl ilvl="1"><start val="1"/><numFmt val="lowerLetter"/><lvlText val="%1.%2)"/><isLgl/></lvl>
			<lvl ilvl="2"><start val="3"/><numFmt val="decimal"/><lvlText val="%3"/><lvlRestart val="0"/></lvl>
		</abstractNum>
		<abstractNum abstractNumId="2"><numStyleLink val="List"/></abstractNum>
		<num numId="1"><abstractNumId val="1"/></num>
		<num numId="2"><abstractNumId val="1"/><lvlOverride ilvl="0"><startOverride val="7"/></lvlOverride></num>
		<num numId="3"><abstractNumId val="2"/></num>
	</numbering>`
	const styles = `<styles><style styleId="List"><pPr><numPr><numId val="1"/></numPr></pPr></style></styles>`
	body := ""
	for _, at := range []struct{ list, level string }{
		{"1", "0"}, {"1", "1"}, {"1", "1"}, {"1", "2"}, {"1", "0"}, {"1", "1"}, {"1", "2"}, {"2", "0"}, {"2", "0"}, {"3", "0"}, {"0", "0"}, {"9", "0"},
	} {
		body += `<p><pPr><numPr><ilvl val="` + at.level + `"/><numId val="` + at.list + `"/></numPr></pPr><r><t>x</t></r></p>`
	}
	d := read(t, body, officetest.Part{Name: "word/numbering.xml", Content: numbering}, officetest.Part{Name: "word/styles.xml", Content: styles})
	var got []string
	for _, b := range d.Blocks {
		got = append(got, b.Text)
	}
	want := []string{"I. x", "1.1) x", "1.2) x", "3 x", "II. x", "2.1) x", "4 x", "VII. x", "VIII. x", "IX. x", "x", "x"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func TestUnread(t *testing.T) {
	d := read(t, `<p><r><t>words</t></r></p><altChunk id="x"/><p><r><t>more</t></p>`, officetest.Part{Name: "word/styles.xml", Content: "<styles"},
		officetest.Part{Name: "word/embeddings/sheet.xlsx"}, officetest.Part{Name: "word/embeddings/oleObject1.bin"})
	want := []string{
		"a part that was inserted from another file is not read",
		"files of other programs within the text are not read (2)",
		"the styles could not be read: the part word/styles.xml is no valid XML: XML syntax error on line 1: unexpected EOF",
		"the text breaks off: the part word/document.xml is no valid XML: XML syntax error on line 1: element <r> closed by </p>",
	}
	if diff := cmp.Diff(want, d.Unread); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func TestEndnoteIsPlacedOnce(t *testing.T) {
	d := read(t, `<p><r><t>a</t><endnoteReference id="1"/></r></p><p><r><t>b</t><endnoteReference id="1"/></r></p>`,
		officetest.Part{Name: "word/endnotes.xml", Content: `<endnotes><endnote id="1"><p><r><t>note</t></r></p></endnote></endnotes>`})
	want := []office.Block{{Text: "a"}, {Text: "[i] note"}, {Text: "b"}}
	if diff := cmp.Diff(want, d.Blocks); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}
