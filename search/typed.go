package search

import (
	"slices"
	"strings"
	"unicode"
)

// Typed is the beginning of a query, cut where what is being typed begins. It
// need not parse.
type Typed struct {
	// Field is the field that what is being typed belongs to, "" for none.
	Field string
	// Quoted says that the text ends within quotation marks.
	Quoted bool

	query    []rune
	last     int // where what is being typed begins: a word, or what stands after a quotation mark
	instead  int // the same with the quotation mark
	run      int // where the plain words begin that end with it
	brackets int // that are open
}

// ReadTyped finds what is being typed at the end of a query.
func ReadTyped(text string) Typed {
	r := typedReader{scanner: scanner{text: []rune(text)}, groups: []string{""}}
	for r.position < len(r.text) {
		r.step()
	}
	t := Typed{Field: r.field, Quoted: r.quoted, query: r.text, last: r.last, instead: r.instead, run: r.run, brackets: len(r.groups) - 1}
	if !r.typing {
		t.last, t.instead, t.run = len(r.text), len(r.text), len(r.text)
	}
	return t
}

// Last is what is being typed: a word, or what stands after the opening
// quotation mark; "" after a blank or bracket.
func (t Typed) Last() string { return string(t.query[t.last:]) }

// Run is the plain words side by side that end with Last, separated by blanks
// alone; Last itself when there is but one.
func (t Typed) Run() string { return string(t.query[t.run:]) }

// Finish returns the query with Last finished as given, and quotation marks and
// brackets closed.
func (t Typed) Finish(last string) string {
	if t.Quoted {
		last += `"`
	}
	return string(t.query[:t.last]) + last + strings.Repeat(")", t.brackets)
}

// InsteadOfLast returns the query with a condition in the place of Last and its
// quotation mark, and brackets closed.
func (t Typed) InsteadOfLast(condition string) string {
	return string(t.query[:t.instead]) + condition + strings.Repeat(")", t.brackets)
}

// InsteadOfRun is InsteadOfLast for Run.
func (t Typed) InsteadOfRun(condition string) string {
	return string(t.query[:t.run]) + condition + strings.Repeat(")", t.brackets)
}

// typedReader reads a query as scanner does, but stops at nothing.
type typedReader struct {
	scanner
	groups             []string // fields of the brackets that are open, the outermost first
	field              string   // of what is read
	named              bool     // a name of a field and its colon stand right before
	typing, quoted     bool     // of what was read last
	last, instead, run int
	plain              bool // what was read last is a plain word, which a run can go on after
}

func (r *typedReader) step() {
	group := r.groups[len(r.groups)-1]
	if !r.named {
		r.field = group
	}
	switch c := r.text[r.position]; {
	case unicode.IsSpace(c):
		r.position++
		r.typing, r.named, r.field = false, false, group
	case c == '(':
		r.position++
		r.groups = append(r.groups, r.field)
		r.end()
	case c == ')':
		r.position++
		r.groups = r.groups[:max(1, len(r.groups)-1)]
		r.end()
		r.field = r.groups[len(r.groups)-1]
	case isQuote(c), c == '=' && r.position+1 < len(r.text) && isQuote(r.text[r.position+1]):
		r.phrase(c == '=')
	case c == '-' && r.startsOperand(r.position+1):
		r.position++
		r.end()
	default:
		r.word()
	}
}

// end says that nothing is being typed and no run goes on.
func (r *typedReader) end() { r.typing, r.named, r.plain = false, false, false }

func (r *typedReader) phrase(exact bool) {
	r.end()
	r.instead = r.position
	r.position++
	if exact {
		r.position++
	}
	r.last, r.run = r.position, r.instead
	if length := slices.IndexFunc(r.text[r.position:], isQuote); length >= 0 {
		r.position += length + 1
		return
	}
	r.position, r.typing, r.quoted = len(r.text), true, true
}

func (r *typedReader) word() {
	start := r.position
	t, _ := r.scanWord() // which has no errors
	if t.kind == fieldToken {
		r.end()
		r.typing, r.named, r.field = true, true, t.text
		r.last, r.instead, r.run = r.position, r.position, r.position
		return
	}
	goesOn := r.plain && !r.named
	r.plain = !r.named && isPlain(t.text)
	if !goesOn || !r.plain {
		r.run = start
	}
	r.typing, r.named = true, false
	r.last, r.instead = start, start
}

// isPlain reports whether a word of a query is neither an operator nor has
// characters with a meaning.
func isPlain(word string) bool {
	switch word {
	case "AND", "OR", "NOT":
		return false
	}
	return !strings.ContainsFunc(word, func(r rune) bool {
		return isNotWord(r) && !strings.ContainsRune("-.,'’&", r)
	})
}
