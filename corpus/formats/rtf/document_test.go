package rtf

import (
	"context"
	"errors"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"entente/corpus/formats/office"
)

func TestRead(t *testing.T) {
	const fonts = `{\fonttbl{\f0\fcharset0 Times;}{\f1\fcharset238 Times CE;}\f2\fnil\cpg1251 Arial;\f3 Wingdings;}`
	for _, test := range []struct {
		name, text string
		want       []office.Block
	}{
		{"signs", `a\tab b\line c\~d\_e\-f\{\}\\`, []office.Block{{Text: "a\tb\nc d-ef{}\\"}}},
		{"code pages of fonts", `\f1\'e8\f2\'e8\f3\'e8\f0\'e8`, []office.Block{{Text: "čиè"}}},
		{"code page of the file", `\ansicpg1251 \'e8\f1\'e8`, []office.Block{{Text: "иč"}}},
		{"numbers of characters", `\u233\'e9\u-10179?\u-8637?{\uc2\u233\'81\'82}{\uc0\u233}x`, []office.Block{{Text: "é🙃ééx"}}},
		{"half of a pair", `\u-8637?x`, []office.Block{{Text: "\uFFFDx"}}},
		{"hidden and back", `a{\v b\par c}\v d\v0 e\v f\plain g`, []office.Block{{Text: "aeg"}}},
		{"levels", `\outlinelevel1 a\par\pard b\par\outlinelevel9 c`, []office.Block{{Level: 2, Text: "a"}, {Text: "b"}, {Text: "c"}}},
		{"notes", `a{\footnote\ftnalt b\par c}d\par e{\footnote f}`,
			[]office.Block{{Text: "ad"}, {Text: "[i] b"}, {Text: "c"}, {Text: "e"}, {Text: "[1] f"}}},
		{"cells of paragraphs", `\intbl a\par b\cell c\cell\row\pard d`, []office.Block{{Text: "a"}, {Text: "b"}, {Text: "c"}, {Text: "d"}}},
		{"a row that is not ended", `\intbl a\cell b\cell\pard c\par`, []office.Block{{Text: "a | b"}, {Text: "c"}}},
		{"a table in a cell", `\intbl\itap2 a\nestcell b\nestcell{\*\nesttableprops\nestrow}{\nonesttables x}\itap1 c\cell\row`,
			[]office.Block{{Text: "a"}, {Text: "b"}, {Text: "c"}}},
		{"two forms", `{\upr{old {\b form}}{\*\ud{new}}}`, []office.Block{{Text: "new"}}},
		{"a box in a header", `{\header a{\shp{\*\shpinst{\shptxt b\par}}}}c`, []office.Block{{Text: "c"}}},
		{"bytes", `a\bin4 }}}}b`, []office.Block{{Text: "ab"}}},
		{"after the end", `a}{b`, []office.Block{{Text: "a"}}},
	} {
		d, err := Read(context.Background(), []byte(`{\rtf1\deff0`+fonts+test.text+`}`))
		if err != nil {
			t.Errorf("%s: %v", test.name, err)
			continue
		}
		if diff := cmp.Diff(test.want, d.Blocks); diff != "" {
			t.Errorf("%s (-want +got):\n%s", test.name, diff)
		}
	}
}

func TestReadFails(t *testing.T) {
	for _, test := range []struct {
		text string
		want error
	}{
		{`words`, office.ErrMalformed},
		{`{\rtf1 ` + strings.Repeat("{", office.MaxDepth), office.ErrTooLarge},
	} {
		if _, err := Read(context.Background(), []byte(test.text)); !errors.Is(err, test.want) {
			t.Errorf("%.20q: %v, want %v", test.text, err, test.want)
		}
	}
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if _, err := Read(ctx, []byte(`{\rtf1 words}`)); !errors.Is(err, context.Canceled) {
		t.Errorf("with a context that has ended: %v", err)
	}
}

func TestUnread(t *testing.T) {
	d, err := Read(context.Background(), []byte(`{\rtf1\ansicpg9999 words \'81{more`))
	if err != nil {
		t.Fatal(err)
	}
	want := []string{
		"the code page 9999 is not known; letters beyond ASCII may be wrong",
		"the file breaks off: 2 groups are not closed",
		"1 characters that their code page does not have",
	}
	if diff := cmp.Diff(want, d.Unread); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}
