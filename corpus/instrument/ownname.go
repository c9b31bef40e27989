package instrument

import (
	"strings"

	"entente/corpus"
)

// kindWords are the kinds of instruments as a text names them that means its own.
const kindWords = `Treaty|Agreement|Convention|Protocol|Pact|Charter|Arrangement|Accord|Memorandum|Statute|Covenant`

// ownName returns what the title of a document calls it, from the kind of
// instrument on, in lower case; or where it names none, what the text begins with.
func ownName(d *corpus.Document) string {
	if name := fromKind(plainTitle(d.Title)); name != "" {
		return name
	}
	if len(d.Passages) == 0 {
		return ""
	}
	first := d.Passages[0]
	text := first.Heading + " " + first.Text
	return fromKind(plainTitle(text[:min(len(text), clauseReach)]))
}

// fromKind cuts off what stands before the first kind of instrument in a plain title.
func fromKind(plain string) string {
	first := len(plain)
	for _, word := range titleWords() {
		if at := strings.Index(plain, word); at >= 0 {
			first = min(first, at)
		}
	}
	return plain[first:]
}

// isOwnName reports whether a name is that of the document. What a protocol amends
// is not, though its title names that, too.
func isOwnName(d *corpus.Document, name string) bool {
	name = fromKind(plainTitle(name))
	return len(strings.Fields(name)) > 2 && strings.HasPrefix(ownName(d), name)
}

// isOwnKind reports whether a document is of a kind, and its name speaks of no
// other instrument that the word could mean.
func isOwnKind(d *corpus.Document, kind string) bool {
	return namesOne(d.Title) && strings.HasPrefix(ownName(d), plainTitle(kind))
}
