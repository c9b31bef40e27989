// Package letters has the letters that Unicode does not decompose into a plain one
// and an accent. Names (corpus/gazetteer) and words (search/analysis) are folded
// with them alike, so that a name is found however it is written. What else folding
// takes away, such as accents and dots, is for each of the two to say.
package letters

// Plain returns the plain spelling of such a letter, which is small; "" for all
// others.
func Plain(r rune) string {
	switch r {
	case 'æ':
		return "ae"
	case 'œ':
		return "oe"
	case 'ø':
		return "o"
	case 'ł':
		return "l"
	case 'đ', 'ð':
		return "d"
	case 'þ':
		return "th"
	case 'ß':
		return "ss"
	case 'ı':
		return "i"
	}
	return ""
}
