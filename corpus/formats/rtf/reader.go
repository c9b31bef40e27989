package rtf

import (
	"slices"
	"strings"

	"entente/corpus/formats/office"
)

// reader follows the groups and controls of a file.
type reader struct {
	lexer   lexer
	groups  []state // of the groups around the open one
	state   state
	stories []*story
	letters letters

	first, starred bool // the next control is the first of its group; "\*" stood before it

	fonts    map[int]font
	font     int // being defined
	fontName strings.Builder
	styles   map[int]int // level of headings by number of style
	style    styleEntry  // being defined

	title       strings.Builder
	name, value strings.Builder // of a custom property
	properties  map[string]any
	footnotes   int
	endnotes    int
	pictures    int
	undecoded   int // characters
	unread      []string
}

type font struct {
	page   int // code page, 0 for that of the file
	symbol bool
}

type styleEntry struct {
	number, level int
	name          strings.Builder
	other         bool // it is not one of paragraphs
}

// destination is where the text of a group goes.
type destination int

const (
	body destination = iota
	nowhere
	fontTable
	styleSheet
	information // which is read for the groups within it
	titleText
	propertyName
	propertyValue
)

// role is what a group is to the one around it, which takes it up at its end.
type role int

const (
	part role = iota
	marker
	footnote
	endnote
	box
	styleOfSheet
	property
)

// state is what a group hands on to the groups within it and has back after them.
type state struct {
	to      destination
	role    role
	forOld  bool // of two forms of a text, this is the one for old programs
	skip    int  // characters after one given by its number
	font    int
	hidden  bool
	deleted bool
	raised  bool
	markup  bool // of another format, kept for going back to it
	level   int
	inTable bool
}

func newReader(data []byte) *reader {
	return &reader{
		lexer: lexer{data: data}, state: state{skip: 1}, stories: []*story{{}}, letters: letters{page: latin},
		fonts: map[int]font{}, styles: map[int]int{}, properties: map[string]any{},
	}
}

func (r *reader) story() *story { return r.stories[len(r.stories)-1] }

// note says what could not be read.
func (r *reader) note(problem string) {
	if !slices.Contains(r.unread, problem) {
		r.unread = append(r.unread, problem)
	}
}

// step reads one token, and returns false at the end of the document.
func (r *reader) step() (more bool, err error) {
	t := r.lexer.next()
	switch t.kind {
	case end:
		return false, nil
	case open:
		if len(r.groups) >= office.MaxDepth {
			return false, office.TooLarge("it has over %d groups within each other", office.MaxDepth)
		}
		r.open()
	case closing:
		r.close()
		return len(r.groups) > 0, nil
	case char:
		r.first = false
		r.char(byte(t.number))
	case control:
		r.control(t)
	}
	return true, nil
}

func (r *reader) open() {
	r.flush()
	r.letters.skip = 0
	r.groups = append(r.groups, r.state)
	r.state.role = part
	if r.state.to == styleSheet {
		r.style = styleEntry{}
		r.state.role = styleOfSheet
	}
	r.first, r.starred = true, false
}

// close ends the open group.
func (r *reader) close() {
	r.flush()
	r.letters.skip = 0
	r.first, r.starred = false, false
	ended := r.state.role
	if n := len(r.groups); n > 0 {
		r.state = r.groups[n-1]
		r.groups = r.groups[:n-1]
	}
	switch ended {
	case styleOfSheet:
		r.endStyle()
	case property:
		r.properties[r.name.String()] = r.value.String()
		r.value.Reset()
	case marker, footnote, endnote, box:
		r.endStory(ended)
	}
}

func (r *reader) beginStory(as role) {
	r.stories = append(r.stories, &story{})
	r.state.role, r.state.inTable, r.state.level = as, false, 0
}

// endStory puts a story where it belongs in the one around it.
func (r *reader) endStory(as role) {
	ended := r.story()
	ended.end()
	r.stories = r.stories[:len(r.stories)-1]
	around := r.story()
	switch as {
	case marker:
		for _, b := range ended.blocks {
			around.setMarker(b.Text)
		}
	case footnote:
		r.footnotes++
		around.after = append(around.after, office.Note(office.Decimal.Write(r.footnotes), ended.blocks)...)
	case endnote:
		r.endnotes++
		around.after = append(around.after, office.Note(office.LowerRoman.Write(r.endnotes), ended.blocks)...)
	case box:
		around.after = append(around.after, ended.blocks...)
	}
}

// endStyle keeps the level of headings of a style that was defined.
func (r *reader) endStyle() {
	if r.style.other {
		return
	}
	name, _, _ := strings.Cut(strings.ToLower(r.style.name.String()), ";")
	name, _, _ = strings.Cut(strings.TrimSpace(name), ",")
	digit, numbered := strings.CutPrefix(name, "heading ")
	switch {
	case numbered && len(digit) == 1 && isDigit(digit[0]):
		r.style.level = min(int(digit[0]-'0'), maxLevel)
	case name == "title":
		r.style.level = 1
	}
	r.styles[r.style.number] = r.style.level
}

const maxLevel = 6
