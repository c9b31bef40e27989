package enginetest

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"entente/corpus"
	"entente/search"
)

// TestNaiveEvaluation holds the evaluator against examples worked out by hand: the
// words that are matched, with their positions, or none where the document is
// no hit.
func TestNaiveEvaluation(t *testing.T) {
	for _, group := range [][]naiveExample{wordExamples, phraseExamples, patternExamples, nearExamples, insideExamples, booleanExamples} {
		for _, e := range group {
			language := e.language
			if language == "" {
				language = "en"
			}
			r := read(example(language, e.document))
			got := show(r.matched(e.query, whole))
			if diff := cmp.Diff(e.want, got); diff != "" {
				t.Errorf("%s in %q (-want +got):\n%s", e.query, e.document, diff)
			}
			if matches := r.matches(e.query, whole); matches != (e.want != nil || e.unmarked) {
				t.Errorf("%s in %q matches: %v", e.query, e.document, matches)
			}
		}
	}
}

type naiveExample struct {
	language string // English when empty
	document string // see example
	query    search.Node
	want     []string
	unmarked bool // the document is a hit without any words
}

var wordExamples = []naiveExample{
	{document: "Attacks | They attacked. An attack.", query: plain("attack"), want: []string{"Attacks@1", "attacked@2", "attack@4"}},
	{document: "Attacks | They attacked.", query: inTitle("attack"), want: []string{"Attacks@1"}},
	{document: "Attacks | They attacked.", query: inBody("ATTACK"), want: []string{"attacked@2"}},
	{document: "x | They attacked. An attack.", query: exact("attack"), want: []string{"attack@4"}},
	{document: "x | They withdrew, had withdrawn, withdraw.", query: plain("withdraw"), want: []string{"withdrew@2", "withdrawn@4", "withdraw@5"}},
	{document: "x | They withdrew, had withdrawn, withdraw.", query: plain("withdrew"), want: []string{"withdrew@2", "withdrawn@4", "withdraw@5"}},
	{document: "x | They withdrew, had withdrawn, withdraw.", query: exact("withdraw"), want: []string{"withdraw@5"}},
	{document: "x | They left and leave.", query: plain("leave"), want: []string{"leave@4"}},
	{language: "fr", document: "x | they withdrew", query: plain("withdraw")},
	{document: "x | forces and the force", query: exact("forces"), want: []string{"forces@1"}},
	{document: "x | Défense, defence", query: exact("défense"), want: []string{"Défense@1"}},
	{document: "x | Défense, defence", query: plain("défense"), want: []string{"Défense@1", "defence@2"}},
	{document: "x | internal", query: plain("international")},

	// Languages have rules of their own, and others have none.
	{language: "fr", document: "x | les accords nationaux", query: plain("national"), want: []string{"nationaux@3"}},
	{language: "en", document: "x | les accords nationaux", query: plain("national")},
	{language: "fr", document: "x | they attacked", query: plain("attacks")},
	{language: "de", document: "x | treaties treaty", query: plain("treaty"), want: []string{"treaty@2"}},
	{language: "", document: "x | l'organisation", query: plain("organization"), want: []string{"organisation@1"}},
	{language: "en-GB", document: "x | treaties", query: plain("treaty"), want: []string{"treaties@1"}},

	// Compounds.
	{document: "x | cooperation, co-operation, co operation", query: plain("cooperation"), want: []string{"cooperation@1", "co-operation@2"}},
	{document: "x | cooperation, co-operation, co operation", query: plain("co-operation"),
		want: []string{"cooperation@1", "co-operation@2", "co operation@4"}},
	{document: "x | co-operations", query: plain("cooperation"), want: []string{"co-operations@1"}},
	{document: "x | a cease fire, ceasefires, cease-fires", query: plain("ceasefire"), want: []string{"cease fire@2", "ceasefires@4", "cease-fires@5"}},
	{document: "x | ceased fire", query: plain("ceasefire")}, // only the last word is inflected
	{document: "x | cooperation, co-operation", query: exact("cooperation"), want: []string{"cooperation@1"}},
	{document: "x | cooperation, co-operation", query: exact("co-operation"), want: []string{"co-operation@2"}},
	{document: "x | F-35 and F 35, F. 35", query: plain("F-35"), want: []string{"F-35@1", "F 35@4", "F. 35@6"}},
	{document: "x | stand by, stand-by", query: plain("standby"), want: []string{"stand-by@3"}},

	// Capitals.
	{language: "fr", document: "x | un accord de l'UN", query: plain("UN"), want: []string{"UN@4"}},
	{language: "fr", document: "x | un accord de l'UN", query: plain("un"), want: []string{"un@1", "UN@4"}},
	{document: "x | U.S. and us, US", query: plain("US"), want: []string{"U.S@1", "US@4"}},
	{document: "x | U.S. and us, US", query: plain("U.S."), want: []string{"U.S@1", "US@4"}},
	{document: "x | U.S. and us, US", query: plain("us"), want: []string{"U.S@1", "us@3", "US@4"}},
	{document: "x | U.S. and us, US", query: plain("u.s."), want: []string{"U.S@1", "us@3", "US@4"}},
	{document: "x | U.S. and us, US", query: exact("US"), want: []string{"U.S@1", "US@4"}},
	{document: "x | U.S. and us, US", query: search.Phrase{Text: "U.S.", Exact: true}, want: []string{"U.S@1", "US@4"}},
	{document: "x | US forces help us force. LET US FORCE", query: phrase("US forces"), want: []string{"US forces@1", "US FORCE@7"}},
	{document: "x | US-led, us-led", query: plain("US-led"), want: []string{"US-led@1"}},
	{document: "x | US-led, us-led", query: plain("us-led"), want: []string{"US-led@1", "us-led@3"}},
	{document: "x | NATO Nato nato", query: plain("NATO"), want: []string{"NATO@1", "Nato@2", "nato@3"}},
	{document: "x | NATO Nato nato", query: plain("N.A.T.O."), want: []string{"NATO@1"}},
	{document: "x | WHO starts; who STARTS, START", query: plain("START"), want: []string{"START@5"}},
	{document: "x | WHO starts; who STARTS, START", query: inBody("WHO"), want: []string{"WHO@1"}},
}

var phraseExamples = []naiveExample{
	{document: "x | an armed attack, Armed attacks; attack armed", query: phrase("armed attack"), want: []string{"armed attack@2", "Armed attacks@4"}},
	{document: "x | armed:: attack", query: phrase("armed attack")}, // no phrase from heading to text
	{document: "armed | attack", query: phrase("armed attack")},
	{document: "x | armed | attack", query: phrase("armed attack")},
	{document: "x | armed attack:: attack", query: phrase("armed attack"), want: []string{"armed attack@1"}},
	{document: "x | armed. Attack", query: phrase("armed attack"), want: []string{"armed. Attack@1"}}, // sentences do not count
	{document: "x | armed attacks", query: search.Phrase{Text: "armed attack", Exact: true}},
	{document: "x | Armed attack", query: search.Phrase{Text: "armed attack", Exact: true}, want: []string{"Armed attack@1"}},
	{document: "x | military co-operation agreement", query: phrase("cooperation agreements"), want: []string{"co-operation agreement@2"}},
	{document: "x | cooperation agreement", query: phrase("co-operation agreement"), want: []string{"cooperation agreement@1"}},
	{document: "x | the of the of the", query: phrase("the of the"), want: []string{"the of the@1", "the of the@3"}},
	{document: "Status of forces | x", query: search.Phrase{Field: "title", Text: "of forces"}, want: []string{"of forces@2"}},
}

var patternExamples = []naiveExample{
	{document: "x | attaché, attack, atta", query: pattern("attac*"), want: []string{"attaché@1", "attack@2"}},
	{document: "x | défense, defence, defnce", query: pattern("def?nce"), want: []string{"defence@2"}},
	{document: "x | défense, defence", query: pattern("déf?n?e"), want: []string{"défense@1", "defence@2"}},
	{document: "x | organization organisations", query: pattern("organi?ation*"), want: []string{"organization@1", "organisations@2"}},
	{document: "x | cooperate, co-operation, co operates, cooperage", query: pattern("cooperat*"), want: []string{"cooperate@1", "co-operation@2"}},
	{document: "x | peace-keepers, peace keeping, peacekeeper", query: pattern("peacekeep*s"), want: []string{"peace-keepers@1"}},
	{document: "x | peace-keepers, peace keeping, peacekeeper", query: pattern("peacekeep*"), want: []string{"peace-keepers@1", "peace keeping@3", "peacekeeper@5"}},
	{document: "x | non-selfgoverning non-self-governing", query: pattern("nonself*"), want: []string{"non-selfgoverning@1", "non-self@3"}},
	{document: "x | co-op cooperation", query: pattern("coop*"), want: []string{"cooperation@3"}}, // too little to be cut
	{document: "x | co-operation", query: fuzzy("cooperation", 1)},
	{document: "x | ab, aab, b", query: pattern("a*b"), want: []string{"ab@1", "aab@2"}},
	{document: "x | attack, atack, attcks, tatack, tattack, ataxk", query: fuzzy("atack", 1), want: []string{"attack@1", "atack@2", "tatack@4", "ataxk@6"}},
	{document: "x | tatack", query: fuzzy("attack", 1), want: []string{"tatack@1"}},
	{document: "title | ca, abc", query: fuzzy("ca", 2), want: []string{"ca@1"}}, // no letter is edited twice
	{document: "x | naïve", query: fuzzy("naive", 1), want: []string{"naïve@1"}},
	{document: "x | attacks attacking", query: fuzzy("attack", 1), want: []string{"attacks@1"}}, // not by stem
}

var nearExamples = []naiveExample{
	{document: "x | armed a b c d attack", query: near(plain("armed"), "/5", plain("attack")), want: []string{"armed@1", "attack@6"}},
	{document: "x | armed a b c d attack", query: near(plain("armed"), "/4", plain("attack"))},
	{document: "x | attack armed", query: near(plain("armed"), "/1", plain("attack")), want: []string{"attack@1", "armed@2"}},
	{document: "x | attack armed", query: near(plain("armed"), "+1", plain("attack"))},
	{document: "x | attack armed attack", query: near(plain("armed"), "+1", plain("attack")), want: []string{"armed@2", "attack@3"}},
	{document: "x | an attack", query: near(plain("attack"), "/5", plain("attack"))}, // it takes two
	{document: "x | an attack or attacks", query: near(plain("attack"), "/5", plain("attack")), want: []string{"attack@2", "attacks@4"}},
	{document: "x | armed:: attack", query: near(plain("armed"), "/1", plain("attack"))}, // one number is free
	{document: "x | armed:: attack", query: near(plain("armed"), "/2", plain("attack")), want: []string{"armed@1", "attack@3"}},
	{document: "armed | attack", query: near(plain("armed"), "/p", plain("attack"))},
	{document: "armed attack | armed", query: near(plain("armed"), "/p", plain("attack")), want: []string{"armed@1", "attack@2"}},
	{document: "x | armed | attack", query: near(plain("armed"), "/9", plain("attack"))},
	{document: "x | armed. A b. Attack", query: near(plain("armed"), "/p", plain("attack")), want: []string{"armed@1", "Attack@4"}},
	{document: "x | Armed. Attack armed.", query: near(plain("armed"), "/s", plain("attack")), want: []string{"Attack@2", "armed@3"}},
	{document: "x | armed under Art. 5 attack", query: near(plain("armed"), "/s", plain("attack")), want: []string{"armed@1", "attack@5"}},
	{document: "x | armed:: attack", query: near(plain("armed"), "/s", plain("attack"))}, // heading and text are apart
	{document: "x | Attack armed. Attack", query: near(plain("armed"), "+s", plain("attack"))},
	{document: "x | use of. Force by all", query: near(phrase("of force"), "/s", plain("all"))}, // the phrase is in two sentences

	// Phrases count from their last word or to their first one.
	{document: "x | armed attack on one ally", query: near(phrase("armed attack"), "/3", plain("ally")), want: []string{"armed attack@1", "ally@5"}},
	{document: "x | ally of an armed attack", query: near(phrase("armed attack"), "/2", plain("ally"))},
	{document: "x | armed attack", query: near(phrase("armed attack"), "/5", plain("attack"))}, // they share a word
	{document: "x | co-operation on defence", query: near(plain("cooperation"), "/2", plain("defence")), want: []string{"co-operation@1", "defence@4"}},
	{document: "x | military or armed attack", query: near(or(plain("armed"), plain("military")), "/1", plain("attack")), want: []string{"armed@3", "attack@4"}},
	{document: "x | att b armed", query: near(pattern("at*"), "+2", fuzzy("armid", 1)), want: []string{"att@1", "armed@3"}},

	// Nested: a pair is bounded by its first and last word.
	{document: "x | a b c d", query: near(near(plain("a"), "/2", plain("c")), "/1", plain("d")), want: []string{"a@1", "c@3", "d@4"}},
	{document: "x | a b c", query: near(near(plain("a"), "/2", plain("c")), "/1", plain("b")), want: []string{"a@1", "b@2", "c@3"}}, // bounds overlap
	{document: "x | a b c", query: near(near(plain("a"), "/2", plain("c")), "/0", plain("b")), want: []string{"a@1", "b@2", "c@3"}},
	{document: "x | a b c", query: near(near(plain("a"), "/2", plain("c")), "+5", plain("b"))},
	{document: "x | a b", query: near(near(plain("a"), "/1", plain("b")), "/5", plain("a"))}, // the word is shared
	{document: "x | a b a", query: near(near(plain("a"), "/1", plain("b")), "/5", plain("a")), want: []string{"a@1", "b@2", "a@3"}},
	{document: "x | War, peace. Treaty", query: near(near(plain("war"), "/1", plain("peace")), "/s", plain("treaty"))},
	{document: "x | War, peace; treaty", query: near(near(plain("war"), "/1", plain("peace")), "/s", plain("treaty")),
		want: []string{"War@1", "peace@2", "treaty@3"}},
}

var insideExamples = []naiveExample{
	{document: "x | [5] armed | [6] armed attack", query: article("5", and(plain("armed"), plain("attack")))},
	{document: "x | [5] armed | [6] armed attack", query: article("VI", and(plain("armed"), plain("attack"))), want: []string{"armed@1", "attack@2"}},
	{document: "x | [5 bis] armed", query: article("5bis", plain("armed")), want: []string{"armed@1"}},
	{document: "x | [5] armed | [5] attack", query: article("5", and(plain("armed"), plain("attack")))}, // each by itself
	{document: "x | [5] armed | [5] attack armed", query: article("5", and(plain("armed"), plain("attack"))), want: []string{"attack@1", "armed@2"}},
	{document: "x | [5] armed attack | [5] armed", query: article("5", and(plain("armed"), not(plain("attack")))), want: []string{"armed@1"}},
	{document: "x | [5] armed attack | [6] armed", query: article("5", and(plain("armed"), not(plain("attack"))))},
	{document: "x | [5] armed | [6] attack", query: article("5", and(plain("armed"), not(plain("attack")))), want: []string{"armed@1"}},
	{document: "x | [5] armed | [6] attack", query: article("5", not(plain("attack"))), unmarked: true},
	{document: "x | [5] armed | [6] attack", query: not(article("5", plain("attack"))), unmarked: true},
	{document: "armed | [5] attack", query: article("5", plain("armed"))}, // not the title
	{document: "x | [5] Armed:: attack", query: article("5", near(plain("armed"), "/2", plain("attack"))), want: []string{"Armed@1", "attack@3"}},
	{document: "x | [5] a", query: article("5", nil), unmarked: true},
	{document: "x | 5 a | [6] a", query: article("5", nil)},
	{document: "x | [5] peace | [5] armed peace", query: article("5", or(and(plain("armed"), plain("attack")), plain("peace"))), want: []string{"peace@1", "peace@2"}},

	{document: "x | {11}armed {12}attack | peace {13}war", query: page("12", and(plain("attack"), plain("peace"))), want: []string{"attack@2", "peace@1"}},
	{document: "x | {11}armed {12}attack | peace {13}war", query: page("12", and(plain("attack"), plain("war")))},
	{document: "x | {11}armed {12}attack", query: page("12", phrase("armed attack"))}, // over two pages
	{document: "x | {11}armed {12}attack", query: page("11", near(plain("armed"), "/1", plain("attack")))},
	{document: "x | {11}Pact:: armed {12}attack", query: page("11", plain("pact")), unmarked: false},
	{document: "x | {11}armed {12}attack", query: page("11", and(plain("armed"), not(plain("attack")))), want: []string{"armed@1"}},
	{document: "x | {11}armed {12}attack", query: page("12", nil), unmarked: true},
	{document: "x | {11}armed {12}attack", query: page("13", nil)},
	{document: "x | armed", query: page("0", nil)},
}

var booleanExamples = []naiveExample{
	{document: "x | armed | attack", query: and(plain("armed"), plain("attack")), want: []string{"armed@1", "attack@1"}},
	{document: "x | armed", query: and(plain("armed"), plain("attack"))},
	{document: "x | armed attack", query: or(plain("attack"), and(plain("armed"), plain("peace"))), want: []string{"attack@2"}},
	{document: "x | armed attack", query: and(plain("attack"), not(plain("armed")))},
	{document: "x | armed attack", query: and(plain("attack"), not(plain("peace"))), want: []string{"attack@2"}},
	{document: "x | armed", query: not(not(plain("armed"))), unmarked: true},
	{document: "x | armed", query: search.All{}, unmarked: true},
	{document: "x | armed", query: and(search.Value{Field: "org", Text: "nato"}, plain("armed")), want: []string{"armed@1"}},
	{document: "x | armed", query: search.Value{Field: "org", Text: "UN"}},
	{document: "x | armed", query: dated("1949", "1949"), unmarked: true},
	{document: "x | armed", query: dated("1949-04-15", ""), unmarked: true},
	{document: "x | armed", query: dated("", "1948")},
	{document: "x | NATO, OTAN, North Atlantic Treaty Organization",
		query: search.Synonyms{Written: plain("NATO"), Names: []search.Node{plain("OTAN"), phrase("North Atlantic Treaty Organisation")}},
		want:  []string{"NATO@1", "OTAN@2", "North Atlantic Treaty Organization@3"}},
	{document: "x | otan forces", query: near(search.Synonyms{Written: plain("NATO"), Names: []search.Node{plain("OTAN")}}, "/1", plain("force")),
		want: []string{"otan@1", "forces@2"}},
}

// dated is a condition on the date; "" leaves a bound open.
func dated(from, to string) search.Node {
	n := search.DateRange{Field: "date"}
	n.From, _ = corpus.ParseDate(from)
	n.To, _ = corpus.ParseDate(to)
	return n
}
