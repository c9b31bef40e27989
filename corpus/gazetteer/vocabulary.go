package gazetteer

import "entente/corpus/wordtable"

// vocabulary numbers the words of names.
type vocabulary struct {
	short   *wordtable.Table
	long    map[string]uint32 // those that are too long for short
	longest int               // of these, in bytes
}

func newVocabulary(words map[string]uint32) vocabulary {
	v := vocabulary{long: map[string]uint32{}}
	short := map[wordtable.Key]uint32{}
	for word, n := range words {
		if len(word) <= wordtable.Longest {
			short[wordtable.KeyOf(word)] = n
			continue
		}
		v.long[word] = n
		v.longest = max(v.longest, len(word))
	}
	v.short = wordtable.New(short)
	return v
}

// number returns the number of the word that the scanner has read, 0 when it
// occurs in no name.
func (v *vocabulary) number(s *scanner) uint32 {
	switch {
	case s.length <= wordtable.Longest:
		return v.short.Find(s.key)
	case s.length > v.longest:
		return 0
	}
	return v.long[string(s.appendFolded(make([]byte, 0, 64)))]
}
