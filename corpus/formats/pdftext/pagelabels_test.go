package pdftext

import (
	"fmt"
	"strings"
	"testing"

	"entente/corpus/formats/pdftext/pdftest"

	"github.com/google/go-cmp/cmp"
)

func TestLabelOfPage(t *testing.T) {
	for _, test := range []struct {
		r    labelRange
		page int
		want string
	}{
		{labelRange{first: 0, style: "D", start: 1}, 4, "5"},
		{labelRange{first: 4, style: "D", start: 243}, 6, "245"},
		{labelRange{first: 0, style: "r", start: 1}, 13, "xiv"},
		{labelRange{first: 0, style: "R", start: 1949}, 0, "MCMXLIX"},
		{labelRange{first: 0, style: "R", start: 5000}, 0, "5000"},
		{labelRange{first: 0, style: "a", start: 1}, 27, "bb"},
		{labelRange{first: 0, style: "A", start: 26}, 0, "Z"},
		{labelRange{first: 0, style: "A", start: 9_999_999}, 0, "9999999"},
		{labelRange{first: 2, style: "D", prefix: "A-", start: 1}, 3, "A-2"},
		{labelRange{first: 0, prefix: "Cover", start: 1}, 0, "Cover"},
	} {
		if got := test.r.label(test.page); got != test.want {
			t.Errorf("%+v, page %d: %q, want %q", test.r, test.page, got, test.want)
		}
	}
}

func labelsOf(d *Document) (labels []string) {
	for _, p := range d.Pages {
		labels = append(labels, p.Label)
	}
	return labels
}

// TestDeclaredLabels reads files of four pages with a tree of labels.
func TestDeclaredLabels(t *testing.T) {
	for _, test := range []struct {
		name, tree string
		want       []string
	}{
		{"none", "", []string{"", "", "", ""}},
		{"two ranges", "<< /Nums [0 << /S /r >> 2 << /S /D >>] >>", []string{"i", "ii", "1", "2"}},
		{"the numbers of the pages", "<< /Nums [0 << /S /D >>] >>", []string{"", "", "", ""}},
		{"kids, out of order", "<< /Kids [<< /Nums [2 << /P (B-) /S /D >>] >> << /Nums [0 << /P (A-) /S /D /St 7 >>] >>] >>", []string{"A-7", "A-8", "B-1", "B-2"}},
		{"beyond the last page", "<< /Nums [3 << /S /D /St 9 >> 90 << /S /r >>] >>", []string{"", "", "", "9"}},
		{"nonsense", "<< /Nums [-1 << /S /r >> (a) 3 1 << /S /D /St -5 /P (\x01) >> 2] >>", []string{"", "1", "2", "3"}},
		{"too long", "<< /Nums [0 << /P (" + strings.Repeat("long", 20) + ") >>] >>", []string{"", "", "", ""}},
	} {
		b := &pdftest.Builder{}
		var kids string
		for range 4 {
			kids += ref(b.Add("<< /Type /Page /MediaBox [0 0 595 842] >>")) + " "
		}
		labels := ""
		if test.tree != "" {
			labels = "/PageLabels " + test.tree
		}
		document := mustRead(t, b.Bytes("/Root << "+labels+" /Pages << /Kids [ "+kids+"] >> >>"))
		if diff := cmp.Diff(test.want, labelsOf(document)); diff != "" {
			t.Errorf("%s: %s", test.name, diff)
		}
	}
}

// TestPrintedLabels takes the numbers printed on the pages.
func TestPrintedLabels(t *testing.T) {
	for _, test := range []struct{ head, want []string }{
		{[]string{"i", "ii", "1", "2", "3"}, []string{"i", "ii", "1", "2", "3"}},
		{[]string{"243", "244", "245"}, []string{"243", "244", "245"}},
		{[]string{"1", "2", "3"}, []string{"", "", ""}},
		{[]string{"243 United Nations Treaty Series", "244 United Nations Treaty Series", "245 United Nations Treaty Series"}, []string{"243", "244", "245"}},
		{[]string{"1 United Nations Treaty Series", "2 United Nations Treaty Series", "3 United Nations Treaty Series"}, []string{"", "", ""}},
	} {
		var contents []string
		for _, head := range test.head {
			contents = append(contents, fmt.Sprintf("BT /F1 8 Tf 290 810 Td (%s) Tj ET\n", head)+pdftest.Lines(11, "The Parties agree.", "They agree on it."))
		}
		if diff := cmp.Diff(test.want, labelsOf(mustRead(t, pdftest.Pages(contents...)))); diff != "" {
			t.Errorf("%q: %s", test.head, diff)
		}
	}
}
