package search

import (
	"fmt"
	"regexp"
	"strconv"
	"unicode/utf8"
)

// reachForm matches the operators of nearness.
var reachForm = regexp.MustCompile(`^[/+](?:\d+|[spSP])$`)

func isReachText(text string) bool { return reachForm.MatchString(text) }

func (p *parser) isReach() bool { return p.token.kind == wordToken && isReachText(p.token.text) }

// near = primary { reach primary }, the reaches being equal
func (p *parser) near() (Node, error) {
	left, err := p.primary()
	if err != nil || !p.isReach() {
		return left, err
	}
	var first Reach
	for chain := false; p.isReach(); chain = true {
		operator := p.token
		reach, err := readReach(operator)
		if err != nil {
			return nil, err
		}
		right, err := p.nearOperand(operator)
		if err != nil {
			return nil, err
		}
		if chain && reach != first {
			return nil, p.refuseChain(left.(Near), reach, right, operator)
		}
		if left, err = p.newNear(left, right, reach, operator); err != nil {
			return nil, err
		}
		first = reach
	}
	return left, nil
}

// nearOperand steps over the operator and reads what stands after it.
func (p *parser) nearOperand(operator token) (Node, error) {
	if err := p.operand(); err != nil {
		return nil, err
	}
	if p.isNegation() {
		return nil, p.refuse(p.token.Span, "what is near cannot be negated",
			"write NOT (a "+operator.text+" b) to exclude the nearness, or a NOT b to exclude the word")
	}
	if p.isOperator("AND") || p.isOperator("OR") || p.isReach() {
		return nil, p.refuse(operator.Span, operator.text+" has nothing after it",
			"write what should follow, or put the word in quotation marks to search for it")
	}
	return p.primary()
}

func readReach(t token) (Reach, error) {
	r := Reach{Ordered: t.text[0] == '+'}
	switch t.text[1] {
	case 's', 'S':
		r.Unit = BySentence
		return r, nil
	case 'p', 'P':
		r.Unit = ByPassage
		return r, nil
	}
	words, err := strconv.Atoi(t.text[1:])
	if err != nil || words > MaxNearness {
		return r, &SyntaxError{Column: t.Column, Length: t.Length, Message: fmt.Sprintf("nearness reaches over at most %d words", MaxNearness),
			Suggestion: fmt.Sprintf("write a smaller number, %cs for in one sentence or %cp for in one passage", t.text[0], t.text[0])}
	}
	if words == 0 {
		return r, &SyntaxError{Column: t.Column, Length: t.Length, Message: "no two words are at a distance of 0",
			Suggestion: fmt.Sprintf("write %c1 for neighbours", t.text[0])}
	}
	r.Words = words
	return r, nil
}

// newNear checks the operands and joins them.
func (p *parser) newNear(left, right Node, reach Reach, operator token) (Node, error) {
	fields := make([]string, 2)
	for i, side := range []Node{left, right} {
		field, ok := nearField(side)
		if !ok {
			return nil, p.refuse(side.Position(), "this cannot be an operand of "+operator.text, nearSuggestion(Near{Left: left, Right: right, Reach: reach}, i == 0))
		}
		fields[i] = field
	}
	if fields[0] == mixedFields || fields[0] != fields[1] {
		return nil, p.refuse(operator.Span, "what is near each other stands in one field", "write title:(armed "+operator.text+" attack), or leave the field out")
	}
	return Near{Span: join(left.Position(), right.Position()), Left: left, Right: right, Reach: reach}, nil
}

// mixedFields is the field of an Or of conditions on different fields.
const mixedFields = "*"

// nearField returns the field of an operand of nearness, and whether the node
// can be one.
func nearField(node Node) (string, bool) {
	switch n := node.(type) {
	case Word:
		return n.Field, true
	case Phrase:
		return n.Field, true
	case Wildcard:
		return n.Field, true
	case Fuzzy:
		return n.Field, true
	case Near:
		return nearField(n.Right) // as that of Left
	case Or:
		field, ok := nearField(n.Children[0])
		for _, c := range n.Children[1:] {
			other, can := nearField(c)
			if ok = ok && can; other != field {
				field = mixedFields
			}
		}
		return field, ok
	}
	return "", false
}

// maxShownQuery bounds the part of a query that a suggestion repeats, in code points.
const maxShownQuery = 80

func (p *parser) refuseChain(left Near, reach Reach, right Node, operator token) error {
	suggestion := "write (a " + left.Reach.String() + " b) " + reach.String() + " c or a " + left.Reach.String() + " (b " + reach.String() + " c)"
	ours := nearSide(left, true) + " " + reach.String() + " " + nearSide(right, true)
	other := nearSide(left.Left, false) + " " + left.Reach.String() + " (" + nearSide(left.Right, true) + " " + reach.String() + " " + nearSide(right, true) + ")"
	if utf8.RuneCountInString(ours) <= maxShownQuery {
		suggestion = "write " + ours + " or " + other
	}
	return p.refuse(operator.Span, "it is not clear which of "+left.Reach.String()+" and "+reach.String()+" comes first", suggestion)
}

// String returns the operator.
func (r Reach) String() string {
	sign := "/"
	if r.Ordered {
		sign = "+"
	}
	switch r.Unit {
	case BySentence:
		return sign + "s"
	case ByPassage:
		return sign + "p"
	}
	return sign + strconv.Itoa(r.Words)
}

// String leaves the brackets out where a chain of the same reach is read so.
func (n Near) String() string {
	left, chain := n.Left.(Near)
	return nearSide(n.Left, !chain || left.Reach != n.Reach) + " " + n.Reach.String() + " " + nearSide(n.Right, true)
}

// nearSide prints an operand, in brackets when it has operands of its own. The
// brackets of a Near can be left out.
func nearSide(node Node, brackets bool) string {
	switch node.(type) {
	case Near:
		if brackets {
			return "(" + node.String() + ")"
		}
	case Or, And, Not:
		return "(" + node.String() + ")"
	}
	return node.String()
}
