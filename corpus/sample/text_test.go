package sample

import (
	"regexp"
	"slices"
	"strings"
	"testing"
)

// Characters that a passage needs to be worth showing.
const (
	leastOpening = 100
	leastText    = 20
)

func TestDocumentsCanBeCited(t *testing.T) {
	for id, d := range documents(t) {
		t.Run(id, func(t *testing.T) {
			opening, sections := split(d.body)
			if len(opening) < leastOpening {
				t.Errorf("the opening paragraph has %d characters: it is what an answer shows first", len(opening))
			}
			if len(sections) < 4 {
				t.Errorf("%d headings, want 4 or more", len(sections))
			}
			seen := map[string]bool{}
			for _, s := range sections {
				if number := citedAs(s.heading); seen[number] {
					t.Errorf("two passages are cited as %q", number)
				} else {
					seen[number] = true
				}
				if len(s.text) < leastText {
					t.Errorf("%q has no text worth citing", s.heading)
				}
			}
		})
	}
}

// bySubject holds the instruments that are not described article by article:
// two treaties, a letter of intent and a declaration that make up one bargain.
var bySubject = []string{"lancaster-house-treaties-2010"}

func TestInstrumentsAreCitedByNumber(t *testing.T) {
	for id, d := range documents(t) {
		if d.Type != "treaty" && d.Type != "charter" || slices.Contains(bySubject, id) {
			continue
		}
		_, sections := split(d.body)
		if !slices.ContainsFunc(sections, func(s section) bool { return numbered.MatchString(s.heading) }) {
			t.Errorf("%s: no heading names an article, chapter or section", id)
		}
	}
}

// numbered matches the start of a heading that names a part of an instrument.
var numbered = regexp.MustCompile(`^(?:Article|Articles|Chapter|Section|Annex|Part|Paragraph|Protocol|Principle|Basket) [0-9IVXLA-Z]+\b[^:]*`)

// citedAs returns the part of a heading that a citation consists of.
func citedAs(heading string) string {
	if number := numbered.FindString(heading); number != "" {
		return number
	}
	return heading
}

type section struct{ heading, text string }

// split cuts a body at its headings. The opening is the text before the first,
// or below the heading Overview.
func split(body string) (opening string, sections []section) {
	parts := strings.Split("\n"+body, "\n## ")
	for _, part := range parts[1:] {
		heading, text, _ := strings.Cut(part, "\n")
		sections = append(sections, section{strings.TrimSpace(heading), strings.TrimSpace(text)})
	}
	if len(sections) > 0 && sections[0].heading == "Overview" {
		return sections[0].text, sections[1:]
	}
	return strings.TrimSpace(parts[0]), sections
}

// promotion and staleness are words that a work of reference does without.
var (
	promotion = regexp.MustCompile(`(?i)\b(?:groundbreaking|cutting-edge|game-chang\w*|world-class|pivotal|a testament to|` +
		`seamless\w*|ever-(?:evolving|changing|growing)|in conclusion|important to note|state-of-the-art|synerg\w*|` +
		`unwavering|ironclad|delve\w*|crucial\w*|cornerstones?|best-in-class|revolutioni[sz]\w*|tapestry)\b`)
	staleness = regexp.MustCompile(`(?i)\b(?:currently|nowadays|at present|recently|so far|to date|at the time of writing|as of now)\b`)
)

func TestWording(t *testing.T) {
	for id, d := range documents(t) {
		for i, line := range strings.Split(d.body, "\n") {
			if word := promotion.FindString(line); word != "" {
				t.Errorf("%s, line %d of the body: %q praises", id, i+1, word)
			}
			if word := staleness.FindString(line); word != "" {
				t.Errorf("%s, line %d of the body: %q goes stale; give the year", id, i+1, word)
			}
		}
	}
}
