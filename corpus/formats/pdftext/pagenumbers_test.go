package pdftext

import (
	"fmt"
	"strings"
	"testing"

	"entente/corpus/formats/pdftext/pdftest"

	"github.com/google/go-cmp/cmp"
)

func TestNumberAlone(t *testing.T) {
	for text, want := range map[string]int{
		"12": 12, "- 3 -": 3, "– 3 –": 3, "[7]": 7, "(7)": 7, "Page 3 of 9": 3, "PAGE 3": 3, "3/9": 3, "p. 4": 4, "Seite 3 von 9": 3, "xiv": 14, "IX": 9, "- iv -": 4,
		"": 0, "Article 5": 0, "5.": 0, "1949-04-04": 0, "12 NATO": 0, "1,234": 0, "ic": 0, "Iv": 0, "mild": 0, "1 2": 0, "A/61/89": 0, "100000": 0, "5 %": 0,
	} {
		if value, _ := numberAlone(text); value != want {
			t.Errorf("numberAlone(%q) = %d, want %d", text, value, want)
		}
	}
}

// TestPageNumbers reads pages of a line of text with a line below or above it.
func TestPageNumbers(t *testing.T) {
	tests := []struct {
		name  string
		feet  []string
		above bool
		want  []string // of the feet
	}{
		{"numbers", []string{"1", "2", "3"}, false, nil},
		{"at the top", []string{"- 7 -", "- 8 -", "- 9 -"}, true, nil},
		{"with the number of pages", []string{"Page 1 of 3", "Page 2 of 3", "Page 3 of 3"}, false, nil},
		{"a title page without", []string{"", "2", "3"}, false, nil},
		{"Roman, then Arabic", []string{"i", "ii", "iii", "1", "2"}, false, nil},
		{"two pages on one", []string{"2", "4", "6"}, false, nil},
		{"one stray number", []string{"1", "2", "1949", "4", "5", "6"}, false, []string{"1949"}},
		{"figures that do not go up", []string{"12", "7", "30"}, false, []string{"12", "7", "30"}},
		{"the same figure", []string{"5", "5", "5"}, false, []string{"5", "5", "5"}},
		{"on few pages", []string{"1", "2", "", "", ""}, false, []string{"1", "2"}},
		{"one page", []string{"1"}, false, []string{"1"}},
		{"figures in words", []string{"Article 1", "Article 2", "Article 3"}, false, []string{"Article 1", "Article 2", "Article 3"}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			height := 40
			if test.above {
				height = 810
			}
			var contents, got []string
			for _, foot := range test.feet {
				contents = append(contents, fmt.Sprintf("BT /F1 8 Tf 290 %d Td (%s) Tj ET\n", height, foot)+pdftest.Lines(11, "The Parties agree."))
			}
			for _, line := range strings.Split(strings.TrimSpace(plainText(mustRead(t, pdftest.Pages(contents...)))), "\n") {
				if line != "The Parties agree." {
					got = append(got, line)
				}
			}
			if diff := cmp.Diff(test.want, got); diff != "" {
				t.Error(diff)
			}
		})
	}
}

// TestPageNumbersInside keeps numbers that stand between lines of text.
func TestPageNumbersInside(t *testing.T) {
	var contents []string
	for number := range 4 {
		contents = append(contents, pdftest.Lines(11, "The Parties agree.", "", "", fmt.Sprint(number+1), "", "", "They also agree on this."))
	}
	if got := plainText(mustRead(t, pdftest.Pages(contents...))); !strings.Contains(got, "3") {
		t.Errorf("got %q", got)
	}
}
