package pdftext

import (
	"maps"
	"strings"
)

// commonWords holds frequent words of the languages that documents are mostly
// in, by ISO 639-1 code. Their share tells language from garble, and one
// language from another.
var commonWords = map[string]map[string]bool{
	"en": wordSet("the of and to in a is that for it as was with be by on not this are or his from at which but have an had they you were their has shall any its been will"),
	"fr": wordSet("le la les de des du et à un une en dans que qui est pour par sur au aux ne pas ce cette sont avec ou se il elle leur ses être plus tout"),
	"de": wordSet("der die das und in den von zu mit ist des sich im dem nicht ein eine als auch es an werden aus er hat dass für auf oder nach bei einer um sind"),
	"es": wordSet("el la los las de del y a en que un una es por con para se no su al lo como más o sus este esta ser entre sobre"),
	"it": wordSet("il la lo i gli le di del della dei e a in che un una è per con non si da al alla come sono nel nella più o su"),
	"pt": wordSet("o a os as de do da dos das e em que um uma é por com para se não no na ao como mais ou seu sua são pelo pela"),
	"nl": wordSet("de het een van en in is dat op te zijn met voor die niet aan er om door als of bij ook naar uit worden wordt tot deze"),
	"ru": wordSet("и в не на что с по как из к для от о за или это при его так все у до их также"),
}

// anyCommon holds the words of all the languages.
var anyCommon = union(commonWords)

func union(sets map[string]map[string]bool) map[string]bool {
	all := map[string]bool{}
	for _, set := range sets {
		maps.Copy(all, set)
	}
	return all
}

func wordSet(words string) map[string]bool {
	set := map[string]bool{}
	for word := range strings.FieldsSeq(words) {
		set[word] = true
	}
	return set
}

// isCommon reports whether the word is frequent in one of the languages.
func isCommon(word string) bool {
	const longest = 12 // bytes
	if len(word) > longest {
		return false
	}
	return anyCommon[strings.ToLower(word)]
}
