package ocr

import (
	"errors"
	"image"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// word is a line of tesseract's output for a word.
func word(place, confidence, text string) string {
	return "5\t1\t" + strings.ReplaceAll(place, " ", "\t") + "\t10\t20\t30\t40\t" + confidence + "\t" + text + "\n"
}

func TestParse(t *testing.T) {
	const head = "level\tpage_num\tblock_num\tpar_num\tline_num\tword_num\tleft\ttop\twidth\theight\tconf\ttext\n"
	const block = "2\t1\t1\t0\t0\t0\t10\t20\t30\t40\t-1\t\n"
	for _, test := range []struct {
		name, output string
		want         Text
	}{
		{"nothing", head, Text{}},
		{"blanks alone", head + block + word("1 1 1 1", "95", " "), Text{}},
		{"words, lines, paragraphs and blocks",
			head + block + word("1 1 1 1", "100", "An") + word("1 1 1 2", "100", "armed") + word("1 1 2 1", "100", "attack") +
				word("1 2 1 1", "100", "against") + word("2 1 1 1", "100", "one"),
			Text{Lines: "An armed\nattack\n\nagainst\n\none", Confidence: 1}},
		{"confidence by letters", head + word("1 1 1 1", "90.000000", "abc") + word("1 1 1 2", "50", "é"), Text{Lines: "abc é", Confidence: 0.8}},
		{"confidence out of range", head + word("1 1 1 1", "-1", "a") + word("1 1 1 2", "300", "b"), Text{Lines: "a b", Confidence: 0.5}},
		{"lines of another form are passed over", head + "5\t1\n" + word("1 1 1 1", "100", "a"), Text{Lines: "a", Confidence: 1}},
	} {
		got, err := parse(test.output)
		if err != nil {
			t.Errorf("%s: %v", test.name, err)
		}
		if diff := cmp.Diff(test.want, got); diff != "" {
			t.Errorf("%s: %s", test.name, diff)
		}
	}
	for _, confidence := range []string{"sure", "NaN"} {
		if _, err := parse(head + word("1 1 1 1", confidence, "a")); err == nil {
			t.Errorf("the confidence %q is taken", confidence)
		}
	}
}

func TestFindNothing(t *testing.T) {
	t.Setenv("PATH", t.TempDir())
	if _, err := Find(t.Context(), []string{"eng"}); !errors.Is(err, ErrNotInstalled) {
		t.Errorf("error %v", err)
	}
}

func TestEngine(t *testing.T) {
	engine, err := Find(t.Context(), []string{"eng"})
	if err != nil {
		t.Skipf("tesseract cannot be used: %v", err)
	}
	if _, err := Find(t.Context(), []string{"eng", "tlh"}); !errors.Is(err, ErrLanguage) || !strings.Contains(err.Error(), `"tlh"`) {
		t.Errorf("error %v", err)
	}
	page := image.NewGray(image.Rect(0, 0, 200, 100))
	if text, err := engine.Recognise(t.Context(), page, 300); err != nil || text.Lines != "" {
		t.Errorf("a black page: %+v, error %v", text, err)
	}
	if _, err := engine.Recognise(t.Context(), image.NewGray(image.Rect(0, 0, 0, 0)), 300); err == nil {
		t.Error("an image without size is recognised")
	}
}

func FuzzParse(f *testing.F) {
	f.Add(word("1 1 1 1", "95.5", "Treaty"))
	f.Fuzz(func(t *testing.T, output string) {
		text, err := parse(output)
		if err != nil {
			return
		}
		if !(text.Confidence >= 0 && text.Confidence <= 1) {
			t.Errorf("confidence %v of %q", text.Confidence, text.Lines)
		}
	})
}
