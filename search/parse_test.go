package search

import (
	"errors"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"entente/corpus"
)

// sameMeaning compares trees without the places of their nodes.
var sameMeaning = cmp.Options{
	cmpopts.IgnoreTypes(Span{}),
	cmp.Comparer(func(a, b corpus.Date) bool { return a == b }),
}

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
		{"=forces", "=forces"},
		{"US", "US"},
		{"US forces", "US AND forces"},
		{"US FORCES", "us AND FORCES"},
		{"US ARMY AND NATO", "US AND ARMY AND NATO"},
		{"STATUS OF U.S. FORCES IN THE US", "STATUS AND OF AND U.S. AND FORCES AND IN AND THE AND us"},
		{`="US FORCES" NOT (IT /s TREATY)`, `="us FORCES" AND NOT it /s TREATY`},
		{"article:5 (US OR FORCES)", "article:5 (us OR FORCES)"},
		{"US FORC*", "US AND FORC*"},
		{"US FORCES org:un", "us AND FORCES AND org:un"},
		{"US S.A.C.E.U.R.", "US AND S.A.C.E.U.R."},
		{"=A/RES/377 =10:30", "=A/RES/377 AND =10:30"},
		{"title:=forces", "title:=forces"},
		{`="armed  forces"`, `="armed forces"`},
		{"title:=«armed forces»", `title:="armed forces"`},
		{"title:(=a OR b~2)", "title:=a OR title:b~2"},
		{"atack~1 defance~2", "atack~1 AND defance~2"},
		{"def?nce a*t?on* x??", "def?nce AND a*t?on* AND x??"},
		{`"what?"`, `"what?"`},
		{"armed /5 attack", "armed /5 attack"},
		{"armed +005 attack", "armed +5 attack"},
		{"a /S b OR c +P d", "a /s b OR c +p d"},
		{"a /s b c /p d", "a /s b AND c /p d"},
		{"NOT a /5 b", "NOT a /5 b"},
		{"-(a /5 b)", "NOT a /5 b"},
		{"a /255 b", "a /255 b"},
		{`"armed attack"/5 aggression*`, `"armed attack" /5 aggression*`},
		{"(a OR =b OR c~1) /5 d*", "(a OR =b OR c~1) /5 d*"},
		{"a /5 b /5 c", "a /5 b /5 c"},
		{"(a /5 b) /5 c", "a /5 b /5 c"},
		{"a /5 (b /5 c)", "a /5 (b /5 c)"},
		{"(a /5 b) /3 c", "(a /5 b) /3 c"},
		{"(a /5 b) +5 (c /s d)", "(a /5 b) +5 (c /s d)"},
		{"(a /5 b OR c) /s d", "(a /5 b OR c) /s d"},
		{"title:(a /5 b)", "title:a /5 title:b"},
		{"title:a /5 title:(b OR c)", "title:a /5 (title:b OR title:c)"},
		{"article:5", "article:5"},
		{"Article:V page:012", "article:V AND page:12"},
		{`article:"5  bis"`, `article:"5 bis"`},
		{`article:5 ("armed attack" OR aggression)`, `article:5 ("armed attack" OR aggression)`},
		{"article:5(attack)", "article:5 (attack)"},
		{"article:5(2)", "article:5(2)"},
		{"article:V(2)(b) (attack)", "article:V(2)(b) (attack)"},
		{"article:5(2)(attack)", "article:5(2) (attack)"},
		{`article:"5 bis"(2) OR article:"5 bis (2)"`, `article:"5 bis"(2) OR article:"5 bis"(2)`},
		{"article:5 (2)", "article:5 (2)"},
		{"article:5(1949)", "article:5 (1949)"},
		{"article:5(2)c", "article:5(2) AND c"},
		{"page:12(2)", "page:12 (2)"},
		{"article:5 attack", "article:5 AND attack"},
		{"article:5 AND (a OR b)", "article:5 AND (a OR b)"},
		{"article:5 (a) (b OR c)", "article:5 (a) AND (b OR c)"},
		{"NOT article:5 (a NOT b /s c)", "NOT article:5 (a AND NOT b /s c)"},
		{"page:12 (a OR b) OR article:2.1 org:UN", `page:12 (a OR b) OR article:"2.1" AND org:UN`},
		{"like:north-atlantic-treaty", "like:north-atlantic-treaty"},
		{`like:"sample:rio" -like:(a.b OR c_d)`, `like:"sample:rio" AND NOT (like:a.b OR like:c_d)`},
		{"date:1949-04", "date:1949-04"},
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
		if diff := cmp.Diff(node, again, sameMeaning); diff != "" {
			t.Errorf("%q changes when printed and parsed (-first +second):\n%s", test.query, diff)
		}
	}
}

func TestParseMatchesAny(t *testing.T) {
	for _, test := range []struct{ query, want string }{
		{"", ""},
		{"armed", "armed"},
		{"armed attack", "armed OR attack"},
		{"armed attack org:NATO -rio", "(armed OR attack) AND org:NATO AND NOT rio"},
		{"armed org:NATO attack", "(armed OR attack) AND org:NATO"},
		{"org:NATO type:treaty", "org:NATO AND type:treaty"},
		{"armed AND attack", "armed AND attack"},
		{"a AND b c", "a AND (b OR c)"},
		{"a b OR c d", "a OR b OR c OR d"},
		{`"armed attack" =a b* c~1 title:d`, `"armed attack" OR =a OR b* OR c~1 OR title:d`},
		{"a /5 b c", "a /5 b OR c"},
		{"(a b) c", "a AND b OR c"},
		{"(a OR b) c", "a OR b OR c"},
		{"(a -b) c d", "a AND NOT b AND (c OR d)"},
		{"title:(a b) c", "title:a AND title:b OR c"},
		{"article:5 (a b) c d", "article:5 (a AND b) AND (c OR d)"},
		{"like:rio a b date:1949", "like:rio AND (a OR b) AND date:1949"},
	} {
		node, err := Parse(test.query, MatchAny)
		if err != nil {
			t.Errorf("Parse(%q): %v", test.query, err)
			continue
		}
		if got := node.String(); got != test.want {
			t.Errorf("Parse(%q) prints %q, want %q", test.query, got, test.want)
		}
		for _, match := range Matches() {
			again, err := Parse(node.String(), match)
			if diff := cmp.Diff(node, again, sameMeaning); err != nil || diff != "" {
				t.Errorf("%q changes when printed and parsed to match %s (-first +second):\n%s%v", test.query, match, diff, err)
			}
		}
	}
}

func TestParsePositions(t *testing.T) {
	node, err := Parse(`é ="a b"  /5 (c~1 OR d*) article:5 (-e)`, MatchAll)
	if err != nil {
		t.Fatal(err)
	}
	got := map[string]Span{}
	var walk func(Node)
	walk = func(n Node) {
		got[n.String()] = n.Position()
		switch n := n.(type) {
		case And:
			for _, c := range n.Children {
				walk(c)
			}
		case Or:
			for _, c := range n.Children {
				walk(c)
			}
		case Near:
			walk(n.Left)
			walk(n.Right)
		case Inside:
			walk(n.Child)
		case Not:
			walk(n.Child)
		}
	}
	walk(node)
	want := map[string]Span{
		node.String(): {1, 38}, "é": {1, 1}, `="a b" /5 (c~1 OR d*)`: {3, 21}, `="a b"`: {3, 6},
		"c~1 OR d*": {15, 9}, "c~1": {15, 3}, "d*": {22, 2}, "article:5 (NOT e)": {26, 13}, "NOT e": {37, 2}, "e": {38, 1},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("positions (-want +got):\n%s", diff)
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
		{"a (", 3, 1, "nothing behind"},
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
		{"armed w/5 attack", 7, 3, "write /5"},
		{"armed W/s attack", 7, 3, "/s for in one sentence"},
		{"armed NEAR attack", 7, 4, "write /5"},
		{"armed NEAR/5 attack", 7, 6, "write /5"},
		{"armed PRE/3 attack", 7, 5, "+5 for in this order"},
		{"armed ADJ3 attack", 7, 4, "write /5"},
		{"armed within/5 attack", 7, 8, "write /5"},
		{"armed WITHIN 5 attack", 7, 6, "write /5"},
		{`"armed attack"~5`, 15, 2, "write armed /5 attack"},
		{"armed /0 attack", 7, 2, "write /1"},
		{"armed +0 attack", 7, 2, "write +1"},
		{"armed /256 attack", 7, 4, "at most 255"},
		{"armed +99999999999999999999 attack", 7, 21, "at most 255"},
		{"/5 attack", 1, 2, "nothing in front"},
		{"armed /5", 7, 2, "nothing after"},
		{"(armed /5) x", 8, 2, "nothing after"},
		{"a /5 OR b", 3, 2, "nothing after"},
		{"a /5 /5 b", 3, 2, "nothing after"},
		{"title:/5", 7, 2, "between two words"},
		{"a /5 NOT b", 6, 3, "a NOT b"},
		{"a /5 -b", 6, 1, "cannot be negated"},
		{"(NOT a) /5 b", 2, 5, "write NOT a /5 b to exclude that only where it is near, or b AND NOT a to exclude it anywhere"},
		{"(a b) /5 c", 2, 3, "write a /5 c AND b /5 c"},
		{"c +s (a b)", 7, 3, "write c +s a AND c +s b"},
		{"(armed NOT x) /5 force", 2, 11, "write armed /5 force AND NOT x /5 force to exclude that only where it is near, or armed /5 force AND NOT x to exclude it anywhere"},
		{"(armed org:NATO) /5 force", 2, 14, "write armed /5 force AND org:NATO"},
		{"(a b OR c) /5 d", 2, 8, "write a /5 d AND b /5 d OR c /5 d"},
		{"(a b) /5 (c d)", 2, 3, "(a /5 c) AND (b /5 c)"},
		{"(title:a b) /5 c", 2, 9, "(a /5 c) AND (b /5 c)"},
		{"(a " + strings.Repeat("b", 80) + ") /5 c", 2, 82, "(a /5 c) AND (b /5 c)"},
		{"(org:UN org:EU) /5 c", 2, 13, "(a /5 c) AND (b /5 c)"},
		{"a /5 date:1949", 6, 9, "cannot be an operand"},
		{"org:NATO +s b", 1, 8, "write AND"},
		{"article:5 /5 b", 1, 9, "cannot be an operand"},
		{"(a OR org:NATO) /5 b", 2, 13, "write a /5 b OR org:NATO"},
		{"(org:UN OR org:EU) /5 b", 2, 16, "alternatives"},
		{"title:a /5 b", 9, 2, "one field"},
		{"(title:a OR b) /5 b", 16, 2, "one field"},
		{"a /5 b /3 c", 8, 2, "write (a /5 b) /3 c or a /5 (b /3 c)"},
		{"a /5 b +5 c", 8, 2, "write (a /5 b) +5 c or a /5 (b +5 c)"},
		{"a /5 b /5 c /s d", 13, 2, "write (a /5 b /5 c) /s d or a /5 b /5 (c /s d)"},
		{"a /5 " + strings.Repeat("b", 80) + " /3 c", 87, 2, "write (a /5 b) /3 c or a /5 (b /3 c)"},
		{"co-operat*", 1, 10, "write co +1 operat* for words that follow each other, hyphen or not, or cooperat* for those with a hyphen or in one word"},
		{"co*-operation", 1, 13, "write co* +1 operation for words that follow each other, hyphen or not"},
		{`"arm* attack"`, 1, 13, "write the words in order, each next to the other: arm* +1 attack"},
		{`"def?nce of"`, 1, 12, "no wildcards"},
		{`=`, 1, 1, "right before"},
		{`= forces`, 1, 1, "right before"},
		{`=(a b)`, 1, 1, "right before"},
		{`==a`, 1, 3, "right before"},
		{`=-a`, 1, 3, "right before"},
		{`=title:x`, 1, 8, "write title:=x"},
		{`=att*`, 1, 5, "neither"},
		{`=att~1`, 1, 6, "neither"},
		{`="att* x"`, 1, 9, "wildcards"},
		{`org:="NATO"`, 5, 7, "as a whole"},
		{"atack~", 1, 6, "write atack~1 or atack~2"},
		{"atack~3", 1, 7, "write atack~1 or atack~2"},
		{"atack~0.8", 1, 9, "write atack~1 or atack~2"},
		{"co-op~1", 1, 7, "letters and digits alone"},
		{"att*k~1", 1, 7, "letters and digits alone"},
		{"~1", 1, 2, "right after a word"},
		{"?ttack", 1, 6, "cannot begin with ?"},
		{"co-op*", 1, 6, "co +1 op*"},
		{"a/b*", 1, 4, "words of their own"},
		{"attack!", 1, 7, "write attack*"},
		{"/att.*/", 1, 7, "regular expressions"},
		{"article:", 1, 8, "has no value"},
		{"article: 5", 1, 8, "has no value"},
		{"article:(5 OR 6)", 1, 8, "(article:5 OR article:6)"},
		{"article:-5", 1, 8, "right after the colon"},
		{"article:5*", 9, 2, "as a whole"},
		{"article:5..7", 9, 4, "not a range"},
		{"article:.", 9, 1, "no number"},
		{"page:0", 6, 1, "counted from 1"},
		{"page:xii", 6, 3, "counted from 1"},
		{"page:99999999999", 6, 11, "no number of a page"},
		{"article:5 ()", 12, 1, "nothing in front"},
		{"article:5 (a", 11, 1, "never closed"},
		{"article:5 (a org:NATO)", 14, 4, "only words of its text"},
		{"article:5 (title:a)", 12, 6, "only words of its text"},
		{"article:5 (page:2 (a))", 12, 5, "only words of its text"},
		{"article:5 (like:a)", 12, 5, "only words of its text"},
		{"title:(article:5)", 8, 8, "inside"},
		{"like:(a b!)", 9, 2, "cannot name a document"},
		{"like:a*", 6, 2, "as a whole"},
		{"ANDNOT a", 1, 6, "write AND NOT"},
		{`"armed"attack`, 8, 6, "inside a word"},
		{"alliance –NATO", 10, 5, "dash"},
		{"alliance −NATO", 10, 5, "dash"},
		{"'armed attack'", 1, 6, "single quotation mark"},
		{"‘armed attack’", 1, 6, "single quotation mark"},
		{"*attack", 1, 7, "cannot begin with *"},
		{"*", 1, 1, "no word"},
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
		{strings.Repeat("-", 40) + "a", 33, 1, "nested"},
		{strings.Repeat("(", 100000), 4097, 0, "4,096"},
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
