package pdfsandbox

import "strings"

// divided is what pdfium gives for a hyphen that divides a word at the end of a
// line, before the line end that it adds.
const divided = "\u0002"

// lineEnds brings line ends into one form and makes divided words whole.
var lineEnds = strings.NewReplacer(
	divided+"\r\n", "", "\uFFFE\r\n", "",
	divided, "", "\uFFFE", "",
	"\r\n", "\n", "\r", "\n",
	"\x00", "",
)

// plain returns the text as pdfium gives it without its marks, and without what
// is no text in UTF-8.
func plain(text string) string {
	return strings.TrimSpace(strings.ToValidUTF8(lineEnds.Replace(text), "\uFFFD"))
}
