package formats

import (
	"bytes"
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"entente/corpus/formats/office"
	"entente/corpus/formats/office/officetest"
)

// TestReadPackedGolden reads the containers whose parts stand in txtar archives
// in testdata.
func TestReadPackedGolden(t *testing.T) {
	paths, _ := filepath.Glob(filepath.Join("testdata", "*.txtar"))
	if len(paths) == 0 {
		t.Fatal("no test data")
	}
	for _, path := range paths {
		t.Run(filepath.Base(path), func(t *testing.T) {
			archive, err := os.ReadFile(path)
			if err != nil {
				t.Fatal(err)
			}
			packed := officetest.PackArchive(t, archive)
			name := strings.TrimSuffix(path, ".txtar")
			records, err := readPacked(name, packed)
			if err != nil {
				t.Fatal(err)
			}
			for _, r := range records {
				for _, b := range r.Blocks {
					checkBlock(t, path, b)
				}
			}
			compareGolden(t, name+".golden", records)
			// What it is stands in it, not in its name.
			if _, err := readPacked("renamed.zip", packed); err != nil {
				t.Errorf("under another name: %v", err)
			}
		})
	}
}

func readPacked(name string, packed []byte) ([]Record, error) {
	format, err := Detect(name, packed[:min(len(packed), DetectBytes)])
	if err != nil {
		return nil, err
	}
	return format.Read(context.Background(), bytes.NewReader(packed), int64(len(packed)))
}

func TestReadContainerFails(t *testing.T) {
	pack := func(parts ...officetest.Part) []byte { return officetest.Pack(t, parts...) }
	word := func(body string) []byte {
		return pack(officetest.Part{Name: "word/document.xml", Content: "<w:document xmlns:w='w'><w:body>" + body + "</w:body></w:document>"})
	}
	whole := word("<w:p><w:r><w:t>words</w:t></w:r></w:p>")
	for _, test := range []struct {
		name   string
		data   []byte
		reason Reason
		detail string
	}{
		{"no container", []byte("words"), Malformed, "ZIP"},
		{"cut off", whole[:len(whole)-30], Malformed, "ZIP"},
		{"no words", word("<w:p/>"), Empty, "no text"},
		{"pictures", word("<w:p><w:r><w:drawing><a:blip xmlns:a='a'/></w:drawing></w:r></w:p>"), NoText, "1 pictures"},
		{"no XML", word("<w:p><w:q></w:p>"), Malformed, "no valid XML"},
		{"a sheet", pack(officetest.Part{Name: "xl/workbook.xml", Content: "<x/>"}), Unsupported, "Excel"},
		{"deep", word(strings.Repeat("<w:p>", office.MaxDepth)), TooLarge, "within each other"},
		{"bomb", word(strings.Repeat(" ", 2<<20)), TooLarge, "unpacks to over 200 times"},
		{"bomb of attributes", word("<w:p a='" + randomLike(2<<20) + "'/>"), TooLarge, "tag of over"},
		{"password", []byte("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1" + strings.Repeat("\x00", 600) + wide("EncryptedPackage")), Encrypted, "password"},
	} {
		_, err := readPacked("a.docx", test.data)
		if test.name == "no container" { // Detect sees that it is text
			_, err = readContainer(context.Background(), bytes.NewReader(test.data), int64(len(test.data)))
		}
		var known *Error
		if !errors.As(err, &known) || known.Reason != test.reason || !strings.Contains(known.Detail, test.detail) {
			t.Errorf("%s: %v, want %s: …%s…", test.name, err, test.reason, test.detail)
		}
	}
}

// randomLike returns letters that do not pack well.
func randomLike(length int) string {
	letters := make([]byte, length)
	state := uint32(1)
	for i := range letters {
		state = state*1664525 + 1013904223
		letters[i] = 'a' + byte(state>>24)%26
	}
	return string(letters)
}

func wide(name string) string {
	return strings.Join(strings.Split(name, ""), "\x00") + "\x00"
}

func TestReadContainerStopsWithContext(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	data := officetest.Pack(t, officetest.Part{Name: "word/document.xml", Content: "<d/>"})
	if _, err := readContainer(ctx, bytes.NewReader(data), int64(len(data))); !errors.Is(err, context.Canceled) {
		t.Errorf("the error is %v", err)
	}
}

// FuzzDOCX fuzzes the parts, since bytes at random are no container.
func FuzzDOCX(f *testing.F) {
	f.Add("<d><p><pPr><numPr><numId val='1'/></numPr></pPr><r><t>words</t></r></p></d>",
		"<s><style styleId='a'><name val='heading 1'/></style></s>",
		"<n><abstractNum abstractNumId='0'><lvl ilvl='0'><lvlText val='%1.'/></lvl></abstractNum><num numId='1'><abstractNumId val='0'/></num></n>",
		"<f><footnote id='1'><p><r><t>note</t></r></p></footnote></f>")
	f.Add("<d><tbl><tr><tc><p><r><t>a</t><fldChar fldCharType='begin'/></r></p></tc></tr></tbl><AlternateContent><Choice/><Fallback/></AlternateContent></d>", "", "", "")
	const relations = `<r><r Id="1" Type="/styles" Target="styles.xml"/><r Id="2" Type="/numbering" Target="numbering.xml"/><r Id="3" Type="/footnotes" Target="notes.xml"/></r>`
	f.Fuzz(func(t *testing.T, document, styles, numbering, notes string) {
		fuzzContainer(t,
			officetest.Part{Name: "word/document.xml", Content: document},
			officetest.Part{Name: "word/_rels/document.xml.rels", Content: relations},
			officetest.Part{Name: "word/styles.xml", Content: styles},
			officetest.Part{Name: "word/numbering.xml", Content: numbering},
			officetest.Part{Name: "word/notes.xml", Content: notes})
	})
}

// fuzzContainer holds the readers of containers to what Format and Block promise.
func fuzzContainer(t *testing.T, parts ...officetest.Part) {
	t.Helper()
	data := officetest.Pack(t, parts...)
	records, err := readContainer(context.Background(), bytes.NewReader(data), int64(len(data)))
	var known *Error
	if err != nil && !errors.As(err, &known) {
		t.Errorf("the error is no *Error: %v", err)
	}
	for _, r := range records {
		for _, b := range r.Blocks {
			checkBlock(t, "a container", b)
		}
	}
}

func FuzzODT(f *testing.F) {
	f.Add(`<c xmlns:text="text" xmlns:table="table"><text:list text:style-name="L"><text:list-item><text:h text:outline-level="2">words</text:h></text:list-item></text:list><table:table><table:table-row><table:table-cell><text:p>a</text:p></table:table-cell></table:table-row></table:table></c>`,
		`<s xmlns:text="text" xmlns:style="style"><text:list-style style:name="L"><text:list-level-style-number text:level="1" style:num-format="1" style:num-list-format="%1%"/></text:list-style></s>`,
		"<m/>")
	f.Fuzz(func(t *testing.T, content, styles, meta string) {
		fuzzContainer(t,
			officetest.Part{Name: "mimetype", Content: "application/vnd.oasis.opendocument.text"},
			officetest.Part{Name: "content.xml", Content: content},
			officetest.Part{Name: "styles.xml", Content: styles},
			officetest.Part{Name: "meta.xml", Content: meta})
	})
}

// TestReadPackedWithoutSign reads a document whose first bytes do not tell it from
// an archive.
func TestReadPackedWithoutSign(t *testing.T) {
	packed := officetest.Pack(t,
		officetest.Part{Name: "customXml/item1.xml", Content: randomLike(2 * DetectBytes)},
		officetest.Part{Name: "word/document.xml", Content: "<d><p><r><t>words</t></r></p></d>"},
		officetest.Part{Name: "[Content_Types].xml", Content: "<Types/>"})
	for _, name := range []string{"a.docx", "a.zip"} {
		records, err := readPacked(name, packed)
		if err != nil || len(records) != 1 || len(records[0].Blocks) != 1 || records[0].Blocks[0].Text != "words" {
			t.Errorf("%s: %d records, %v, want the one document", name, len(records), err)
		}
	}
}

func TestReadBookFails(t *testing.T) {
	pointer := officetest.Part{Name: "META-INF/container.xml", Content: `<c><rootfiles><rootfile full-path="book.opf"/></rootfiles></c>`}
	description := officetest.Part{Name: "book.opf", Content: `<p><manifest><item id="a" href="a.xhtml" media-type="application/xhtml+xml"/><item id="i" media-type="image/png"/></manifest><spine><itemref idref="a"/></spine></p>`}
	chapter := officetest.Part{Name: "a.xhtml", Content: "<p>words</p>"}
	for _, test := range []struct {
		name   string
		parts  []officetest.Part
		reason Reason
		detail string
	}{
		{"no description", []officetest.Part{{Name: "META-INF/container.xml", Content: "<c/>"}}, Malformed, "where the book is described"},
		{"no chapters", []officetest.Part{pointer, {Name: "book.opf", Content: "<p/>"}}, Malformed, "lists no chapters"},
		{"locked", []officetest.Part{pointer, description, chapter, {Name: "META-INF/encryption.xml", Content: `<e><d><CipherData><CipherReference URI="a.xhtml"/></CipherData></d></e>`}}, Encrypted, "DRM"},
		{"pictures", []officetest.Part{pointer, description, {Name: "a.xhtml", Content: "<img/>"}}, NoText, "1 pictures"},
		{"a chapter missing", []officetest.Part{pointer, {Name: "book.opf", Content: strings.ReplaceAll(description.Content, "image/png", "text/css")}}, Malformed, "a.xhtml is missing"},
	} {
		_, err := readPacked("a.epub", officetest.Pack(t, test.parts...))
		var known *Error
		if !errors.As(err, &known) || known.Reason != test.reason || !strings.Contains(known.Detail, test.detail) {
			t.Errorf("%s: %v, want %s: …%s…", test.name, err, test.reason, test.detail)
		}
	}
}

func FuzzEPUB(f *testing.F) {
	f.Add(`<p><metadata><title>A</title><date>1951</date></metadata><manifest><item id="a" href="a" media-type="text/html"/></manifest><spine><itemref idref="a"/></spine></p>`, "<h1>words</h1>", "<e/>")
	f.Fuzz(func(t *testing.T, description, chapter, locked string) {
		fuzzContainer(t,
			officetest.Part{Name: "META-INF/container.xml", Content: `<c><rootfiles><rootfile full-path="book.opf"/></rootfiles></c>`},
			officetest.Part{Name: "book.opf", Content: description},
			officetest.Part{Name: "a", Content: chapter},
			officetest.Part{Name: "META-INF/encryption.xml", Content: locked})
	})
}
