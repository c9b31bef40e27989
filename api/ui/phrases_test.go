package ui

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"entente/api/wire"
	"entente/corpus"
	"entente/corpus/gazetteer"
	"entente/search"
)

// TestEveryPhraseIsTranslated holds that the table of phrases has what the
// pages say, and nothing else.
func TestEveryPhraseIsTranslated(t *testing.T) {
	tongues, err := readTongues()
	if err != nil {
		t.Fatal(err)
	}
	said := slices.Concat(phrasesOfTemplates(t), phrasesOfCode(t), phrasesOfTables(t))
	for _, spoken := range tongues[1:] {
		for _, phrase := range said {
			if spoken.phrases[phrase] == "" {
				t.Errorf("%s has no %s", phraseFile, strconv.Quote(phrase))
			}
		}
		for phrase, other := range spoken.phrases {
			if !slices.Contains(said, phrase) {
				t.Errorf("%s has %q, which no page says", phraseFile, phrase)
			}
			if verbs(phrase) != verbs(other) {
				t.Errorf("%q and %q do not take the same arguments", phrase, other)
			}
			if strings.Count(phrase, "`") != strings.Count(other, "`") {
				t.Errorf("%q and %q do not have the same code in them", phrase, other)
			}
		}
	}
}

// verbs returns what a phrase takes as arguments, whatever their order.
func verbs(phrase string) string {
	found := regexp.MustCompile(`%(\[\d\])?(\.\d)?[sdf%]`).FindAllString(phrase, -1)
	for i, v := range found {
		found[i] = v[len(v)-1:]
	}
	slices.Sort(found)
	return strings.Join(found, "")
}

func phrasesOfTemplates(t *testing.T) []string {
	t.Helper()
	said := regexp.MustCompile("say(?:Code)? (\"(?:[^\"\\\\]|\\\\.)*\")")
	var out []string
	names, err := fs.Glob(files, "templates/*.html")
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range names {
		text, err := fs.ReadFile(files, name)
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range said.FindAllStringSubmatch(string(text), -1) {
			out = append(out, unquote(t, m[1]))
		}
	}
	return out
}

// phrasesOfCode returns the strings given to the functions that say something.
func phrasesOfCode(t *testing.T) []string {
	t.Helper()
	from := map[string][]int{"say": {0}, "sayCode": {0}, "count": {1, 2}, "row": {0}, "text": {0}}
	packages, err := parser.ParseDir(token.NewFileSet(), ".", func(f fs.FileInfo) bool { return !strings.HasSuffix(f.Name(), "_test.go") }, 0)
	if err != nil {
		t.Fatal(err)
	}
	var out []string
	ast.Inspect(packages["ui"], func(n ast.Node) bool {
		call, ok := n.(*ast.CallExpr)
		if !ok {
			return true
		}
		for _, i := range from[nameOf(call.Fun)] {
			if i < len(call.Args) {
				if literal, ok := call.Args[i].(*ast.BasicLit); ok {
					out = append(out, unquote(t, literal.Value))
				}
			}
		}
		return true
	})
	return out
}

func nameOf(function ast.Expr) string {
	switch f := function.(type) {
	case *ast.Ident:
		return f.Name
	case *ast.SelectorExpr:
		return f.Sel.Name
	}
	return ""
}

// phrasesOfTables returns what the pages show out of the tables of others.
func phrasesOfTables(t *testing.T) []string {
	t.Helper()
	var out []string
	for _, f := range corpus.Fields() {
		out = append(out, f.Label)
	}
	for _, kind := range wire.Kinds() {
		out = append(out, wire.NewProblem(kind, "").Title)
	}
	for _, rule := range search.Syntax() {
		out = append(out, rule.Part, rule.Means)
	}
	for _, row := range corpus.NewInstrument().Rows() {
		out = append(out, row.Label)
	}
	out = append(out, "indexed", "failed") // the states of a file
	names, err := gazetteer.New()
	if err != nil {
		t.Fatal(err)
	}
	for _, field := range []string{"type", "topic"} {
		for _, name := range names.Names(field) {
			out = append(out, names.Label(field, name))
		}
	}
	return out
}

func unquote(t *testing.T, literal string) string {
	t.Helper()
	s, err := strconv.Unquote(literal)
	if err != nil {
		t.Fatal(err)
	}
	return s
}
