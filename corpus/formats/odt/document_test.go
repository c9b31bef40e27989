package odt

import (
	"context"
	"errors"
	"testing"

	"github.com/google/go-cmp/cmp"

	"entente/corpus/formats/office"
	"entente/corpus/formats/office/officetest"
)

func open(t *testing.T, parts ...officetest.Part) *office.Container {
	t.Helper()
	container, err := office.Open(officetest.Pack(t, parts...))
	if err != nil {
		t.Fatal(err)
	}
	return container
}

// content wraps a text whose prefixes stand for their namespaces.
func content(body string) officetest.Part {
	return officetest.Part{Name: "content.xml", Content: `<office:document-content xmlns:office="office" xmlns:text="text" xmlns:style="style" xmlns:draw="draw">` + body + `</office:document-content>`}
}

func read(t *testing.T, parts ...officetest.Part) *office.Document {
	t.Helper()
	d, err := Read(context.Background(), open(t, parts...))
	if err != nil {
		t.Fatal(err)
	}
	return d
}

func TestNumbers(t *testing.T) {
	d := read(t, content(`
		<text:list-style style:name="L">
			<text:list-level-style-number text:level="1" style:num-format="1" text:start-value="3" style:num-suffix="."/>
			<text:list-level-style-number text:level="2" style:num-format="i" text:display-levels="2"/>
			<text:list-level-style-number text:level="3" style:num-format="A" style:num-list-format="§%1%-%3%"/>
		</text:list-style>
		<text:list text:style-name="L" xml:id="one">
			<text:list-header><text:p>head</text:p></text:list-header>
			<text:list-item><text:p>x</text:p><text:p>more</text:p></text:list-item>
			<text:list-item><text:list><text:list-item><text:p>x</text:p><text:list><text:list-item><text:p>x</text:p></text:list-item></text:list></text:list-item></text:list></text:list-item>
			<text:list-item text:start-value="9"><text:p>x</text:p></text:list-item>
		</text:list>
		<text:list text:style-name="L"><text:list-item><text:p>anew</text:p></text:list-item></text:list>
		<text:list text:style-name="L" text:continue-list="one"><text:list-item><text:p>x</text:p></text:list-item></text:list>
		<text:list text:style-name="none"><text:list-item><text:p>x</text:p></text:list-item></text:list>`))
	var got []string
	for _, b := range d.Blocks {
		got = append(got, b.Text)
	}
	want := []string{"head", "3. x", "more", "3.i x", "§3-A x", "9. x", "3. anew", "10. x", "x"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func TestHiddenParagraphKeepsItsNotes(t *testing.T) {
	d := read(t, content(`<text:p>a<text:hidden-paragraph text:is-hidden="true"/><text:note><text:note-citation>i</text:note-citation><text:note-body><text:p>note</text:p></text:note-body></text:note></text:p><text:p>b</text:p>`))
	if diff := cmp.Diff([]office.Block{{Text: "[i] note"}, {Text: "b"}}, d.Blocks); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func TestUnread(t *testing.T) {
	d := read(t, content(`<text:p>words</text:p><draw:image/><text:p>more</text:q>`), officetest.Part{Name: "meta.xml", Content: "<m"})
	if len(d.Unread) != 2 || len(d.Blocks) != 2 || d.Pictures != 1 {
		t.Errorf("%+v", d)
	}
}

func TestEncrypted(t *testing.T) {
	_, err := Read(context.Background(), open(t, content(""), officetest.Part{
		Name:    "META-INF/manifest.xml",
		Content: `<manifest><file-entry full-path="content.xml"><encryption-data/></file-entry></manifest>`,
	}))
	if !errors.Is(err, office.ErrEncrypted) {
		t.Errorf("the error is %v", err)
	}
}
