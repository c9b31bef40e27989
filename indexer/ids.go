package indexer

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"path"
	"path/filepath"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"entente/corpus"
	"entente/corpus/formats"
)

const (
	maxSlug      = 60 // characters of a file's name in an id
	idHashDigits = 10 // hexadecimal digits of the path's hash in an id
)

// id returns the id of a record: the one it declares, else the one declared
// beside the file, else one made from the file's path. Of several records
// without an id of their own each gets its number added; one of a file in the
// file has its id from the path there.
func (x *extraction) id(number int, own string) (string, error) {
	id := x.Metadata.ID
	switch {
	case x.entry != "":
		id = cmp.Or(own, pathID(path.Base(x.entry), x.Path+formats.EntryMark+x.entry))
	case x.entries && x.entry == "":
		id = cmp.Or(id, own, pathID(x.Name, x.Path))
	case id != "" && !x.several:
	case own != "":
		id = own
	case id == "":
		id = pathID(x.Name, x.Path)
	}
	if x.several && !x.entries && own == "" {
		id = fmt.Sprintf("%s%s%d", id, recordMark, number)
	}
	if err := corpus.CheckID(id); err != nil {
		return "", failure(InvalidID, "%s", strings.TrimSuffix(err.Error(), idRuleMark+Advice(InvalidID)))
	}
	return id, nil
}

// pathID is readable by the file's name and unique by its path.
func pathID(name, at string) string {
	hash := sha256.Sum256([]byte(at))
	return slug(name) + "-" + hex.EncodeToString(hash[:])[:idHashDigits]
}

// slug returns the name without extension as lower-case letters, digits and
// hyphens, without accents.
func slug(name string) string {
	name = strings.TrimSuffix(name, filepath.Ext(name))
	var b strings.Builder
	for _, r := range norm.NFKD.String(strings.ToValidUTF8(name, "-")) {
		r = unicode.ToLower(r)
		switch {
		case r >= 'a' && r <= 'z', r >= '0' && r <= '9':
			b.WriteRune(r)
		case unicode.Is(unicode.Mn, r):
		case b.Len() > 0 && !strings.HasSuffix(b.String(), "-"):
			b.WriteByte('-')
		}
	}
	s := b.String()
	s = strings.Trim(s[:min(len(s), maxSlug)], "-")
	if s == "" {
		return "document"
	}
	return s
}

// recordMark stands between the id of a file and the number of a record in it.
const recordMark = "-r"

// idAfter returns the id made from a name (see naming) for a document of the
// file at path, without the number of its record.
func idAfter(name, at string, d *corpus.Document) string {
	if entry, within := strings.CutPrefix(d.Source.Path, shownPath(at)+formats.EntryMark); within {
		return pathID(path.Base(entry), name+formats.EntryMark+entry)
	}
	file, _, _ := strings.Cut(name, nameMark)
	return pathID(filepath.Base(file), name)
}

// shownPath is a path as documents have it, in UTF-8.
func shownPath(path string) string { return strings.ToValidUTF8(path, "\uFFFD") }
