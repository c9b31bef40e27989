package search

import (
	"regexp"
	"strings"
)

// inside = ( "article" | "page" ) ":" number [ "(" or ")" ]
//
// The number of an article may have that of a paragraph right after it, 5(2)(a).
// The field token has been read; at is its place.
func (p *parser) inside(part string, at Span) (Node, error) {
	number := p.token
	if number.kind != wordToken && number.kind != phraseToken {
		return nil, p.refuse(at, "the number of the "+part+" is not right after the colon",
			"write "+part+":5, or ("+part+":5 OR "+part+":6)")
	}
	if part == "article" {
		number = p.scanner.withParagraph(number)
	}
	at = join(at, number.Span)
	if err := p.count(at); err != nil {
		return nil, err
	}
	text, err := partNumber(part, number)
	if err != nil {
		return nil, err
	}
	article, paragraph := cutParagraph(text)
	node := Inside{Span: at, Part: part, Number: article + paragraph}
	if err := p.advance(); err != nil || p.token.kind != openToken {
		return node, err
	}
	p.part = part + ":" + text
	defer func() { p.part = "" }()
	node.Child, err = p.group()
	if err != nil {
		return nil, err
	}
	node.Span = join(at, node.Child.Position())
	return node, nil
}

// withParagraph adds to the number of an article, which has been read, those of a
// paragraph that stand at the position: one digit to three or a letter each in
// brackets.
func (s *scanner) withParagraph(number token) token {
	found := paragraphNumber.FindString(string(s.text[s.position:min(len(s.text), s.position+maxParagraph)]))
	s.position += len(found) // all of it ASCII
	number.text, number.Length = number.text+found, number.Length+len(found)
	return number
}

// maxParagraph is how many characters are read of the number of a paragraph.
const maxParagraph = 16

var paragraphNumber = regexp.MustCompile(`^(?:\((?:[0-9]{1,3}|[A-Za-z])\))+`)

// String puts what is asked of the part in brackets, always.
func (n Inside) String() string {
	number, paragraph := cutParagraph(n.Number)
	if strings.ContainsFunc(number, isNotWord) {
		number = `"` + number + `"`
	}
	number += paragraph
	if n.Child == nil {
		return inField(n.Part, number)
	}
	return inField(n.Part, number) + " (" + n.Child.String() + ")"
}

// cutParagraph cuts the numbers of a paragraph off the end of that of an article.
func cutParagraph(number string) (article, paragraph string) {
	at := strings.IndexByte(number, '(')
	if at <= 0 || paragraphNumber.FindString(number[at:]) != number[at:] {
		return number, ""
	}
	return strings.TrimSpace(number[:at]), number[at:]
}
