package api_test

import (
	"slices"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"entente/search"
)

// told asks for a page of an engine that says all that an answer can say.
func told(t *testing.T, engine search.Engine, target string) *html.Node {
	t.Helper()
	root, err := html.Parse(get(t, newTestServer(t, engine).Public(), target).Body)
	if err != nil {
		t.Fatal(err)
	}
	return root
}

func links(root *html.Node) []string {
	var out []string
	for _, a := range all(root, "a", "") {
		out = append(out, text(a)+" "+attribute(a, "href"))
	}
	return out
}

func TestOtherNamesAreShownAndSwitchedOff(t *testing.T) {
	engine := telling{newTestEngine(t)}
	names := first(t, told(t, engine, "/?q=armed+attack&org=NATO&page=2&per_page=1"), "div", "names")
	if got := text(names); got != "armed also as: équipé, <b>weaponed</b> attack only as written: too many names stand in it Search only what is written" {
		t.Error(got)
	}
	if got := links(names); !slices.Equal(got, []string{"Search only what is written /?org=NATO&per_page=1&q=armed+attack&synonyms=false"}) {
		t.Errorf("%q", got)
	}
	off := told(t, engine, "/?q=armed+attack&synonyms=false")
	names = first(t, off, "div", "names")
	if got := text(names); got != "Names and terms are searched as they are written. Search other names as well" {
		t.Error(got)
	}
	if got := links(names); !slices.Equal(got, []string{"Search other names as well /?q=armed+attack"}) {
		t.Errorf("%q", got)
	}
	carried := slices.ContainsFunc(all(off, "input", ""), func(n *html.Node) bool {
		return attribute(n, "name") == "synonyms" && attribute(n, "value") == "false" && attribute(n, "type") == "hidden"
	})
	if !carried {
		t.Error("the form forgets that other names are switched off")
	}
	if got := len(all(page(t, "/?q=armed"), "div", "names")); got != 0 {
		t.Error("names are spoken of where there are none")
	}
}

func TestHintsLeadToTheirQuery(t *testing.T) {
	hints := first(t, told(t, telling{newTestEngine(t)}, "/?q=armed+and+attack&type=treaty&match=any"), "ul", "hints")
	if got := text(hints); got != `"and" is searched as a word; did you mean AND? armed AND attack only said` {
		t.Error(got)
	}
	if got := links(hints); !slices.Equal(got, []string{"armed AND attack /?match=any&q=armed+AND+attack&type=treaty"}) {
		t.Errorf("%q", got)
	}
}

func TestAnyOfTheWordsIsAChoice(t *testing.T) {
	for target, want := range map[string]bool{"/?q=armed": false, "/?q=armed&match=all": false, "/?q=armed&match=any": true} {
		root := page(t, target)
		i := slices.IndexFunc(all(root, "input", ""), func(n *html.Node) bool { return attribute(n, "name") == "match" })
		if i < 0 {
			t.Fatalf("%s: no box", target)
		}
		box := all(root, "input", "")[i]
		got := slices.ContainsFunc(box.Attr, func(a html.Attribute) bool { return a.Key == "checked" })
		if got != want || attribute(box, "value") != "any" {
			t.Errorf("%s: ticked %v", target, got)
		}
	}
	problem := page(t, "/?q=armed+(&match=any&synonyms=false")
	var carried []string
	for _, input := range all(first(t, problem, "form", ""), "input", "") {
		carried = append(carried, attribute(input, "name")+"="+attribute(input, "value"))
	}
	if want := []string{"q=armed (", "match=any", "synonyms=false"}; !slices.Equal(carried, want) {
		t.Errorf("the form sends %q", carried)
	}
}

func TestAccountOfAnAnswer(t *testing.T) {
	engine := telling{newTestEngine(t)}
	plain := told(t, engine, "/?q=armed&page=2&per_page=5")
	if got := links(first(t, plain, "li", "explain")); !slices.Equal(got, []string{"About this answer /?explain=true&page=2&per_page=5&q=armed#account"}) {
		t.Errorf("%q", got)
	}
	if len(all(plain, "details", "account"))+len(all(plain, "details", "why")) != 0 {
		t.Error("an account that was not asked for")
	}
	root := told(t, engine, "/?q=armed&explain=true")
	account := text(first(t, root, "details", "account"))
	for _, want := range []string{
		"Query armed", "Words all of them, under other names as well", "Organization NATO", "From 1940 To 1990-02", "Searched 32 documents",
		"2, where words match only as they are written", "Collection IDENTITY, index 3, change 32", "Not searched 3 files that could not be read",
		"Searched Documents Occurrences armed 31 armed 30 60 arming en 1 1 without org:OTAN 3 NATO",
		"docs/<b>broken</b>.pdf: malformed and 2 more",
	} {
		contains(t, account, want)
	}
	why := all(root, "details", "why")
	if len(why) != len(all(root, "article", "")) {
		t.Fatalf("%d hits are explained", len(why))
	}
	contains(t, text(why[0]), "2.500 armed: rarity 1.25, 1 in the title of 2 words, 3 in the text of 90 words 0.500 title")
	if len(all(root, "li", "explain")) != 0 {
		t.Error("the account is offered beside itself")
	}
}

// Behind the pages that have numbers the cursor leads on.
func TestPagesBehindACursor(t *testing.T) {
	engine := telling{newTestEngine(t)}
	last := first(t, told(t, engine, "/?q=exercises&per_page=20&page=2"), "nav", "pages")
	if got := links(last); !slices.Contains(got, "Next /?cursor=cursor-2&per_page=20&q=exercises") {
		t.Errorf("%q", got)
	}
	behind := told(t, engine, "/?q=exercises&per_page=5&cursor=x")
	got := links(first(t, behind, "nav", "pages"))
	if !slices.Contains(got, "Next /?cursor=cursor-2&per_page=5&q=exercises") {
		t.Errorf("%q", got)
	}
	for _, l := range links(first(t, behind, "aside", "")) {
		if strings.Contains(l, "cursor=") {
			t.Errorf("another search would go on behind the cursor: %s", l)
		}
	}
}
