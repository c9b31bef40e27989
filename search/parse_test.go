package search

import (
	"errors"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestParsePrintsCanonically(t *testing.T) {
	for _, test := range []struct{ query, want string }{
		{"", ""},
		{"   ", ""},
		{"armed attack", "armed AND attack"},
		{"armed AND attack", "armed AND attack"},
		{"a b OR c d", "a AND b OR c AND d"},
		{"a (b OR c)", "a AND (b OR c)"},
		{"a (b c)", "a AND b AND c"},
		{"NOT a b", "NOT a AND b"},
		{"NOT (a b)", "NOT (a AND b)"},
		{"-a b", "NOT a AND b"},
		{"--a", "NOT NOT a"},
		{"a -(b OR c)", "a AND NOT (b OR c)"},
		{`"armed   attack" co-operation`, `"armed attack" AND co-operation`},
		{"“armed attack”", `"armed attack"`},
		{"«armed attack»", `"armed attack"`},
		{"don't Japan's", "don't AND Japan's"},
		{"attack*", "attack*"},
		{"title:treaty", "title:treaty"},
		{"Title:treaty", "title:treaty"},
		{"title:(a OR b*)", "title:a OR title:b*"},
		{`title:"status of forces"`, `title:"status of forces"`},
		{"org:NATO", "org:NATO"},
		{`org:"Arab League"`, `org:"Arab League"`},
		{"org:(NATO OR EU) cyber", "(org:NATO OR org:EU) AND cyber"},
		{"topic:cyber-defence", `topic:"cyber-defence"`},
		{"-org:NATO", "NOT org:NATO"},
		{"date:1949", "date:1949"},
		{"date:1949..1960", "date:1949..1960"},
		{"date:1949..1949", "date:1949"},
		{"date:..1960-05", "date:..1960-05"},
		{"date:>=1949-04-04", "date:1949-04-04.."},
		{"date:>1949-12", "date:1950-01.."},
		{"date:>1949-12-31", "date:1950-01-01.."},
		{"date:<1949", "date:..1948"},
		{"date:<=1949-04-04", "date:..1949-04-04"},
		{"date:(1949 OR 1951)", "date:1949 OR date:1951"},
		{"and or not", "and AND or AND not"},
		{"U.S. A/RES/377 10:30 AT&T", "U.S. AND A/RES/377 AND 10:30 AND AT&T"},
	} {
		node, err := Parse(test.query, MatchAll)
		if err != nil {
			t.Errorf("Parse(%q): %v", test.query, err)
			continue
		}
		if got := node.String(); got != test.want {
			t.Errorf("Parse(%q) prints %q, want %q", test.query, got, test.want)
		}
		again, err := Parse(node.String(), MatchAll)
		if err != nil {
			t.Errorf("Parse(%q), printed by %q: %v", node, test.query, err)
			continue
		}
		if diff := cmp.Diff(withoutPositions(node), withoutPositions(again)); diff != "" {
			t.Errorf("%q changes when printed and parsed (-first +second):\n%s", test.query, diff)
		}
	}
}

func TestParseRefuses(t *testing.T) {
	for _, test := range []struct {
		query          string
		column, length int
		message        string
	}{
		{`say "armed attack`, 5, 13, "never closed"},
		{"(a b", 1, 1, "never closed"},
		{"a b)", 4, 1, "closes nothing"},
		{"a ()", 4, 1, "nothing in front"},
		{"a AND", 3, 3, "AND has nothing after it"},
		{"(a OR) b", 4, 2, "OR has nothing after it"},
		{"AND a", 1, 3, "AND has nothing in front"},
		{"a OR OR b", 6, 2, "OR has nothing in front"},
		{"NOT", 1, 3, "NOT has nothing after it"},
		{"a -", 3, 1, "no word"},
		{"titel:a", 1, 6, "no field"},
		{"title: a", 1, 6, "has no value"},
		{"title:", 1, 6, "has no value"},
		{"title:org:x", 7, 4, "inside"},
		{"title:(a org:b)", 10, 4, "inside"},
		{"https://x.org", 1, 6, "no field"},
		{"armed /5 attack", 7, 2, "not supported yet"},
		{"armed +5 attack", 7, 2, "not supported yet"},
		{"armed /s attack", 7, 2, "not supported yet"},
		{"armed w/5 attack", 7, 3, "not supported yet"},
		{"armed NEAR attack", 7, 4, "not supported yet"},
		{"armed PRE/3 attack", 7, 5, "not supported yet"},
		{`"arm* attack"`, 1, 13, "star"},
		{`"armed"attack`, 8, 6, "inside a word"},
		{"alliance –NATO", 10, 5, "dash"},
		{"alliance −NATO", 10, 5, "dash"},
		{"'armed attack'", 1, 6, "single quotation mark"},
		{"‘armed attack’", 1, 6, "single quotation mark"},
		{"=forces", 1, 7, "not supported yet"},
		{"atack~1", 1, 7, "not supported yet"},
		{"def?nce", 1, 7, "not supported yet"},
		{"*attack", 1, 7, "star"},
		{"*", 1, 1, "no word"},
		{"article:5", 1, 8, "not supported yet"},
		{"word^2", 1, 6, "means nothing"},
		{"a && b", 3, 2, "no operator"},
		{"!a", 1, 2, "no operator"},
		{"+a", 1, 2, "every word is required|in front of a word"},
		{"org:NAT*", 5, 4, "as a whole"},
		{"date:yesterday", 6, 9, "no date"},
		{"date:1949-13", 6, 7, "no date"},
		{"date:1960..1949", 6, 10, "no date is in between"},
		{"date:>9999", 6, 5, "no date"},
		{`é "…"`, 3, 3, "no word"},
		{`a"b c"`, 2, 5, "inside a word"},
		{"a\x00b", 2, 1, "control"},
		{"a\xffb", 1, 0, "UTF-8"},
		{"x " + strings.Repeat("(", 40) + "a", 35, 1, "nested"},
		{strings.Repeat("a ", 257), 513, 1, "256"},
		{strings.Repeat("a", 5000), 4097, 0, "4,096"},
	} {
		_, err := Parse(test.query, MatchAll)
		var syntax *SyntaxError
		if !errors.As(err, &syntax) {
			t.Errorf("Parse(%.40q) = %v, want a SyntaxError", test.query, err)
			continue
		}
		if syntax.Column != test.column || syntax.Length != test.length {
			t.Errorf("Parse(%.40q) points to column %d length %d, want %d length %d (%v)",
				test.query, syntax.Column, syntax.Length, test.column, test.length, syntax)
		}
		found := false
		for _, m := range strings.Split(test.message, "|") {
			found = found || strings.Contains(syntax.Error(), m)
		}
		if !found {
			t.Errorf("Parse(%.40q) says %q, want %q in it", test.query, syntax, test.message)
		}
	}
}

func FuzzParse(f *testing.F) {
	for _, seed := range []string{"a b OR -c", `title:("x y" OR z*) date:1949..1960`, "((", "NOT NOT a", "org:“A B”", "date:>1949"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, query string) {
		node, err := Parse(query, MatchAll)
		if err != nil {
			var syntax *SyntaxError
			if !errors.As(err, &syntax) {
				t.Fatalf("Parse(%q): %v is no SyntaxError", query, err)
			}
			return
		}
		printed := node.String()
		if len([]rune(printed)) > MaxQueryLength {
			return // printing writes operators out, which can pass the limit
		}
		again, err := Parse(printed, MatchAll)
		if err != nil {
			t.Fatalf("%q prints %q, which is refused: %v", query, printed, err)
		}
		if diff := cmp.Diff(withoutPositions(node), withoutPositions(again)); diff != "" {
			t.Fatalf("%q prints %q, which parses differently:\n%s", query, printed, diff)
		}
	})
}

// withoutPositions returns the tree with all spans zero, and dates as text.
func withoutPositions(n Node) any {
	type leaf struct{ Kind, Text string }
	type branch struct {
		Kind     string
		Children []any
	}
	list := func(kind string, children ...Node) branch {
		b := branch{Kind: kind}
		for _, c := range children {
			b.Children = append(b.Children, withoutPositions(c))
		}
		return b
	}
	switch n := n.(type) {
	case Not:
		return list("not", n.Child)
	case And:
		return list("and", n.Children...)
	case Or:
		return list("or", n.Children...)
	case Word:
		return leaf{"word", n.String()}
	case Phrase:
		return leaf{"phrase", n.String()}
	case Wildcard:
		return leaf{"prefix", n.String()}
	case Value:
		return leaf{"value " + n.Field, n.Text}
	case DateRange:
		return leaf{"date", n.String()}
	}
	return leaf{"all", ""}
}
