package pdftext

import (
	"bytes"
	"context"
	"errors"
	"strings"
	"testing"

	"entente/corpus/formats/pdftext/pdftest"

	"github.com/google/go-cmp/cmp"
)

// otherReader gives the same text for every page.
type otherReader struct {
	pages  int
	text   string
	err    error
	asked  []int
	closed bool
}

func (o *otherReader) Title() string { return "A title" }
func (o *otherReader) Pages() int    { return o.pages }
func (o *otherReader) Close() error  { o.closed = true; return nil }
func (o *otherReader) Text(page int) (string, error) {
	o.asked = append(o.asked, page)
	return o.text, o.err
}

const (
	english = "The parties to this treaty agree that an armed attack against one or more of them in Europe or North America shall be considered an attack against them all.\n"
	shifted = "WKH SDUWLHV WR WKLV WUHDWB DJUHH WKDW DQ DUPHG DWWDFN DJDLQVW RQH RU PRUH RI WKHP LQ HXURSH RU QRUWK DPHULFD VKDOO EH FRQVLGHUHG DQ DWWDFN DJDLQVW WKHP DOO\n"
)

func TestSecondReader(t *testing.T) {
	sound := pdftest.Lines(11, "The Parties to this Treaty are resolved to unite their efforts.")
	garble := pdftest.Lines(12, strings.Repeat("WKH SDUWLHV WR WKLV WUHDWB ", 3), strings.Repeat("RI WKH FKDUWHU DQG SULQFLSOHV ", 5))
	const own = "The Parties to this Treaty are resolved to unite their efforts.\n"
	for _, test := range []struct {
		name  string
		data  []byte
		other otherReader
		want  string
		asked []int
		taken []bool
	}{
		{"a sound page is not doubted", pdftest.Pages(sound), otherReader{pages: 1, text: english}, own, nil, []bool{false}},
		{"a page without words", pdftest.Pages(sound, "0 0 9 9 re f"), otherReader{pages: 2, text: english}, own + english, []int{1}, []bool{false, true}},
		{"garble here, text there", pdftest.Pages(garble), otherReader{pages: 1, text: english}, english, []int{0}, []bool{true}},
		{"garble here and there", pdftest.Pages(garble), otherReader{pages: 1, text: shifted}, "", []int{0}, []bool{false}},
		{"an error there", pdftest.Pages(garble), otherReader{pages: 1, err: errors.New("broken")}, "", []int{0}, []bool{false}},
		{"fewer pages there", pdftest.Pages(sound, garble), otherReader{pages: 1, text: english}, own, nil, []bool{false, false}},
		{"a file that does not open", []byte("%PDF-1.4 damaged"), otherReader{pages: 2, text: english}, english + english, []int{0, 1}, []bool{true, true}},
	} {
		t.Run(test.name, func(t *testing.T) {
			opened := false
			document, err := readWith(test.data, func(context.Context) (Second, error) {
				opened = true
				return &test.other, nil
			})
			if err != nil {
				t.Fatal(err)
			}
			var taken []bool
			for _, p := range document.Pages {
				taken = append(taken, p.Second)
			}
			if diff := cmp.Diff(test.want, plainText(document)); diff != "" {
				t.Error(diff)
			}
			if diff := cmp.Diff(test.asked, test.other.asked); diff != "" {
				t.Errorf("pages asked for: %s", diff)
			}
			if diff := cmp.Diff(test.taken, taken); diff != "" {
				t.Errorf("pages taken: %s", diff)
			}
			if opened != test.other.closed {
				t.Errorf("opened: %t, closed: %t", opened, test.other.closed)
			}
		})
	}
}

func TestSecondReaderFails(t *testing.T) {
	for _, test := range []struct {
		name      string
		err, want error
	}{
		{"damaged for both", ErrMalformed, ErrMalformed},
		{"a password is needed", ErrEncrypted, ErrEncrypted},
		{"the reader does not start", errors.New("no memory"), ErrMalformed},
	} {
		_, err := readWith([]byte("%PDF-1.4 damaged"), func(context.Context) (Second, error) { return nil, test.err })
		if !errors.Is(err, test.want) {
			t.Errorf("%s: error %v, want %v", test.name, err, test.want)
		}
	}
}

func readWith(data []byte, second OpenSecond) (*Document, error) {
	return Read(context.Background(), bytes.NewReader(data), int64(len(data)), second)
}

func TestPlainParagraphs(t *testing.T) {
	const text = "Article 5\n" +
		"The Parties agree that an armed attack against one or more of them shall be con-\n" +
		"sidered an attack against them all and consequently they agree that, if such an\n" +
		"attack occurs, each will assist.\n" +
		"Article 6\n\n12"
	want := []string{
		"Article 5",
		"The Parties agree that an armed attack against one or more of them shall be considered an attack against them all and consequently they agree that, if such an attack occurs, each will assist.",
		"Article 6", "12",
	}
	var got []string
	for _, p := range plainParagraphs(text) {
		got = append(got, p.Text)
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

// TestOddity holds the measure to text with what it looks for, and without.
func TestOddity(t *testing.T) {
	words := strings.Fields(english)
	for _, test := range []struct {
		name, text string
		odd        bool
	}{
		{"ordinary", english, false},
		{"short", "a b c d", false},
		{"glued", strings.Join(words[:8], "") + " " + english, true},
		{"letters apart", strings.Join(strings.Split(strings.ReplaceAll(english, " ", ""), ""), " "), true},
		{"letters twice", doubledText(english), true},
	} {
		var s statistics
		s.add(test.text)
		if got := s.oddity() > someOdd; got != test.odd {
			t.Errorf("%s: oddity %.2f", test.name, s.oddity())
		}
	}
}

func doubledText(text string) string {
	var twice strings.Builder
	for _, r := range text {
		twice.WriteString(string(r) + string(r))
	}
	return twice.String()
}
