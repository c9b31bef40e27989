package local

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
)

// hostileKind is hostile texts of queries of one kind, the first of them asked in
// every way.
type hostileKind struct {
	kind  string
	texts []string
}

// hostileTexts lists hostile texts of queries by their kind.
func hostileTexts() []hostileKind {
	return slices.Concat(hostileWordTexts(), hostileConditions(), brokenTexts())
}

// hostileWordTexts lists texts of words that stand for many others, or for none.
func hostileWordTexts() []hostileKind {
	prefix := func(i int) string { return hostileWord(i * 3001)[:3] + "*" }
	misspelt := func(i int) string { return hostileWord(i * 3001)[:3] + "z" + hostileWord(i)[4:] + "~2" }
	similar := func(i int) string { return hostileWord(i*3001) + "~1" }
	return []hostileKind{
		{"bare wildcards", []string{"*", "?*", "**", "???", "*a", "?a", "a*", "a?", "a**", "a*b*c*d*", "a?????", "a*?*?*?*r", "title:*", "a*" + strings.Repeat("?*", 2000)}},
		{"wildcards", []string{
			listed(16, " OR ", prefix),
			listed(256, " ", prefix),
			listed(256, " OR ", prefix),
			listed(256, " ", func(int) string { return "abd*" }),
			listed(256, " OR ", func(i int) string { return hostileWord(i * 3001)[:2] + "?*?z" }),
			"(" + listed(255, " OR ", prefix) + ") /p the",
			"(" + listed(15, " OR ", prefix) + ") /p the",
		}},
		{"fuzzy words", []string{
			listed(100, " OR ", similar),
			listed(256, " ", misspelt),
			listed(256, " OR ", misspelt),
			listed(32, " ", func(int) string { return "abdzgi~2" }),
			"a~2", "aa~1", "ab~2", strings.Repeat("a", 4000) + "~2", strings.Repeat("é", 500) + "~1", strings.Repeat("日", 60) + "~2",
			"(" + listed(100, " OR ", similar) + ") /255 the",
		}},
		{"unknown words", []string{
			listed(256, " ", func(i int) string { return fmt.Sprintf("zq%03dzzzz", i) }),
			listed(256, " OR ", func(i int) string { return hostileWord(i) + "zzz" }),
			strings.Repeat("a", 4096), strings.Repeat("ab-", 1365) + "a", strings.Repeat("a/", 2048), strings.Repeat("é", 4096),
			listed(2048, " ", func(int) string { return "a" }), `"` + listed(2000, " ", func(int) string { return "a" }) + `"`,
		}},
		{"short words", []string{
			listed(256, " ", func(i int) string { return hostileLetters[i%10 : i%10+1] }),
			listed(256, " OR ", func(i int) string { return hostileWord(i * 3907)[:2] }),
		}},
	}
}

// hostileConditions lists texts of conditions that cost much where words are frequent.
func hostileConditions() []hostileKind {
	chain := func(reach string, n int, words ...string) string {
		return listed(n, " "+reach+" ", func(i int) string { return words[i%len(words)] })
	}
	giant := func(i int) string { return []string{"aa", "bb"}[i%2] }
	everyday := func(i int) string { return everydayWords[i%len(everydayWords)] }
	return []hostileKind{
		{"phrases", []string{
			`"` + listed(250, " ", everyday) + `"`, `"` + listed(250, " ", func(int) string { return "the" }) + `"`, `"` + listed(256, " ", giant) + `"`, `="` + listed(256, " ", giant) + `"`,
			listed(60, " ", func(int) string { return `"aa bb aa bb"` }), listed(50, " OR ", func(int) string { return `"of the"` }), `"` + listed(257, " ", everyday) + `"`,
		}},
		{"nearness of everyday words", []string{
			"cc /255 dd",
			chain("/p", 32, "aa", "bb"), chain("/255", 32, "aa", "bb"), chain("+1", 200, "aa", "bb"), chain("/s", 200, "the", "of"), chain("/p", 256, "the", "of", "and"),
			"aa /p bb", "aa /255 bb", "bb +255 aa", "aa /s bb", "aa /p aa", "the /255 the",
			nested("/p", 31, "aa", "bb"), nested("/255", 31, "aa", "bb"), nested("/s", 31, "the", "of"), nested("/1", 31, "the", "of"),
			"(" + listed(254, " OR ", giant) + ") /255 aa", "(aa /p treaty) /1 (bb /p treaty)", slowestQuery,
			"cc /p dd", "dd +255 cc", "cc /s dd", "cc /p cc", "(cc /p treaty) /255 dd", "NOT (cc /p dd)", `"cc dd cc dd"`, listed(64, " ", func(int) string { return `"cc dd" /p dd` }),
			listed(128, " ", func(int) string { return "aa /255 bb" }), listed(40, " OR ", func(i int) string { return "the /255 " + everyday(i) }),
		}},
		{"everyday words", []string{"cc dd", listed(256, " ", everyday), listed(256, " OR ", everyday), listed(256, " ", giant), "aa", "aa bb", "=aa =bb", "cc", listed(256, " ", func(i int) string { return []string{"cc", "dd"}[i%2] })}},
		{"negation", []string{
			"NOT zzzz", "NOT (NOT zzzz)", listed(256, " ", func(int) string { return "-zzzz" }), "NOT (" + listed(250, " OR ", everyday) + ")", "NOT (" + listed(120, " OR ", func(i int) string { return "(the /255 " + everyday(i) + ")" }) + ")",
		}},
		{"similar documents", []string{
			"like:giant", "like:large", "like:passages", "like:d0001", "NOT like:giant", "like:giant OR like:large OR like:passages",
			listed(256, " OR ", func(i int) string { return fmt.Sprintf("like:d%04d", i*7) }), listed(256, " ", func(i int) string { return fmt.Sprintf("like:d%04d", i*7) }),
			listed(256, " OR ", func(int) string { return "like:giant" }), listed(200, " ", func(int) string { return "-like:large" }), "like:d0001 (the /p of)",
		}},
		{"parts", []string{
			"article:5 (" + listed(60, " OR ", everyday) + ")", "page:1 (" + listed(120, " ", everyday) + ")", "article:5 (NOT (aa /p bb))", "page:1 (NOT (aa /255 bb) OR the)",
			"article:5 (" + nested("/255", 30, "aa", "bb") + ")", "page:1 (" + listed(120, " OR ", func(i int) string { return "(aa /255 " + everyday(i) + ")" }) + ")",
			listed(128, " ", func(int) string { return "article:5 (the NOT of)" }), listed(120, " OR ", func(int) string { return "page:1 (aa bb)" }), "article:5 (article:5 (a))",
		}},
	}
}

// brokenTexts lists texts that are hardly queries.
func brokenTexts() []hostileKind {
	return []hostileKind{
		{"brackets", []string{
			strings.Repeat("(", 100_000), strings.Repeat("(", 100_000) + "a" + strings.Repeat(")", 100_000), strings.Repeat("(", 32) + "a" + strings.Repeat(")", 32),
			strings.Repeat("(", 33) + "a" + strings.Repeat(")", 33), strings.Repeat(")", 4096), strings.Repeat("()", 2048), strings.Repeat("NOT ", 1000) + "a",
			strings.Repeat("NOT ", 32) + "a", strings.Repeat("-", 4096), strings.Repeat("(a OR ", 32) + "a" + strings.Repeat(")", 32), strings.Repeat(`"`, 4095),
		}},
		{"like regular expressions", []string{
			"(a+)+$", "/.*/", "/(a|a)*b/", "^a{1,1000000}$", `\w+\d*`, "[a-z]*", "(?:a|b)*?", `a\*`, "a{99999}", "(.*)(.*)(.*)(.*)[^", "body:/.*/", "~^*?", "a^1000000", "{* TO *}", "[1 TO 9999999]", "a:b:c:d:e",
		}},
		{"broken text", []string{
			"\xff\xfe", "a\xc3", strings.Repeat("\xf0", 5000), "a\x00b", "a\ufffdb", "\u202ea\u202c", strings.Repeat("a\u0301", 2000), "a" + strings.Repeat("\u0301", 4000),
			strings.Repeat("\u200b", 4000), "\u2028\u2029", strings.Repeat("👩‍👩‍👧", 500), "\ufeffa", "ﷺ" + strings.Repeat("ﷺ", 4000),
		}},
		{"extreme numbers", []string{
			"a /99999999999999999999 b", "a /256 b", "a /-1 b", "a /0 b", "page:99999999999999999999", "page:0", "page:-1", "page:2147483648", "page:2147483647",
			"article:" + strings.Repeat("9", 4000), "date:99999999999", "date:-1", "date:0000", "date:9999-99-99", "date:9999-12-31..0001-01-01", "date:0001..9999", "date:>9999-12-31", "date:<0001-01-01",
			listed(256, " OR ", func(i int) string { return fmt.Sprintf("date:%04d", i+1800) }), "a~99999999999", "1e308 -1e308 NaN Infinity", strings.Repeat("9", 4096),
		}},
		{"fields", []string{
			strings.Repeat("title:", 600) + "a", listed(256, " ", func(int) string { return "title:treaty" }), listed(300, " ", func(int) string { return "title:treaty" }),
			listed(256, " OR ", func(i int) string { return fmt.Sprintf("org:d%04d", i) }), "org:" + strings.Repeat("x", 4000), `org:"Organization d0001"`, listed(100, " OR ", func(i int) string { return fmt.Sprintf(`party:"Party d%04d"`, i) }),
			"like:" + strings.Repeat("x", 4000), "like:" + strings.Repeat("-", 200), "nofield:a", strings.Repeat("x", 4000) + ":a",
		}},
		{"at random", hostileNoise(60)},
	}
}

// slowestQuery is one that takes seconds.
const slowestQuery = "(the /p of) /1 (treaty /p defence)"

// listed joins n texts.
func listed(n int, between string, text func(i int) string) string {
	all := make([]string, n)
	for i := range all {
		all[i] = text(i)
	}
	return strings.Join(all, between)
}

// nested puts nearness within nearness, brackets within brackets.
func nested(reach string, depth int, words ...string) string {
	text := words[0]
	for i := range depth {
		text = "(" + text + " " + reach + " " + words[(i+1)%len(words)] + ")"
	}
	return text
}

// hostileNoise returns texts of the pieces that queries are made of, in disorder.
func hostileNoise(n int) []string {
	pieces := []string{"(", ")", `"`, "-", "NOT ", " OR ", " AND ", " /5 ", " +s ", " /p ", "title:", "article:5 ", "page:1 ", "date:1949", "date:..", "org:", "~2", "~", "*", "?", "=", "\\", "a", "the ", "aa ", "abd*", "é", "\u0301", "日", "9", ".", "/", "^", "\t"}
	random := rand.New(rand.NewPCG(8, 3))
	texts := make([]string, n)
	for i := range texts {
		texts[i] = listed(1+random.IntN(400), "", func(int) string { return pieces[random.IntN(len(pieces))] })
	}
	return texts
}
