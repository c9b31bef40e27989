package gazetteer

import (
	"regexp"
	"slices"
	"strings"

	"entente/corpus"
)

// openingLength is how many bytes of text before the first article are read
// for the states that conclude a treaty.
const openingLength = 6000

// linkLength is how many bytes may stand between two states of an enumeration.
const linkLength = 160

// part is a part of a document.
type part uint8

const (
	titlePart   part = iota
	openingPart      // before the first article
	bodyPart
)

// openers are the words after which a treaty names the states that conclude it.
func openers() []string {
	return []string{
		"between", "entre", "Government of", "Governments of", "Government in",
		"Gouvernement de", "Gouvernement du", "Gouvernement des", "Gouvernement d", "Gouvernements de",
		"Majesty the King of", "Majesty the Queen of", "Majesty the Emperor of", "President of", "Président de",
		"High Contracting Parties", "Hautes Parties contractantes",
	}
}

// isTreaty reports whether d is a treaty or agreement itself: by its type, or
// when none is given by its title if it has articles or names who concludes it.
func isTreaty(d *corpus.Document) bool {
	switch d.Type {
	case "treaty", "agreement":
		return true
	case "", "record":
	default:
		return false
	}
	title := " " + strings.Join(strings.FieldsFunc(strings.ToLower(d.Title), notLetter), " ") + " "
	return containsAny(title, treatyWords()) && (hasArticles(d) || containsAny(title, []string{" between ", " entre "}))
}

// treatyWords are words of a title by which a treaty is known.
func treatyWords() []string {
	return []string{
		" treaty ", " agreement ", " convention ", " protocol ", " pact ", " accord ", " arrangement ",
		" exchange of notes ", " exchange of letters ", " memorandum of understanding ",
		" traité ", " protocole ", " échange de notes ", " échange de lettres ",
	}
}

func containsAny(text string, words []string) bool {
	return slices.ContainsFunc(words, func(word string) bool { return strings.Contains(text, word) })
}

func hasArticles(d *corpus.Document) bool {
	return slices.ContainsFunc(d.Passages, func(p corpus.Passage) bool { return p.Kind == corpus.Article })
}

// conclusion collects the states that conclude a treaty.
type conclusion struct {
	text    string
	part    part
	matches []match // states and openers of the title or of the opening

	title []int32 // states that the title says the treaty is between
	named []int32 // states that the opening or the signatures name
}

func (c *conclusion) begin(text string, in part) {
	c.text, c.part, c.matches = text, in, c.matches[:0]
}

// found takes up a state or an opener.
func (c *conclusion) found(m match) {
	if c.part != bodyPart {
		c.matches = append(c.matches, m)
	}
	if c.part != titlePart && m.field == party && signs(c.text, m) {
		c.named = append(c.named, m.entry)
	}
}

// end reads the enumerations of the text that ends here.
func (c *conclusion) end() {
	states := enumerated(c.text, c.matches)
	switch {
	case c.part == titlePart && len(states) > 0 && hasOpener(c.matches):
		c.title = states
	case c.part == openingPart:
		c.named = append(c.named, states...)
	}
}

func hasOpener(matches []match) bool {
	return slices.ContainsFunc(matches, func(m match) bool { return m.role == opener })
}

// states returns those that conclude the treaty, each once.
func (c *conclusion) states() []int32 {
	all := append(slices.Clone(c.title), c.named...)
	slices.Sort(all)
	return slices.Compact(all)
}

// enumerated returns the states of an enumeration that follows an opener or
// begins a line: "between Canada, the Kingdom of Denmark and the Republic of
// Iceland". Nothing but linking words stands between them. At the beginning of
// a line two states are needed. An enumeration of depositaries is none.
func enumerated(text string, matches []match) []int32 {
	var states, line []int32 // line: the first state of a line that waits for a second
	start, end := 0, -1      // of the enumeration, and of the opener or state before
	for _, m := range matches {
		joined := end >= 0 && links(text[min(end, m.start):m.start])
		if !joined {
			line, start = nil, m.start
		}
		switch {
		case m.role == opener:
		case isDepositary(text[:start], text[m.end:]):
			end = -1
			continue
		case joined:
			states = append(append(states, line...), m.entry)
			line = nil
		case beginsLine(text, m):
			line = []int32{m.entry}
		default:
			end = -1
			continue
		}
		end = m.end
	}
	return states
}

// depositReach is how many bytes before and after a state are looked at to tell
// whether it keeps the treaty for others.
const depositReach = 80

var (
	depositedWith = regexp.MustCompile(`(?i)(?:deposit|dépos[eéi]|archives|notif|notice|denunciation|dénonciation|accession|adhésion)[^.;]*$`)
	willInform    = regexp.MustCompile(`(?i)^[^.;]{0,10}\b(?:will|shall|as|is|being|which|qui|sera|est|en qualité)\b[^.;]*(?:deposit|dépos[eéi]|notif|inform)`)
)

// isDepositary reports whether the words around a state say that instruments
// are deposited with it: "deposited with the Government of the United States",
// "the Government of Belgium, which shall act as depositary".
func isDepositary(before, after string) bool {
	return depositedWith.MatchString(before[max(0, len(before)-depositReach):]) ||
		willInform.MatchString(after[:min(len(after), depositReach)])
}

// beginsLine reports whether only linking words stand before a state in its line.
func beginsLine(text string, m match) bool {
	return links(lineEnd(text[max(0, m.start-lineReach):m.start]))
}

// links reports whether words only join the states of an enumeration.
func links(between string) bool {
	if len(between) > linkLength {
		return false
	}
	for _, word := range strings.FieldsFunc(strings.ToLower(between), notLetter) {
		if !slices.Contains(linkingWords(), word) {
			return false
		}
	}
	return true
}

func linkingWords() []string {
	return []string{
		"and", "the", "of", "his", "her", "majesty", "king", "queen", "emperor", "president", "royal", "highness",
		"grand", "duchess", "duke", "duchy", "kingdom", "republic", "state", "federal", "government", "governments",
		"on", "one", "other", "part", "hand",
		"et", "la", "le", "les", "l", "de", "du", "des", "d", "royaume", "république", "gouvernement", "gouvernements",
		"sa", "majesté", "roi", "reine", "président", "duché", "part", "une", "autre",
	}
}

func notLetter(r rune) bool {
	return r < 'A' || r > 'Z' && r < 'a' || r > 'z' && r < 0xC0
}

// signs reports whether a state stands in a line of its own as signatures do:
// "For the Government of Canada:".
func signs(text string, m match) bool {
	before := strings.ToLower(lineEnd(text[max(0, m.start-lineReach):m.start]))
	after := lineBegin(text[m.end:min(len(text), m.end+lineReach)])
	if strings.Trim(after, " \t\r:.;,*_") != "" {
		return false
	}
	before = strings.TrimLeft(before, " \t*_>|#-")
	rest, ok := strings.CutPrefix(before, "for ")
	if !ok {
		rest, ok = strings.CutPrefix(before, "pour ")
	}
	return ok && links(rest)
}
