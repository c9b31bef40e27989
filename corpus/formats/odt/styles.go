package odt

import (
	"context"
	"encoding/xml"
	"errors"
	"io"
	"strings"

	"entente/corpus/formats/office"
)

// styles are the styles of a document. Those of its text are read when the text
// is, and come before it.
type styles struct {
	byName   map[string]*style // by family and name
	lists    map[string]*listStyle
	outline  *listStyle // numbers of headings
	language string     // of the default style of paragraphs
}

// style is what of a style matters for the text.
type style struct {
	parent  string
	list    string // style of the list that its paragraphs are in
	hidden  bool
	visible bool // it says that the text is not hidden
}

func newStyles() *styles {
	return &styles{byName: map[string]*style{}, lists: map[string]*listStyle{}, outline: &listStyle{}}
}

// read reads the styles of a part, where there is one.
func (s *styles) read(ctx context.Context, container *office.Container, part string) error {
	if !container.Has(part) {
		return nil
	}
	elements, err := container.Elements(ctx, part)
	if err != nil {
		return err
	}
	for {
		token, err := elements.Next()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return err
		}
		start, ok := token.(xml.StartElement)
		if !ok {
			continue
		}
		if qualified(start.Name) == "office:master-styles" { // headers and footers
			err = elements.Skip()
		} else {
			_, err = s.add(elements, start)
		}
		if err != nil {
			return err
		}
	}
}

// add reads an element when it is a style, and reports whether it was.
func (s *styles) add(elements *office.Elements, start xml.StartElement) (bool, error) {
	name := qualified(start.Name)
	switch name {
	case "style:style", "style:default-style", "text:list-style", "text:outline-style":
	default:
		return false, nil
	}
	n, err := elements.Tree(start)
	if err != nil {
		return true, err
	}
	switch name {
	case "style:style":
		display := n.Child("text-properties").Value("display")
		s.byName[n.Value("family")+" "+n.Value("name")] = &style{
			parent: n.Value("parent-style-name"), list: n.Value("list-style-name"),
			hidden: display == "none", visible: display == "true",
		}
	case "style:default-style":
		if n.Value("family") == "paragraph" {
			s.language = n.Child("text-properties").Value("language")
		}
	case "text:list-style":
		s.lists[n.Value("name")] = readListStyle(n)
	case "text:outline-style":
		s.outline = readListStyle(n)
	}
	return true, nil
}

// chain calls use for the style and those it is based on until use returns true.
func (s *styles) chain(family, name string, use func(name string, s *style) bool) {
	const longest = 32 // styles may be based on each other in a circle
	for range longest {
		found := s.byName[family+" "+name]
		if found == nil {
			found = &style{}
		}
		if name == "" || use(name, found) {
			return
		}
		name = found.parent
	}
}

func (s *styles) hidden(family, name string) (hidden bool) {
	s.chain(family, name, func(_ string, s *style) bool {
		hidden = s.hidden
		return s.hidden || s.visible
	})
	return hidden
}

// isTitle reports whether paragraphs of the style are the title of the document.
func (s *styles) isTitle(name string) (title bool) {
	s.chain("paragraph", name, func(name string, _ *style) bool {
		title = strings.EqualFold(name, "title")
		return title
	})
	return title
}

// list returns the list style of a style of paragraphs, "" for none.
func (s *styles) list(name string) (list string) {
	s.chain("paragraph", name, func(_ string, s *style) bool {
		list = s.list
		return list != ""
	})
	return list
}
