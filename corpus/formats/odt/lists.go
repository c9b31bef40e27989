package odt

import (
	"encoding/xml"
	"regexp"
	"strconv"
	"strings"

	"entente/corpus/formats/office"
)

const listLevels = 10

type listStyle struct{ levels [listLevels]listLevel }

type listLevel struct {
	start          int
	format         string // of the number as OpenDocument names it: "1", "i", "A"; "" for no number
	prefix, suffix string
	shown          int    // levels of which the number is made
	pattern        string // "%1%.%2%" instead of the three before; "" for none
}

func readListStyle(n *office.Node) *listStyle {
	s := &listStyle{}
	for _, child := range n.Children {
		level, err := strconv.Atoi(child.Value("level"))
		if err != nil || level < 1 || level > listLevels {
			continue
		}
		if child.Name != "list-level-style-number" && child.Name != "outline-level-style" {
			continue
		}
		s.levels[level-1] = listLevel{
			start:   number(child.Value("start-value"), 1),
			format:  child.Value("num-format"),
			prefix:  child.Value("num-prefix"),
			suffix:  child.Value("num-suffix"),
			shown:   number(child.Value("display-levels"), 1),
			pattern: child.Value("num-list-format"),
		}
	}
	return s
}

func number(text string, otherwise int) int {
	if n, err := strconv.Atoi(text); err == nil {
		return n
	}
	return otherwise
}

// counter says how far a list has counted.
type counter struct {
	counts [listLevels]int
	begun  [listLevels]bool
}

// next counts an item on the level, from 0, and returns its visible number; a
// start of at least 0 is the number it has.
func (c *counter) next(s *listStyle, level, start int) string {
	switch {
	case start >= 0:
		c.counts[level] = start
	case c.begun[level]:
		c.counts[level]++
	default:
		c.counts[level] = s.levels[level].start
	}
	c.begun[level] = true
	for deeper := level + 1; deeper < listLevels; deeper++ {
		c.begun[deeper] = false
	}
	return c.write(s, level)
}

func (c *counter) write(s *listStyle, level int) string {
	own := s.levels[level]
	if own.format == "" {
		return ""
	}
	if own.pattern != "" {
		return patternNumber.ReplaceAllStringFunc(own.pattern, func(reference string) string {
			return c.figure(s, number(strings.Trim(reference, "%"), 1)-1)
		})
	}
	var figures []string
	for at := max(0, level+1-own.shown); at <= level; at++ {
		if figure := c.figure(s, at); figure != "" {
			figures = append(figures, figure)
		}
	}
	return own.prefix + strings.Join(figures, ".") + own.suffix
}

// patternNumber matches a reference to the number of a level, from 1.
var patternNumber = regexp.MustCompile(`%(?:10|[1-9])%`)

func (c *counter) figure(s *listStyle, level int) string {
	n := c.counts[level]
	if !c.begun[level] {
		n = s.levels[level].start
	}
	switch s.levels[level].format {
	case "":
		return ""
	case "I":
		return office.UpperRoman.Write(n)
	case "i":
		return office.LowerRoman.Write(n)
	case "A":
		return office.UpperLetter.Write(n)
	case "a":
		return office.LowerLetter.Write(n)
	}
	return office.Decimal.Write(n)
}

// lists follows the lists of a text.
type lists struct {
	open     []openList
	byID     map[string]*counter
	byStyle  map[string]*counter // the last of each style
	headings counter
}

type openList struct {
	style   string // "" where the paragraphs say
	counter *counter
	pending bool // the open item has had no paragraph yet
	start   int  // number that the item is to have, -1 for the next
}

func newLists() *lists {
	return &lists{byID: map[string]*counter{}, byStyle: map[string]*counter{}}
}

func (l *lists) begin(element xml.StartElement) {
	attribute := func(name string) string { return office.Attribute(element.Attr, name) }
	list := openList{style: attribute("style-name")}
	if n := len(l.open); n > 0 {
		list.counter = l.open[n-1].counter
		if list.style == "" {
			list.style = l.open[n-1].style
		}
	} else {
		list.counter = l.counterOf(attribute("continue-list"), attribute("continue-numbering") == "true", list.style)
		l.byStyle[list.style] = list.counter
	}
	if id := attribute("id"); id != "" {
		l.byID[id] = list.counter
	}
	l.open = append(l.open, list)
}

// counterOf returns the counter of a list that goes on from another, else a new one.
func (l *lists) counterOf(continued string, goesOn bool, style string) *counter {
	if c := l.byID[continued]; c != nil {
		return c
	}
	if c := l.byStyle[style]; c != nil && goesOn {
		return c
	}
	return &counter{}
}

func (l *lists) end() {
	if n := len(l.open); n > 0 {
		l.open = l.open[:n-1]
	}
}

func (l *lists) item(element xml.StartElement) {
	if n := len(l.open); n > 0 {
		l.open[n-1].pending = true
		l.open[n-1].start = number(office.Attribute(element.Attr, "start-value"), -1)
	}
}

// header begins an item that has no number.
func (l *lists) header() {
	if n := len(l.open); n > 0 {
		l.open[n-1].pending = false
	}
}

// paragraph returns the visible number of a paragraph, which the first of each
// item of a list has; "" for none. The list style is that of the paragraph.
func (l *lists) paragraph(s *styles, ownList string) string {
	n := len(l.open)
	if n == 0 || n > listLevels || !l.open[n-1].pending {
		return ""
	}
	top := &l.open[n-1]
	top.pending = false
	name := top.style
	if name == "" {
		name = ownList
	}
	style := s.lists[name]
	if style == nil {
		return ""
	}
	return top.counter.next(style, n-1, top.start)
}

// heading returns the visible number of a heading of the level, from 1.
func (l *lists) heading(s *styles, element xml.StartElement, level int) string {
	if level > listLevels || office.Attribute(element.Attr, "is-list-header") == "true" {
		return ""
	}
	return l.headings.next(s.outline, level-1, number(office.Attribute(element.Attr, "start-value"), -1))
}
