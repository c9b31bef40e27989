package gazetteer

import (
	"regexp"
	"slices"
	"strings"
	"unicode"

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
		"on the part of", "Commissioner Plenipotentiary of", "Commissioners Plenipotentiary of",
		"Commissioner of", "Commissioners of", "Commissioner on behalf of", "Commissioners on behalf of",
		"Majesty the King of", "Majesty the Queen of", "Majesty the Emperor of", "President of", "Président de",
		"High Contracting Parties", "Hautes Parties contractantes",
	}
}

// isTreaty reports whether d is a treaty or agreement itself: by its type, or
// when none is given by its title or by the words of its opening.
func isTreaty(d *corpus.Document) bool {
	switch d.Type {
	case "treaty", "agreement":
		return true
	case "", "record":
	default:
		return false
	}
	title := " " + strings.Join(strings.FieldsFunc(strings.ToLower(d.Title), notLetter), " ") + " "
	switch {
	case containsAny(title, exchangeWords()):
		return true
	case containsAny(title, treatyWords()) && (hasArticles(d) || containsAny(title, []string{" between ", " entre ", " treaty with "})):
		return true
	}
	return hasArticles(d) && opensAsTreaty(d)
}

// treatyWords are words of a title by which a treaty is known.
func treatyWords() []string {
	return []string{
		" treaty ", " agreement ", " convention ", " protocol ", " pact ", " accord ", " arrangement ",
		" treaties ", " agreements ", " conventions ", " protocols ", " declaration ",
		" memorandum of understanding ", " traité ", " protocole ",
		" verdrag ", " overeenkomst ", " akkoord ",
	}
}

// exchangeWords are words of a title that nothing but an agreement has.
func exchangeWords() []string {
	return []string{
		" exchange of notes ", " exchanges of notes ", " exchange of letters ", " exchanges of letters ", " notes exchanged ",
		" échange de notes ", " échange de lettres ", " notawisseling ", " briefwisseling ",
	}
}

var (
	contracting = regexp.MustCompile(`(?i)\b(?:(?:have|has|hereby) (?:agreed?|decided|resolved)|agree as follows|contracting part(?:y|ies)|` +
		`sont convenu|ont convenu|parties contractantes|zijn overeengekomen)\b`)
	namesTreaty = regexp.MustCompile(`(?i)\b(?:treaty|agreement|convention|protocol|traité|accord|verdrag|overeenkomst)\b`)
)

// opensAsTreaty reports whether the text before the first article says that
// someone has agreed, and on what.
func opensAsTreaty(d *corpus.Document) bool {
	var opening strings.Builder
	for _, p := range d.Passages {
		if p.Kind == corpus.Article || p.Kind == corpus.Annex || opening.Len() >= openingLength {
			break
		}
		opening.WriteString(p.Heading + "\n" + p.Text + "\n")
	}
	text := opening.String()
	return contracting.MatchString(text) && namesTreaty.MatchString(text)
}

func containsAny(text string, words []string) bool {
	return slices.ContainsFunc(words, func(word string) bool { return strings.Contains(text, word) })
}

func hasArticles(d *corpus.Document) bool {
	return slices.ContainsFunc(d.Passages, func(p corpus.Passage) bool { return p.Kind == corpus.Article })
}

// conclusion collects who concludes a treaty: states, and organizations beside
// them.
type conclusion struct {
	text    string
	part    part
	matches []match // states, organizations and openers of the title or of the opening

	title []int32 // those that the title says the treaty is between
	named []int32 // those that the opening or the signatures name
}

func (c *conclusion) begin(text string, in part) {
	c.text, c.part, c.matches = text, in, c.matches[:0]
}

// found takes up a state, an organization or an opener.
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
		c.named = append(append(c.named, states...), concluding(c.text, c.matches)...)
	}
}

func hasOpener(matches []match) bool {
	return slices.ContainsFunc(matches, func(m match) bool { return m.role == opener })
}

// all returns those that conclude the treaty, each once.
func (c *conclusion) all() []int32 {
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

// minConcluding is how many states an enumeration needs that nothing introduces.
const minConcluding = 3

var agreeing = regexp.MustCompile(`(?i)^[\s,]*(?:(?:have|being|having|desir\w+|wishing|recalling|considering|mindful|anxious)\b|` +
	`\((?:hereinafter )?(?:referred to as |called )?.{0,6}\b(?:member states|parties|contracting))`)

var ofOnePart = regexp.MustCompile(`(?i)^[\s,;(]*(?:herein\w+ (?:referred to as|called) [^,;)]{1,40}[\s,;)]*)?of the (?:one|other|first|second) part\b`)

// concluding returns the states of enumerations that stand before what they
// agree on: "the Kingdom of Belgium, Canada and the French Republic, have agreed";
// and those that are a part: "the Republic of Chile, of the other part".
func concluding(text string, matches []match) []int32 {
	var states, chain []int32
	end := -1 // of the state before
	for _, m := range matches {
		if m.role == opener {
			continue
		}
		if end < 0 || !links(text[min(end, m.start):m.start]) {
			chain = nil
		}
		chain, end = append(chain, m.entry), m.end
		after := text[end:min(len(text), end+depositReach)]
		switch {
		case len(chain) >= minConcluding && agreeing.MatchString(after):
			states = append(states, chain...)
		case ofOnePart.MatchString(after):
			states = append(states, m.entry)
		}
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
		if !isLinking(word) {
			return false
		}
	}
	return true
}

// isLinking reports whether a word is a linking one, or two of them that have
// lost the blank between: "andthe".
func isLinking(word string) bool {
	known := linkingWords()
	if slices.Contains(known, word) {
		return true
	}
	first, ok := strings.CutPrefix(word, "and")
	return ok && slices.Contains(known, first)
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

func notLetter(r rune) bool { return !unicode.IsLetter(r) }

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
