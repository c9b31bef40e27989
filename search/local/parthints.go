package local

import (
	"fmt"
	"strconv"
	"strings"
	"unicode"

	"entente/corpus"
	"entente/search"
)

// partHints remarks on the articles and pages of a query that no document has,
// those below a NOT left out. Each hint proposes the query with the number in digits
// where it is a word, or with the deepest paragraph that a document has, and says
// what count tells of it.
func (e *Engine) partHints(v *view, query string, node search.Node, count func(query string) (string, error)) ([]search.Hint, error) {
	var hints []search.Hint
	for _, n := range partsIn(node) {
		known, err := v.hasPart(n.Part, n.Number)
		if err != nil {
			return nil, err
		}
		if known {
			continue
		}
		at := partAt(query, n)
		hint := search.Hint{Column: at.Column, Length: at.Length, Message: fmt.Sprintf("no document has the %s %s", n.Part, strconv.Quote(n.Number))}
		if number, why, err := v.partInstead(n); err != nil {
			return nil, err
		} else if number != "" {
			text := []rune(query)
			hint.Query = string(text[:at.Column-1]) + search.Inside{Part: n.Part, Number: number}.String() + string(text[at.Column-1+at.Length:])
			found, err := count(hint.Query)
			if err != nil {
				return nil, err
			}
			hint.Suggestion = why + found
		}
		hints = append(hints, hint)
	}
	return hints, nil
}

// partAt returns where the name and number of a part stand, without what is asked
// of it.
func partAt(query string, n search.Inside) search.Span {
	if n.Child == nil {
		return n.Span
	}
	head := []rune(query)[n.Column-1 : n.Child.Position().Column-1]
	opening := func(r rune) bool { return r == '(' || unicode.IsSpace(r) }
	for len(head) > 0 && opening(head[len(head)-1]) {
		head = head[:len(head)-1]
	}
	return search.Span{Column: n.Column, Length: len(head)}
}

// partsIn lists the conditions on parts in a node, but for those below a NOT.
func partsIn(node search.Node) []search.Inside {
	if n, ok := node.(search.Inside); ok {
		return []search.Inside{n}
	}
	var parts []search.Inside
	for _, child := range positiveChildren(node) {
		parts = append(parts, partsIn(child)...)
	}
	return parts
}

// hasPart reports whether a live document has the part with a number.
func (v *view) hasPart(name, number string) (bool, error) {
	number = foldPart(name, number)
	for _, s := range v.segments {
		docs, err := s.docsWith(partField(name), number)
		if err != nil || !docs.IsEmpty() {
			return err == nil, err
		}
	}
	return false, nil
}

// foldPart returns the number of a part as it is indexed.
func foldPart(name, number string) string {
	if name == "article" {
		return corpus.FoldNumber(number)
	}
	return number
}

// partInstead returns the number that may have been meant in the place of one that
// no document has, "" for none, and what to say of it.
func (v *view) partInstead(n search.Inside) (number, why string, err error) {
	if digits := inDigits(n.Number); digits != "" {
		return digits, "numbers are written in digits; did you mean " + n.Part + ":" + digits + "?", nil
	}
	number = n.Number
	for strings.HasSuffix(number, ")") {
		number = number[:strings.LastIndexByte(number, '(')]
		known, err := v.hasPart(n.Part, number)
		if err != nil {
			return "", "", err
		}
		if known {
			return number, "documents that have its beginning go as deep as " + n.Part + ":" + number + ".", nil
		}
	}
	return "", "", nil
}

// inDigits returns the digits of a number in words, English or French, up to twenty,
// "" for any other text.
func inDigits(word string) string {
	word = strings.ToLower(word)
	for _, words := range []string{
		"one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty",
		"un deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize dix-sept dix-huit dix-neuf vingt",
	} {
		for i, w := range strings.Fields(words) {
			if w == word {
				return strconv.Itoa(i + 1)
			}
		}
	}
	return ""
}
