package instrument

import (
	"slices"
	"strings"
)

var (
	// belonging stands between what belongs to an instrument and the instrument, as
	// in the annex to this Agreement, and allOfIt where that is all of it.
	belonging = newExpression(`(?i)(?:^|\s)(?:of|to|under|by|in|with|à|de)\s+$`)
	allOfIt   = newExpression(`(?i)\b(?:the|all)\s+provisions\s+of\s+$`)
	// condition stands before what may not be so.
	condition = newExpression(`(?i)(?:^|\W)(?:if|unless|when|once|after|before|until|whether|as\s+soon\s+as|(?:in|the)\s+(?:case|event)(?:\s+that)?|provid(?:ed|ing)(?:\s+that)?|si|lorsque|quand|dès\s+que|(?:après|avant|à\s+moins)\s+que)(?:,[^,.;]{1,80},)?\s+$`)
)

// isOfPart reports whether what follows a text, which begins with an instrument,
// is said of what belongs to that.
func isOfPart(before string) bool {
	before = lastOf(before)
	return belonging().MatchString(before) && !allOfIt().MatchString(before)
}

// isConditional reports whether what follows a text is a condition.
func isConditional(before string) bool { return condition().MatchString(lastOf(before)) }

// isOfItself reports whether what follows a text, which begins with the instrument,
// is stated of the instrument.
func isOfItself(before string) bool { return !isOfPart(before) && !isConditional(before) }

// lastOf returns the end of a text, as far as a clause reaches.
func lastOf(text string) string { return text[max(0, len(text)-clauseReach):] }

var (
	// subject is how a sentence may name the instrument that it is on.
	subject = newExpression(`(?i)\b(?:it|(?:this|the|an?)\s+(?:[a-z-]+\s+)?(?:treaty|agreement|convention|protocol|pact|charter|arrangement|accord|understanding|memorandum))\b`)
	// aPart is what has an entry into force of its own.
	aPart = newExpression(`(?i)\b(?:articles?|paragraphs?|annex(?:es)?|appendi(?:x|ces)|protocols?\s+to)\b`)
	// amendment is what a sentence is on that tells nothing of the instrument as it was.
	amendment = newExpression(`(?i)\b(?:amendment|modification)s?\b`)
)

// hasItself reports whether the sentence that goes on after what stands before is
// on the instrument: it names that, and no part of it further on.
func hasItself(before string) bool {
	sentence := lastOf(before)
	sentence = sentence[strings.LastIndex(sentence, ".")+1:]
	sentence = sentence[strings.LastIndex(sentence, "\n\n")+1:]
	if amendment().MatchString(sentence) {
		return false
	}
	for _, at := range slices.Backward(subject().FindAllStringIndex(sentence, -1)) {
		if isOfItself(sentence[:at[0]]) {
			return !aPart().MatchString(sentence[at[1]:])
		}
	}
	return false
}
