package docx

import (
	"regexp"
	"strconv"
	"strings"

	"entente/corpus/formats/office"
)

const listLevels = 9

// lists are the lists of a document, and how far each has counted. Lists of one
// definition count on together.
type lists struct {
	definitions map[string]*definition // by abstractNumId
	instances   map[string]*instance   // by numId
}

type definition struct {
	levels [listLevels]listLevel
	link   string // id of the style whose list this is, where it has no levels of its own
	counts [listLevels]int
	begun  [listLevels]bool
}

type listLevel struct {
	start    int // 0 where the file does not say, as the standard has it
	numerals office.Numerals
	text     string // "%1.%2" with the numbers of levels, from 1
	restart  int    // level, from 1, that makes it begin again; 0 for never
	legal    bool   // all numbers are written in decimal
	style    string // of paragraphs that stand on this level
}

type instance struct {
	definition string
	starts     map[int]int       // level to number with which this instance begins
	levels     map[int]listLevel // levels that this instance defines anew
	used       bool
}

func (r *reader) readLists(part string) lists {
	l := lists{definitions: map[string]*definition{}, instances: map[string]*instance{}}
	for _, n := range children(r.optional(part, "the numbers of lists")) {
		switch n.Name {
		case "abstractNum":
			l.definitions[n.Value("abstractNumId")] = readDefinition(n)
		case "num":
			l.instances[n.Value("numId")] = readInstance(n)
		}
	}
	return l
}

func readDefinition(n *office.Node) *definition {
	d := &definition{link: n.Child("numStyleLink").Value("val")}
	for _, child := range n.Children {
		if level, ok := levelIndex(child); ok && child.Name == "lvl" {
			d.levels[level] = readLevel(child, level)
		}
	}
	return d
}

func readInstance(n *office.Node) *instance {
	i := &instance{
		definition: n.Child("abstractNumId").Value("val"),
		starts:     map[int]int{}, levels: map[int]listLevel{},
	}
	for _, child := range n.Children {
		level, ok := levelIndex(child)
		if !ok || child.Name != "lvlOverride" {
			continue
		}
		if anew := child.Child("lvl"); anew != nil {
			i.levels[level] = readLevel(anew, level)
		}
		if start, err := strconv.Atoi(child.Child("startOverride").Value("val")); err == nil {
			i.starts[level] = start
		}
	}
	return i
}

func levelIndex(n *office.Node) (int, bool) {
	level, err := strconv.Atoi(n.Value("ilvl"))
	return level, err == nil && level >= 0 && level < listLevels
}

func readLevel(n *office.Node, level int) listLevel {
	l := listLevel{
		numerals: numeralsOf(n.Child("numFmt").Value("val")),
		text:     n.Child("lvlText").Value("val"),
		restart:  level,
		style:    n.Child("pStyle").Value("val"),
	}
	if start, err := strconv.Atoi(n.Child("start").Value("val")); err == nil {
		l.start = start
	}
	if restart, err := strconv.Atoi(n.Child("lvlRestart").Value("val")); err == nil {
		l.restart = restart
	}
	if legal := toggle(n.Child("isLgl")); legal != nil {
		l.legal = *legal
	}
	return l
}

func numeralsOf(format string) office.Numerals {
	switch format {
	case "decimalZero":
		return office.DecimalZero
	case "upperRoman":
		return office.UpperRoman
	case "lowerRoman":
		return office.LowerRoman
	case "upperLetter":
		return office.UpperLetter
	case "lowerLetter":
		return office.LowerLetter
	case "bullet", "none":
		return office.None
	}
	return office.Decimal
}

// reset makes all lists begin again.
func (l lists) reset() {
	for _, d := range l.definitions {
		d.begun = [listLevels]bool{}
	}
	for _, i := range l.instances {
		i.used = false
	}
}

// level returns a level of the instance as it defines it.
func (d *definition) level(i *instance, level int) listLevel {
	if anew, ok := i.levels[level]; ok {
		return anew
	}
	return d.levels[level]
}

// next counts a paragraph and returns its visible number: "(a)", "Article 5";
// empty for a bullet. The style is the one that put the paragraph in the list.
func (l lists) next(ref listRef, style string, styles styles) string {
	i := l.instances[ref.id]
	if i == nil {
		return ""
	}
	d := l.definitions[i.definition]
	if d != nil && d.link != "" {
		linked, _ := styles.list(d.link)
		if other := l.instances[linked.id]; other != nil {
			d = l.definitions[other.definition]
		}
	}
	if d == nil {
		return ""
	}
	level := d.levelOf(ref, style)
	d.count(i, level)
	return d.write(i, level)
}

// levelOf returns the level that a paragraph stands on: as it says, else the one
// that the list has for its style.
func (d *definition) levelOf(ref listRef, style string) int {
	for level := range d.levels {
		if style != "" && d.levels[level].style == style {
			return level
		}
	}
	if ref.level != nil {
		return *ref.level
	}
	return 0
}

func (d *definition) count(i *instance, level int) {
	if !i.used {
		i.used = true
		for at, start := range i.starts {
			d.counts[at], d.begun[at] = start-1, true
		}
	}
	if !d.begun[level] {
		d.counts[level] = d.level(i, level).start - 1
		d.begun[level] = true
	}
	d.counts[level]++
	for deeper := level + 1; deeper < listLevels; deeper++ {
		if restart := d.level(i, deeper).restart; restart > 0 && level < restart {
			d.begun[deeper] = false
		}
	}
}

// write returns the text of a number.
func (d *definition) write(i *instance, level int) string {
	own := d.level(i, level)
	if own.numerals == office.None && !strings.Contains(own.text, "%") {
		return bulletless(own.text)
	}
	return levelNumber.ReplaceAllStringFunc(own.text, func(reference string) string {
		at := int(reference[1] - '1')
		other := d.level(i, at)
		n := d.counts[at]
		if !d.begun[at] {
			n = other.start
		}
		if own.legal {
			return office.Decimal.Write(n)
		}
		return other.numerals.Write(n)
	})
}

// levelNumber matches a reference to the number of a level.
var levelNumber = regexp.MustCompile(`%[1-9]`)

// bulletless returns the text before each paragraph of a list that does not
// count, or "" where it is a bullet.
func bulletless(text string) string {
	if strings.IndexFunc(text, isWord) < 0 || len([]rune(text)) < 2 {
		return "" // "o" is a bullet, too
	}
	return text
}
