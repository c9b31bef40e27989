package gazetteer

import (
	"fmt"
	"slices"
	"strings"

	"golang.org/x/text/language"
	"golang.org/x/text/language/display"

	"entente/corpus"
)

// index fills the tables that Resolve, Label and Names read.
func (g *Gazetteer) index() error {
	g.names = map[string][]string{}
	g.known = map[string]map[string]string{}
	g.labels = map[string]map[string]string{}
	g.others = map[string]map[string][]string{}
	for _, e := range g.entries {
		name := fieldNames[e.Field]
		for _, n := range e.allNames() {
			if err := g.learn(name, n, e.Name); err != nil {
				return err
			}
		}
		g.name(name, e.Name, e.label())
	}
	if err := g.indexTypes(); err != nil {
		return err
	}
	if err := g.indexLanguages(); err != nil {
		return err
	}
	for _, names := range g.names {
		slices.Sort(names)
	}
	return nil
}

// name adds a canonical name and its label.
func (g *Gazetteer) name(field, canonical, label string) {
	if g.labels[field] == nil {
		g.labels[field] = map[string]string{}
	}
	g.names[field] = append(g.names[field], canonical)
	g.labels[field][canonical] = label
}

// learn makes a name known to Resolve.
func (g *Gazetteer) learn(field, name, canonical string) error {
	if g.known[field] == nil {
		g.known[field] = map[string]string{}
		g.others[field] = map[string][]string{}
	}
	if others := g.others[field][canonical]; !slices.Contains(others, name) {
		g.others[field][canonical] = append(others, name)
	}
	for _, spelling := range spellings(name, false) {
		key := g.key(spelling)
		if key == "" {
			return fmt.Errorf("%s: the name %q has no letters", canonical, name)
		}
		if other, ok := g.known[field][key]; ok && other != canonical {
			return fmt.Errorf("%q is a name of both %s and %s", name, other, canonical)
		}
		g.known[field][key] = canonical
	}
	return nil
}

// key folds a name for Resolve: its words in lower case, without accents,
// punctuation and articles, in the spelling that the data uses.
func (g *Gazetteer) key(name string) string {
	s := scanner{folder: g.folder, text: name}
	var words []string
	for s.next() {
		word := s.folded()
		words = append(words, min(word, otherSpelling(word)))
	}
	if len(words) > 1 {
		words = slices.DeleteFunc(words, isArticle)
	}
	return strings.Join(words, " ")
}

func isArticle(word string) bool {
	switch word {
	case "the", "le", "la", "les", "l":
		return true
	}
	return false
}

func (g *Gazetteer) indexTypes() error {
	for _, t := range corpus.Types() {
		g.name("type", t, capitalized(t))
		if err := g.learn("type", t, t); err != nil {
			return err
		}
	}
	return nil
}

// languageCodes are the ISO 639-1 codes that are labelled.
const languageCodes = `af am ar az be bg bn bs ca cs cy da de el en es et eu fa fi fr ga gl ha he hi hr hu hy id is it
	ja ka kk km ko ky la lo lt lv mk mn ms mt my ne nl no pl ps pt ro ru si sk sl so sq sr sv sw ta te tg th tk tr
	uk ur uz vi zh zu`

func (g *Gazetteer) indexLanguages() error {
	english, french := display.English.Languages(), display.French.Languages()
	for _, code := range strings.Fields(languageCodes) {
		tag, err := language.Parse(code)
		if err != nil {
			return fmt.Errorf("language %s: %w", code, err)
		}
		label := english.Name(tag)
		if code == "no" {
			label = "Norwegian" // x/text takes the code for Bokmål alone
		}
		g.name("lang", code, label)
		for _, n := range []string{code, label, french.Name(tag)} {
			if err := g.learn("lang", n, code); err != nil {
				return err
			}
		}
	}
	return nil
}

// label returns the entry's name for people.
func (e entry) label() string {
	if e.Label != "" {
		return e.Label
	}
	if region, ok := e.region(); ok {
		return display.English.Regions().Name(region)
	}
	if e.Field == topic {
		return capitalized(strings.ReplaceAll(e.Name, "-", " "))
	}
	return e.Name
}

// frenchLabel returns the French name of a state or language by its code, or "".
func frenchLabel(field, code string) string {
	switch field {
	case "party":
		if region, ok := (entry{Field: party, Name: code}).region(); ok {
			return display.French.Regions().Name(region)
		}
	case "lang":
		if code == "no" {
			return "norvégien" // as in English
		}
		if tag, err := language.Parse(code); err == nil {
			return display.French.Languages().Name(tag)
		}
	}
	return ""
}

// region returns the country of a party with an ISO 3166-1 code.
func (e entry) region() (language.Region, bool) {
	if e.Field != party || len(e.Name) != 2 {
		return language.Region{}, false
	}
	region, err := language.ParseRegion(e.Name)
	return region, err == nil && region.String() == e.Name
}

// standardNames returns the English and French names of a country that
// x/text knows and the data does not treat otherwise.
func (e entry) standardNames() []string {
	region, ok := e.region()
	if !ok {
		return nil
	}
	given := slices.Concat(e.Names, e.Weak, e.Known)
	var names []string
	for _, n := range []string{display.English.Regions().Name(region), display.French.Regions().Name(region)} {
		if !slices.Contains(given, n) && !slices.Contains(names, n) {
			names = append(names, n)
		}
	}
	return names
}

// allNames returns every name that Resolve understands.
func (e entry) allNames() []string {
	all := slices.Concat([]string{e.Name, e.label()}, e.Names, e.French, e.Mentions, e.Words, e.Weak, e.Known)
	if region, ok := e.region(); ok {
		all = append(all, region.ISO3())
	}
	for _, name := range all {
		if last, first, ok := cutOf(name); ok && e.Field == party {
			all = append(all, last+", "+first)
		}
	}
	return all
}

// cutOf splits "Republic of Korea" for its inversion "Korea, Republic of".
func cutOf(name string) (last, first string, ok bool) {
	before, after, ok := strings.Cut(name, " of ")
	return after, before + " of", ok
}

func capitalized(s string) string {
	if s == "" {
		return s
	}
	return strings.ToUpper(s[:1]) + s[1:]
}
