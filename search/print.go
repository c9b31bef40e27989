package search

import (
	"strconv"
	"strings"
)

// String returns "", the empty query.
func (All) String() string { return "" }

func (n Word) String() string     { return inField(n.Field, exactly(n.Exact, n.Text)) }
func (n Phrase) String() string   { return inField(n.Field, exactly(n.Exact, `"`+n.Text+`"`)) }
func (n Wildcard) String() string { return inField(n.Field, n.Text) }
func (n Fuzzy) String() string    { return inField(n.Field, n.Text+"~"+strconv.Itoa(n.Edits)) }

// String quotes an id that would be read as a field.
func (n Like) String() string {
	if strings.Contains(n.ID, ":") {
		return inField(likeName, `"`+n.ID+`"`)
	}
	return inField(likeName, n.ID)
}

// String quotes the value where it would not be read back as one word.
func (n Value) String() string {
	if strings.ContainsFunc(n.Text, isNotWord) {
		return inField(n.Field, `"`+n.Text+`"`)
	}
	return inField(n.Field, n.Text)
}

func (n DateRange) String() string {
	if n.From == n.To {
		return inField(n.Field, n.From.String())
	}
	return inField(n.Field, n.From.String()+".."+n.To.String())
}

func (n Not) String() string {
	switch written(n.Child).(type) {
	case And, Or:
		return "NOT (" + n.Child.String() + ")"
	}
	return "NOT " + n.Child.String()
}

func (n And) String() string {
	parts := make([]string, len(n.Children))
	for i, c := range n.Children {
		parts[i] = c.String()
		if _, ok := written(c).(Or); ok {
			parts[i] = "(" + parts[i] + ")"
		}
	}
	return strings.Join(parts, " AND ")
}

func (n Or) String() string {
	parts := make([]string, len(n.Children))
	for i, c := range n.Children {
		parts[i] = c.String()
	}
	return strings.Join(parts, " OR ")
}

func exactly(exact bool, text string) string {
	if exact {
		return "=" + text
	}
	return text
}

func inField(field, text string) string {
	if field == "" {
		return text
	}
	return field + ":" + text
}

// String returns what was written.
func (n Synonyms) String() string { return n.Written.String() }

// written returns what was written in the place of a node.
func written(n Node) Node {
	if s, ok := n.(Synonyms); ok {
		return s.Written
	}
	return n
}
