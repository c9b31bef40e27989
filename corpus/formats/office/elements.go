package office

import (
	"bytes"
	"context"
	"encoding/xml"
	"errors"
	"io"
	"strings"

	"golang.org/x/net/html/charset"
	"golang.org/x/text/encoding/unicode"
)

const (
	// contextEvery is how many tokens are read between two looks at the context.
	contextEvery = 10_000
	// maxTag is the length in bytes of a start tag: its attributes take many
	// times that in memory.
	maxTag = 1 << 20
)

// Elements reads the elements of one XML part in order.
type Elements struct {
	ctx     context.Context
	decoder *xml.Decoder
	part    string
	depth   int
	count   int
}

// Elements begins to read a part. The error is an *Error, or ctx.Err().
func (c *Container) Elements(ctx context.Context, part string) (*Elements, error) {
	data, err := c.Part(ctx, part)
	if err != nil {
		return nil, err
	}
	if order := data[:min(len(data), 2)]; bytes.Equal(order, []byte("\xFF\xFE")) || bytes.Equal(order, []byte("\xFE\xFF")) {
		data, err = unicode.UTF16(unicode.LittleEndian, unicode.UseBOM).NewDecoder().Bytes(data)
		if err != nil {
			return nil, Malformed("the part %s: %v", part, err)
		}
	}
	data = bytes.TrimPrefix(data, []byte("\xEF\xBB\xBF"))
	if hasLongTag(data) {
		return nil, TooLarge("the part %s has a tag of over %d bytes", part, maxTag)
	}
	decoder := xml.NewDecoder(bytes.NewReader(data))
	decoder.CharsetReader = decodePart
	return &Elements{ctx: ctx, decoder: decoder, part: part}, nil
}

// decodePart reads a part in the encoding that its first line names; UTF-16 has
// been decoded before.
func decodePart(label string, input io.Reader) (io.Reader, error) {
	if strings.HasPrefix(strings.ToLower(label), "utf-16") {
		return input, nil
	}
	return charset.NewReaderLabel(label, input)
}

func hasLongTag(data []byte) bool {
	for {
		start := bytes.IndexByte(data, '<')
		if start < 0 {
			return false
		}
		data = data[start+1:]
		length := tagLength(data)
		if length > maxTag {
			return true
		}
		data = data[min(length, len(data)):]
	}
}

// tagLength returns how many bytes there are up to the end of the tag; a ">" in
// quotes does not end it. Comments and declarations are no tags.
func tagLength(data []byte) int {
	if len(data) > 0 && (data[0] == '!' || data[0] == '?') {
		return 0
	}
	var quote byte
	for i, c := range data {
		switch {
		case i > maxTag:
			return i
		case quote != 0:
			if c == quote {
				quote = 0
			}
		case c == '"' || c == '\'':
			quote = c
		case c == '>':
			return i
		}
	}
	return len(data)
}

// Next returns the next token, which is valid until the call after it; io.EOF at
// the end. Other errors are an *Error, or ctx.Err().
func (e *Elements) Next() (xml.Token, error) {
	if e.count++; e.count%contextEvery == 0 && e.ctx.Err() != nil {
		return nil, e.ctx.Err()
	}
	token, err := e.decoder.Token()
	if errors.Is(err, io.EOF) {
		return nil, io.EOF
	}
	if err != nil {
		return nil, Malformed("the part %s is no valid XML: %v", e.part, err)
	}
	switch token.(type) {
	case xml.StartElement:
		if e.depth++; e.depth > MaxDepth {
			return nil, TooLarge("the part %s has over %d elements within each other", e.part, MaxDepth)
		}
	case xml.EndElement:
		e.depth--
	}
	return token, nil
}

// Reader is told of the elements of a part in their order.
type Reader interface {
	// Start may read on, to the end of the element at most: then it is not told of that.
	Start(element xml.StartElement) error
	End(name xml.Name)
	Text(text string)
}

// Read tells the reader of what follows in the element whose start was read last,
// or in the part where none was. Errors are those of Next, but for io.EOF at the end
// of the part, and of Start.
func (e *Elements) Read(r Reader) error {
	outside := e.depth - 1
	for {
		token, err := e.Next()
		if errors.Is(err, io.EOF) && outside < 0 {
			return nil
		}
		if err != nil {
			return unfinished(err, e.part)
		}
		if e.depth == outside {
			return nil
		}
		switch token := token.(type) {
		case xml.StartElement:
			if err := r.Start(token); err != nil {
				return err
			}
		case xml.EndElement:
			r.End(token.Name)
		case xml.CharData:
			r.Text(string(token))
		}
	}
}

// Skip reads to the end of the element whose start was read last.
func (e *Elements) Skip() error {
	for outside := e.depth - 1; e.depth > outside; {
		if _, err := e.Next(); err != nil {
			return unfinished(err, e.part)
		}
	}
	return nil
}

// Node is an element read as a whole, such as the properties of a paragraph.
// Names are without their prefixes.
type Node struct {
	Name     string
	Attr     []xml.Attr
	Children []*Node
	Text     string // of the element itself
}

// Tree reads the element whose start was read last.
func (e *Elements) Tree(start xml.StartElement) (*Node, error) {
	root := &Node{Name: start.Name.Local, Attr: start.Attr}
	open := []*Node{root}
	for len(open) > 0 {
		token, err := e.Next()
		if err != nil {
			return nil, unfinished(err, e.part)
		}
		top := open[len(open)-1]
		switch t := token.(type) {
		case xml.StartElement:
			child := &Node{Name: t.Name.Local, Attr: t.Attr}
			top.Children = append(top.Children, child)
			open = append(open, child)
		case xml.EndElement:
			open = open[:len(open)-1]
		case xml.CharData:
			top.Text += string(t)
		}
	}
	return root, nil
}

func unfinished(err error, part string) error {
	if errors.Is(err, io.EOF) {
		return Malformed("the part %s breaks off", part)
	}
	return err
}

// Tree returns a part as its root element. The part should be small, such as the
// properties of a document.
func (c *Container) Tree(ctx context.Context, part string) (*Node, error) {
	elements, err := c.Elements(ctx, part)
	if err != nil {
		return nil, err
	}
	for {
		token, err := elements.Next()
		if err != nil {
			return nil, unfinished(err, part)
		}
		if start, ok := token.(xml.StartElement); ok {
			return elements.Tree(start)
		}
	}
}

// Child returns the first child of the name, nil where there is none. It may be
// called on nil.
func (n *Node) Child(name string) *Node {
	if n == nil {
		return nil
	}
	for _, child := range n.Children {
		if child.Name == name {
			return child
		}
	}
	return nil
}

// Value returns the attribute of the name, "" where there is none or n is nil.
func (n *Node) Value(name string) string {
	if n == nil {
		return ""
	}
	return Attribute(n.Attr, name)
}

// Attribute returns the value of the attribute of the name without its prefix,
// "" where there is none.
func Attribute(attributes []xml.Attr, name string) string {
	for _, a := range attributes {
		if a.Name.Local == name {
			return a.Value
		}
	}
	return ""
}
