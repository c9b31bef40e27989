package rtf

import "strings"

// latin is the code page of a file that names none.
const latin = 1252

// pagesOfCharsets are the code pages of the character sets of fonts. A set that
// is missing here has that of the file.
var pagesOfCharsets = map[int]int{
	77: 10000, 128: 932, 129: 949, 134: 936, 136: 950, 161: 1253, 162: 1254, 163: 1258, 177: 1255, 178: 1256,
	186: 1257, 204: 1251, 222: 874, 238: 1250, 254: 437, 255: 850,
}

// isSymbolFont reports whether the bytes of a font are pictures, not letters.
func isSymbolFont(name string) bool {
	name = strings.ToLower(name)
	for _, known := range []string{"symbol", "wingdings", "webdings", "dingbats"} {
		if strings.Contains(name, known) {
			return true
		}
	}
	return false
}
