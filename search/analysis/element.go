package analysis

// Element is a place in a query text that one word fills, or several that are
// one word when written together.
type Element struct {
	Start, End int   // bytes of the text
	Ways       []Way // the ways to write it, as it stands first
}

// Way is a way to write an Element. All terms but the last are to be matched as
// they are; the last one also in its inflected forms.
type Way struct {
	Terms []string
	// Hyphens says that the terms count only where hyphens join them; else they
	// may follow each other in any way.
	Hyphens bool
}

// Elements cuts the text of a query into elements. A word stands for itself and
// for its compound spellings (cooperation, co-operation); words joined by
// hyphens stand for themselves, in a row, and for the one word that they are
// when written together.
func Elements(text string) []Element {
	var elements []Element
	var chain []Token
	for token := range Tokens(text) {
		if token.Hyphen {
			chain = append(chain, token)
			continue
		}
		elements = appendChain(elements, chain)
		chain = append(chain[:0], token)
	}
	return appendChain(elements, chain)
}

// appendChain appends the elements of words that hyphens join: one when they
// make one word, else one each.
func appendChain(elements []Element, chain []Token) []Element {
	parts := make([]string, len(chain))
	for i, token := range chain {
		parts[i] = token.Term
	}
	if joined := Joined(parts); joined != "" {
		return append(elements, Element{chain[0].Start, chain[len(chain)-1].End, []Way{{Terms: parts}, {Terms: []string{joined}}}})
	}
	for _, token := range chain {
		ways := []Way{{Terms: []string{token.Term}}}
		for _, compound := range Compounds(token.Term) {
			ways = append(ways, Way{compound.Parts, !compound.Open})
		}
		elements = append(elements, Element{token.Start, token.End, ways})
	}
	return elements
}
