package search

import (
	"fmt"
	"unicode/utf8"
)

// advice says what to write for a Near of which one side cannot be its operand. It
// writes the nearness out for every word on that side, as long as this is short.
type advice struct {
	near Near
	left bool // that side is the left one
	not  bool // what is negated is near, too
}

// nearSuggestion says what to write instead of a nearness of which the left side,
// or the right one, is refused.
func nearSuggestion(near Near, left bool) string {
	side, other, operator := near.Left, near.Right, near.Reach.String()
	if !left {
		side, other = near.Right, near.Left
	}
	if _, ok := nearField(other); !ok || !anyOperand(side) {
		return generalSuggestion(side, operator)
	}
	excluded := advice{near, left, true}.apply(side).String()
	kept := advice{near, left, false}.apply(side).String()
	if not, ok := side.(Not); ok {
		kept = And{Children: []Node{other, not}}.String()
	}
	_, err := parse(excluded, MatchAll) // which can refuse it for its fields
	switch {
	case err != nil || utf8.RuneCountInString(excluded) > maxShownQuery:
		return generalSuggestion(side, operator)
	case excluded == kept:
		return "write " + kept
	}
	return "write " + excluded + " to exclude that only where it is near, or " + kept + " to exclude it anywhere"
}

// apply returns what a side and the nearness mean together.
func (a advice) apply(side Node) Node {
	if _, ok := nearField(side); ok {
		n := Near{Left: side, Right: a.near.Right, Reach: a.near.Reach}
		if !a.left {
			n.Left, n.Right = a.near.Left, side
		}
		return n
	}
	switch n := side.(type) {
	case And:
		return And{Children: a.applyAll(n.Children)}
	case Or:
		return Or{Children: a.applyAll(n.Children)}
	case Not:
		if a.not {
			return Not{Child: a.apply(n.Child)}
		}
	}
	return side
}

func (a advice) applyAll(sides []Node) []Node {
	applied := make([]Node, len(sides))
	for i, s := range sides {
		applied[i] = a.apply(s)
	}
	return applied
}

// anyOperand reports whether a side has anything that can be near something.
func anyOperand(side Node) bool {
	if _, ok := nearField(side); ok {
		return true
	}
	var below []Node
	switch n := side.(type) {
	case And:
		below = n.Children
	case Or:
		below = n.Children
	case Not:
		below = []Node{n.Child}
	}
	for _, n := range below {
		if anyOperand(n) {
			return true
		}
	}
	return false
}

// generalSuggestion says what to write where the words themselves cannot be shown.
func generalSuggestion(side Node, operator string) string {
	switch side.(type) {
	case And:
		return fmt.Sprintf("write (a %s c) AND (b %s c) for (a b) %s c", operator, operator, operator)
	case Not:
		return fmt.Sprintf("write NOT (a %s b) to exclude the nearness, or a NOT b to exclude the word", operator)
	case Or:
		return "its alternatives must be words, phrases and nearness alone"
	}
	return "only words, phrases and brackets with OR or another nearness can be near each other; write AND"
}
