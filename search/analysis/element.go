package analysis

import "strings"

// Element is a place in a query text that one word fills, or several that are
// one word when written together.
type Element struct {
	Start, End int   // bytes of the text
	Ways       []Way // the ways to write it, as it stands first
	// Capitals says that the element is an acronym that is to be matched as it is,
	// in capitals alone; see Acronym.
	Capitals bool
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
// when written together. An acronym stands for itself.
func Elements(text string) []Element {
	var elements []Element
	var chain []Token
	for token := range Tokens(text) {
		if token.Hyphen {
			chain = append(chain, token)
			continue
		}
		elements = appendChain(elements, text, chain)
		chain = append(chain[:0], token)
	}
	return appendChain(elements, text, chain)
}

// Exactly cuts the text of a query into elements of one word that each stand for
// themselves alone.
func Exactly(text string) []Element {
	var elements []Element
	for token := range Tokens(text) {
		elements = append(elements, itself(text, token))
	}
	return elements
}

// Acronym reports whether a word of a query text asks for itself in capitals: it is
// in capitals, and is written with dots (U.S.) or is another word in small letters
// (US; see IsAmbiguous). In a text a word in capitals may be one in small letters
// all the same, where all is in capitals: the two cannot be told apart there.
func Acronym(text string, token Token) bool {
	return token.Capitals && (IsAmbiguous(token.Term) || strings.Contains(text[token.Start:token.End], "."))
}

func itself(text string, token Token) Element {
	return Element{token.Start, token.End, []Way{{Terms: []string{token.Term}}}, Acronym(text, token)}
}

// appendChain appends the elements of words of the text that hyphens join: one when
// they make one word, else one each.
func appendChain(elements []Element, text string, chain []Token) []Element {
	if joined := joinedOf(text, chain); joined != nil {
		return append(elements, Element{Start: chain[0].Start, End: chain[len(chain)-1].End, Ways: joined})
	}
	for _, token := range chain {
		e := itself(text, token)
		if !e.Capitals {
			for _, compound := range Compounds(token.Term) {
				e.Ways = append(e.Ways, Way{compound.Parts, !compound.Open})
			}
		}
		elements = append(elements, e)
	}
	return elements
}

// joinedOf returns the two ways to write words that hyphens join, nil when they make
// no one word. An acronym is no part of a word.
func joinedOf(text string, chain []Token) []Way {
	parts := make([]string, len(chain))
	for i, token := range chain {
		if Acronym(text, token) {
			return nil
		}
		parts[i] = token.Term
	}
	joined := Joined(parts)
	if joined == "" {
		return nil
	}
	return []Way{{Terms: parts}, {Terms: []string{joined}}}
}
