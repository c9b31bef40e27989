package search

import "strings"

// inside = ( "article" | "page" ) ":" number [ "(" or ")" ]
//
// The field token has been read; at is its place.
func (p *parser) inside(part string, at Span) (Node, error) {
	number := p.token
	if number.kind != wordToken && number.kind != phraseToken {
		return nil, p.refuse(at, "the number of the "+part+" is not right after the colon",
			"write "+part+":5, or ("+part+":5 OR "+part+":6)")
	}
	at = join(at, number.Span)
	if err := p.count(at); err != nil {
		return nil, err
	}
	text, err := partNumber(part, number)
	if err != nil {
		return nil, err
	}
	node := Inside{Span: at, Part: part, Number: text}
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

// String puts what is asked of the part in brackets, always.
func (n Inside) String() string {
	number := n.Number
	if strings.ContainsFunc(number, isNotWord) {
		number = `"` + number + `"`
	}
	if n.Child == nil {
		return inField(n.Part, number)
	}
	return inField(n.Part, number) + " (" + n.Child.String() + ")"
}
