package pdftext

import (
	"fmt"
	"strings"
	"testing"

	"entente/corpus/formats/pdftext/pdftest"

	"github.com/google/go-cmp/cmp"
)

// TestRunningHeads reads pages of a line of text with a line above and one below it.
func TestRunningHeads(t *testing.T) {
	const text = "The Parties agree."
	series := func(n int, head string) (heads []string) {
		for i := range n {
			heads = append(heads, strings.ReplaceAll(head, "#", fmt.Sprint(i+241)))
		}
		return heads
	}
	for _, test := range []struct {
		name  string
		size  int
		heads []string
		foot  string
		want  []string // what stands on the pages beside the text
	}{
		{"the same on each page", 9, series(4, "Treaty of Mutual Assistance"), "", []string{"Treaty of Mutual Assistance"}},
		{"with the number behind", 9, series(4, "United Nations Treaty Series #"), "", []string{"United Nations Treaty Series 241"}},
		{"with the number before", 9, series(4, "# United Nations Treaty Series"), "", []string{"241 United Nations Treaty Series"}},
		{"head and foot", 9, series(3, "Treaty of Mutual Assistance"), "Done at Washington", []string{"Treaty of Mutual Assistance", "Done at Washington"}},
		{"left and right pages", 9, []string{"Chapter on the Sea", "Annual Report", "Chapter on the Sea", "Annual Report", "Chapter on the Sea", "Annual Report"}, "",
			[]string{"Chapter on the Sea", "Annual Report"}},
		{"on two pages", 9, series(2, "Treaty of Mutual Assistance"), "", series(2, "Treaty of Mutual Assistance")},
		{"too far apart", 9, []string{"Annex", "", "", "Annex", "", "", "Annex"}, "", []string{"Annex", "Annex", "Annex"}},
		{"an article on each page", 9, series(4, "Article #"), "", series(4, "Article #")},
		{"numbers that are not those of the pages", 9, []string{"Resolution of the Security Council 242", "Resolution of the Security Council 338", "Resolution of the Security Council 425"}, "",
			[]string{"Resolution of the Security Council 242", "Resolution of the Security Council 338", "Resolution of the Security Council 425"}},
		{"titles in large letters", 24, series(3, "Resolution"), "", series(3, "Resolution")},
	} {
		t.Run(test.name, func(t *testing.T) {
			var contents, got []string
			for _, head := range test.heads {
				content := fmt.Sprintf("BT /F1 %d Tf 72 810 Td (%s) Tj ET\n", test.size, head) + pdftest.Lines(11, text, "They agree on it.")
				if test.foot != "" {
					content += fmt.Sprintf("BT /F1 9 Tf 72 40 Td (%s) Tj ET\n", test.foot)
				}
				contents = append(contents, content)
			}
			for _, line := range strings.Split(strings.TrimSpace(plainText(mustRead(t, pdftest.Pages(contents...)))), "\n") {
				if !strings.HasPrefix(line, text) && line != "They agree on it." {
					got = append(got, line)
				}
			}
			if diff := cmp.Diff(test.want, got); diff != "" {
				t.Error(diff)
			}
		})
	}
}

// TestHeadsOfScans keeps a head that is all there is on a page, and needs OCR where
// there is a scan beneath.
func TestHeadsOfScans(t *testing.T) {
	const head = "BT /F1 9 Tf 72 810 Td (Treaty of Mutual Assistance) Tj ET\n"
	const scan = "q 595 0 0 842 0 0 cm /Im1 Do Q\n"
	document := mustRead(t, pdftest.Pages(head, head, head+scan, head+"0 800 m 500 800 l S"))
	var got []string
	for _, p := range document.Pages {
		got = append(got, fmt.Sprintf("%d %s", len(p.Paragraphs), p.Problem))
	}
	if diff := cmp.Diff([]string{"1 ", "1 ", "0 " + problemNoText, "1 "}, got); diff != "" {
		t.Error(diff)
	}
}
