package pdftext

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// words returns the tokens of a source in a readable form.
func words(source string) []string {
	l := &lexer{data: []byte(source)}
	var list []string
	for {
		switch t := l.next(); t.kind {
		case endOfInput:
			return list
		case numberToken:
			list = append(list, fmt.Sprint(t.number))
		case nameToken:
			list = append(list, "/"+string(t.text))
		case stringToken:
			list = append(list, "("+string(t.text)+")")
		case operatorToken:
			list = append(list, string(t.text))
		default:
			list = append(list, [...]string{openArray: "[", closeArray: "]", openDictionary: "<<", closeDictionary: ">>"}[t.kind])
		}
	}
}

func TestLexer(t *testing.T) {
	tests := []struct {
		source string
		want   []string
	}{
		{"1 -2.5 .5 +3 4. --6 7-8", []string{"1", "-2.5", "0.5", "3", "4", "-6", "7"}},
		{"/F1 12 Tf", []string{"/F1", "12", "Tf"}},
		{"/A#20B/C /D#zz", []string{"/A B", "/C", "/D#zz"}},
		{"(a(b)c)Tj", []string{"(a(b)c)", "Tj"}},
		{`(a\(b\)\\\n\101\7z\q)`, []string{"(a(b)\\\nA\azq)"}},
		{"(a\\\r\nb\rc\r\nd)", []string{"(ab\nc\nd)"}},
		{"(not closed \\", []string{"(not closed \x00)"}},
		{"<48 65 6C6c6F7> <>", []string{"(Hellop)", "()"}},
		{"[(a)-3(b)]TJ", []string{"[", "(a)", "-3", "(b)", "]", "TJ"}},
		{"<</A<</B 1>>>>BDC", []string{"<<", "/A", "<<", "/B", "1", ">>", ">>", "BDC"}},
		{"1 % comment (\n2", []string{"1", "2"}},
		{") } { > T*", []string{"T*"}},
		{"", nil},
	}
	for _, test := range tests {
		if diff := cmp.Diff(test.want, words(test.source)); diff != "" {
			t.Errorf("%q: %s", test.source, diff)
		}
	}
}

func TestLexerDoesNotNest(t *testing.T) {
	const many = 5 << 20 // would overflow the stack if each called for the next
	if got := words(strings.Repeat(")", many) + "Tj"); len(got) != 1 {
		t.Errorf("got %d tokens, want 1", len(got))
	}
}

func TestSkipInlineImage(t *testing.T) {
	l := &lexer{data: []byte(" EI\x01\x02 EI\xFF\xFE binary \nEI Q (after) Tj")}
	l.skipInlineImage()
	if rest := strings.TrimSpace(string(l.data[l.at:])); rest != "Q (after) Tj" {
		t.Errorf("the rest is %q", rest)
	}
}
