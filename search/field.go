package search

import (
	"slices"
	"strings"

	"entente/corpus"
)

// fielded = name ":" ( "(" or ")" | phrase | word ), with no blank after the colon
func (p *parser) fielded() (Node, error) {
	name, at := p.token.text, p.token.Span
	if err := p.checkField(name, at); err != nil {
		return nil, err
	}
	if err := p.advance(); err != nil {
		return nil, err
	}
	if !p.token.glued || p.token.kind == endToken || p.token.kind == closeToken {
		return nil, p.refuse(at, "the field "+name+" has no value", "write it right after the colon, without a blank")
	}
	if slices.Contains(Parts(), name) {
		return p.inside(name, at)
	}
	p.field = name
	defer func() { p.field = "" }()
	switch p.token.kind {
	case openToken:
		return p.group()
	case minusToken:
		return nil, p.refuse(p.token.Span, "a minus stands after the colon", "write -"+name+":… to exclude a value")
	case fieldToken:
		return nil, p.refuse(p.token.Span, "a field stands inside a field", "put the value in quotation marks if the colon belongs to it")
	}
	return p.leaf(at)
}

func (p *parser) checkField(name string, at Span) error {
	if p.field != "" {
		return p.refuse(at, "a field stands inside the brackets of another", "write "+p.field+": and "+name+": side by side")
	}
	if p.part != "" {
		return p.refuse(at, "inside the brackets of "+p.part+" only words of its text can stand",
			"write "+name+": outside of them; put the text in quotation marks if the colon belongs to it")
	}
	if _, ok := corpus.FieldNamed(name); ok || name == likeName || slices.Contains(Parts(), name) {
		return nil
	}
	names := append(append(corpus.FieldNames(corpus.Fields()), Parts()...), likeName)
	suggestion := "the fields are " + strings.Join(names, ", ") + "; put the text in quotation marks if the colon belongs to it"
	if nearest := Nearest(name, names); nearest != "" {
		suggestion = "did you mean " + nearest + ":? " + suggestion
	}
	return p.refuse(at, "there is no field "+quote(name), suggestion)
}

// leaf reads one word or phrase; from is where its field, if any, begins.
func (p *parser) leaf(from Span) (Node, error) {
	t := p.token
	at := join(from, t.Span)
	if err := p.count(at); err != nil {
		return nil, err
	}
	node, err := p.leafOf(t, at)
	if err != nil {
		return nil, err
	}
	return node, p.advance()
}

func (p *parser) leafOf(t token, at Span) (Node, error) {
	if p.field == likeName {
		return parseLike(t, at)
	}
	field, _ := corpus.FieldNamed(p.field)
	switch {
	case field.Kind == corpus.DateField:
		return parseDate(field.Name, t, at)
	case field.Kind == corpus.KeywordField:
		return parseValue(field.Name, t, at)
	case t.kind == phraseToken:
		return parsePhrase(field.Name, t, at)
	}
	return parseWord(field.Name, t, at)
}
