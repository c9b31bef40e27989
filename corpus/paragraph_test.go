package corpus

import (
	"fmt"
	"strings"
	"testing"
)

func TestParagraphs(t *testing.T) {
	for name, test := range map[string]struct{ text, want string }{
		"lines":           {"1. One.\n\n2. Two.\n\n3. Three.", "(1) 1. One.|(2) 2. Two.|(3) 3. Three."},
		"brackets":        {"(1) One.\n(2) Two.", "(1) (1) One.|(2) (2) Two."},
		"half brackets":   {"1) One.\n2) Two.", "(1) 1) One.|(2) 2) Two."},
		"introduction":    {"In this Treaty:\n1. One;\n2. Two.", "(1) 1. One;|(2) 2. Two."},
		"first unmarked":  {"One.\n\n2. Two.", "(1) One.|(2) 2. Two."},
		"own lines":       {"1.\nOne.\n2.\nTwo.", "(1) 1. One.|(2) 2. Two."},
		"second alone":    {"2. Two.", ""},
		"one alone":       {"1. One.", ""},
		"none":            {"One. Two.", ""},
		"letters":         {"They agree:\n(a) on one;\n(b) on two.", "(a) (a) on one;|(b) (b) on two."},
		"both":            {"1. One:\n(a) on this;\n(b) on that.\n2. Two.", "(1) 1. One: (a) on this; (b) on that.|(1)(a) (a) on this;|(1)(b) (b) on that.|(2) 2. Two."},
		"number, letter":  {"1. (a) This;\n(b) that.\n2. Two.", "(1) 1. (a) This; (b) that.|(1)(a) 1. (a) This;|(1)(b) (b) that.|(2) 2. Two."},
		"Roman parts":     {"(a) This:\n(i) one;\n(ii) two;\n(b) that.", "(a) (a) This: (i) one; (ii) two;|(b) (b) that."},
		"many of them":    {"(a) This:\n(i) 1;\n(ii) 2;\n(iii) 3;\n(iv) 4;\n(v) 5;\n(b) that.", "(a) (a) This: (i) 1; (ii) 2; (iii) 3; (iv) 4; (v) 5;|(b) (b) that."},
		"Roman alone":     {"This:\n(i) one;\n(ii) two.", ""},
		"v without i":     {"(a) This;\n(v) five;\n(b) that.", ""},
		"h and i":         {"(a) a\n(b) b\n(c) c\n(d) d\n(e) e\n(f) f\n(g) g\n(h) h\n(i) i", "(a) (a) a|(b) (b) b|(c) (c) c|(d) (d) d|(e) (e) e|(f) (f) f|(g) (g) g|(h) (h) h|(i) (i) i"},
		"i of h":          {"(a) a\n(b) b\n(c) c\n(d) d\n(e) e\n(f) f\n(g) g\n(h) h:\n(i) one;\n(ii) two.", ""},
		"nested":          {"1. One:\n1. this;\n2. that.\n2. Two.", ""},
		"gap":             {"1. One.\n2. Two.\n4. Four.", ""},
		"other form":      {"1. One:\n(1) this;\n(2) that.\n2. Two.", "(1) 1. One: (1) this; (2) that.|(2) 2. Two."},
		"in one line":     {"1. One is. 2. Two is; 3. Three is.", "(1) 1. One is.|(2) 2. Two is;|(3) 3. Three is."},
		"glued":           {"1.One is.2.Two is.", "(1) 1.One is.|(2) 2.Two is."},
		"no capitals":     {"1. one is.2. two is.3. three is.", "(1) 1. one is.|(2) 2. two is.|(3) 3. three is."},
		"cross reference": {"1. As in Art. 2. The Parties agree. 2. They do.", "(1) 1. As in Art. 2. The Parties agree.|(2) 2. They do."},
		"no sentence":     {"1. In all, 2. things are said. 2. Two.", "(1) 1. In all, 2. things are said.|(2) 2. Two."},
		"inline alone":    {"They agree. 1. One is. 2. Two is.", ""},
		"letters in line": {"They shall: (a) keep; and (b) hold, as in (c) above, (c) see.", "(a) (a) keep; and|(b) (b) hold, as in (c) above,|(c) (c) see."},
		"dates":           {"1. On\n30. June they met.\n2. Two.", ""},
		"decimals":        {"1. One.\n1.5 of it.\n2. Two.", "(1) 1. One. 1.5 of it.|(2) 2. Two."},
		"empty":           {"", ""},
	} {
		p := Passage{Kind: Article, Number: "5", Text: test.text}
		var got []string
		for _, paragraph := range p.Paragraphs() {
			got = append(got, paragraph.Number+" "+strings.Join(strings.Fields(test.text[paragraph.Start:paragraph.End]), " "))
		}
		if got := strings.Join(got, "|"); got != test.want {
			t.Errorf("%s:\ngot  %s\nwant %s", name, got, test.want)
		}
	}
	if all := (Passage{Kind: Section, Text: "1. One.\n2. Two."}).Paragraphs(); all != nil {
		t.Errorf("a section has the paragraphs %v", all)
	}
}

func TestCited(t *testing.T) {
	p := Passage{Kind: Article, Number: "5", Page: 3, Text: "1. One:\n(a) this;\n(b) that.\n2. Two.", Breaks: []PageBreak{{Offset: 28, Page: 4}}}
	for words, want := range map[string]string{"One": "Article 5(1), p. 3", "that": "Article 5(1)(b), p. 3", "Two": "Article 5(2), p. 4"} {
		if got := p.Cited(strings.Index(p.Text, words)).Label(); got != want {
			t.Errorf("%s is cited as %s, want %s", words, got, want)
		}
	}
}

// FuzzParagraphs holds that paragraphs are in order, within each other or apart,
// and that those of one level cover the text from the first on.
func FuzzParagraphs(f *testing.F) {
	f.Add("1. One:\n(a) this;\n(b) that.\n2. Two.")
	f.Add("1.one is.2.two is; (a) x, (b) y")
	f.Add("(1) \xff\n(2) \n\n999. x")
	f.Fuzz(func(t *testing.T, text string) {
		top, seen := 0, map[string]bool{}
		for i, p := range (Passage{Kind: Article, Number: "1", Text: text}).Paragraphs() {
			if seen[p.Number] || p.Start >= p.End || p.End > len(text) {
				t.Fatalf("paragraph %+v comes twice or has no text", p)
			}
			seen[p.Number] = true
			if strings.Count(p.Number, "(") == 1 {
				if i > 0 && p.Start != top {
					t.Fatalf("paragraph %+v does not begin where the one before ends, %d", p, top)
				}
				top = p.End
			}
			if folded := FoldNumber("1" + p.Number); folded != "1"+p.Number {
				t.Fatalf("%s is folded to %s", fmt.Sprint("1", p.Number), folded)
			}
		}
		if len(seen) > 0 && top != len(text) {
			t.Fatalf("the last paragraph ends at %d of %d", top, len(text))
		}
	})
}
