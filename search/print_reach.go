package search

import "strconv"

func (n Fuzzy) String() string { return inField(n.Field, n.Text+"~"+strconv.Itoa(n.Edits)) }

func (n Near) String() string {
	return nearOperand(n.Left) + " " + n.Reach.String() + " " + nearOperand(n.Right)
}

// nearOperand prints an operand of a Near, in brackets where it is no leaf.
func nearOperand(n Node) string {
	switch n.(type) {
	case Near, Or:
		return "(" + n.String() + ")"
	}
	return n.String()
}

// String returns the operator: /5, +5, /s or /p.
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

func (n Inside) String() string {
	part := n.Part + ":" + n.Number
	if n.Child == nil {
		return part
	}
	return part + " (" + n.Child.String() + ")"
}
