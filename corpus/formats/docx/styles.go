package docx

import (
	"regexp"
	"strconv"
	"strings"

	"entente/corpus/formats/office"
)

// styles are the styles of a document by id.
type styles struct {
	byID             map[string]*style
	defaultParagraph string // id of the style of paragraphs that name none
	language         string // of the default style, "" where none is given
}

// style is what of a style matters for the text. A pointer or "" is nil or empty
// where the style does not say.
type style struct {
	basedOn string
	level   *int // of a heading; 0 says that it is none
	list    listRef
	hidden  *bool
}

// listRef says in which list and on which level of it a paragraph stands.
type listRef struct {
	id    string // "" where not said, "0" for no list
	level *int   // from 0
}

func (r *reader) readStyles(part string) styles {
	s := styles{byID: map[string]*style{}}
	for _, n := range children(r.optional(part, "the styles")) {
		switch n.Name {
		case "docDefaults":
			s.language = n.Child("rPrDefault").Child("rPr").Child("lang").Value("val")
		case "style":
			id := n.Value("styleId")
			s.byID[id] = readStyle(n)
			if n.Value("type") == "paragraph" && isOn(n.Value("default")) && n.Value("default") != "" {
				s.defaultParagraph = id
			}
		}
	}
	return s
}

func readStyle(n *office.Node) *style {
	paragraph := n.Child("pPr")
	s := &style{
		basedOn: n.Child("basedOn").Value("val"),
		level:   outlineLevel(paragraph),
		list:    readListRef(paragraph.Child("numPr")),
		hidden:  toggle(n.Child("rPr").Child("vanish")),
	}
	if level := namedLevel(n.Child("name").Value("val")); level > 0 {
		s.level = &level
	}
	return s
}

// headingName matches the names of Word's own styles, which are English in the
// files of every language.
var headingName = regexp.MustCompile(`(?i)^heading ([1-9])$`)

// namedLevel is the level of a heading by the name of its style, 0 for no heading.
func namedLevel(name string) int {
	if strings.EqualFold(name, "title") {
		return 1
	}
	if m := headingName.FindStringSubmatch(name); m != nil {
		return min(int(m[1][0]-'0'), maxLevel)
	}
	return 0
}

const maxLevel = 6

// outlineLevel returns the level of heading that paragraph properties give, nil
// where they do not say.
func outlineLevel(properties *office.Node) *int {
	n, err := strconv.Atoi(properties.Child("outlineLvl").Value("val"))
	if err != nil || n < 0 {
		return nil
	}
	level := 0
	if n < 9 { // 9 is body text
		level = min(n+1, maxLevel)
	}
	return &level
}

func readListRef(n *office.Node) listRef {
	ref := listRef{id: n.Child("numId").Value("val")}
	if level, err := strconv.Atoi(n.Child("ilvl").Value("val")); err == nil && level >= 0 && level < listLevels {
		ref.level = &level
	}
	return ref
}

// toggle returns the value of a property that is on or off, nil where it is not given.
func toggle(n *office.Node) *bool {
	if n == nil {
		return nil
	}
	on := isOn(n.Value("val"))
	return &on
}

func isOn(value string) bool { return value != "0" && value != "false" && value != "off" }

// chain calls use for the style and those it is based on until use returns true.
func (s styles) chain(id string, use func(id string, s *style) bool) {
	const longest = 32 // styles may be based on each other in a circle
	for range longest {
		found := s.byID[id]
		if found == nil || use(id, found) {
			return
		}
		id = found.basedOn
	}
}

func (s styles) level(id string) (level int) {
	s.chain(id, func(_ string, s *style) bool {
		if s.level != nil {
			level = *s.level
		}
		return s.level != nil
	})
	return level
}

func (s styles) hidden(id string) (hidden bool) {
	s.chain(id, func(_ string, s *style) bool {
		if s.hidden != nil {
			hidden = *s.hidden
		}
		return s.hidden != nil
	})
	return hidden
}

// list returns the list that a style puts its paragraphs in, and the style that
// says so.
func (s styles) list(id string) (ref listRef, from string) {
	s.chain(id, func(id string, s *style) bool {
		if ref.level == nil {
			ref.level = s.list.level
		}
		if s.list.id == "" {
			return false
		}
		ref.id, from = s.list.id, id
		return true
	})
	return ref, from
}
