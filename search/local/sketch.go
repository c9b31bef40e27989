package local

import (
	"encoding/binary"
	"math/bits"

	"entente/corpus"
	"entente/search/analysis"
)

// A sketch of a text lets those with nearly the same text be found: of the
// text's shingles, its runs of four words without case and accents, the least
// hash in each of sketchBins parts of the range of hashes (one permutation
// hashing; Li, Owen and Zhang, NIPS 2012, with empty bins filled by rotation;
// Shrivastava and Li, ICML 2014). Bins are indexed in bands of bandBins, and
// texts are candidates when they agree in a band: with 12 bands of 4, those
// with a likeness of .7 in 96 of 100 cases, of .8 in 99.8.
const (
	shingleWords = 4
	sketchBins   = 48
	bandBins     = 4
	// leastShingles is how many shingles a text must have: what is shorter is
	// alike by chance.
	leastShingles = 30
)

// nearField is the column of the bands.
const nearField = "near.band"

// shingles makes the hashes of the runs of words that it is given one by one.
type shingles struct {
	recent [shingleWords]uint64
	words  int
}

// next takes a word and returns the hash of the run that ends with it; ok is
// false while there are too few words.
func (s *shingles) next(term string) (hash uint64, ok bool) {
	s.recent[s.words%shingleWords] = hashOfTerm(term)
	s.words++
	if s.words < shingleWords {
		return 0, false
	}
	for i := range shingleWords {
		hash = mixed(bits.RotateLeft64(hash, 23) ^ s.recent[(s.words+i)%shingleWords])
	}
	return hash, true
}

// hashOfTerm is FNV-1a.
func hashOfTerm(term string) uint64 {
	hash := uint64(14695981039346656037)
	for i := range len(term) {
		hash = (hash ^ uint64(term[i])) * 1099511628211
	}
	return hash
}

// mixed spreads a hash over all bits (the finalizer of MurmurHash3).
func mixed(h uint64) uint64 {
	h ^= h >> 33
	h *= 0xff51afd7ed558ccd
	h ^= h >> 33
	h *= 0xc4ceb9fe1a85ec53
	return h ^ h>>33
}

// sketch is made from the words of a text, given one by one.
type sketch struct {
	shingles
	least [sketchBins]uint64 // of each bin; 0 for none
}

func (s *sketch) add(term string) {
	hash, ok := s.next(term)
	if !ok {
		return
	}
	bin, _ := bits.Mul64(hash, sketchBins)
	if least := s.least[bin]; least == 0 || hash < least {
		s.least[bin] = hash
	}
}

// bands returns by what the text is found, bandBytes for each band, nothing for a
// short one.
func (s *sketch) bands() string {
	if s.words-shingleWords+1 < leastShingles {
		return ""
	}
	var filled [sketchBins]uint64
	for bin := range filled {
		for away := range sketchBins {
			if least := s.least[(bin+away)%sketchBins]; least != 0 {
				filled[bin] = mixed(least + uint64(away))
				break
			}
		}
	}
	var bands []byte
	for first := 0; first < sketchBins; first += bandBins {
		hash := uint64(first)
		for _, least := range filled[first : first+bandBins] {
			hash = mixed(hash ^ least)
		}
		bands = binary.BigEndian.AppendUint32(bands, uint32(hash>>32))
	}
	return string(bands)
}

// bandBytes is how much of the hash of a band is indexed: of a million texts, few
// agree in one by chance.
const bandBytes = 4

// agreeing counts the bands that two texts have in common.
func agreeing(a, b string) int {
	agreed := 0
	for ; len(a) >= bandBytes && len(b) >= bandBytes; a, b = a[bandBytes:], b[bandBytes:] {
		if a[:bandBytes] == b[:bandBytes] {
			agreed++
		}
	}
	return agreed
}

// sketchOf makes the sketch of a document's headings and passages.
func sketchOf(d *corpus.Document) *sketch {
	s := &sketch{}
	eachBodyTerm(d, s.add)
	return s
}

func eachBodyTerm(d *corpus.Document, each func(term string)) {
	for _, p := range d.Passages {
		for _, text := range []string{p.Heading, p.Text} {
			for token := range analysis.Tokens(text) {
				each(token.Term)
			}
		}
	}
}
