package pdftext

import (
	"math"
	"unicode"
	"unicode/utf8"
)

// The heights of glyphs that count, in units of the page (1/72 inch at least).
const (
	minGlyphHeight = 1e-3
	maxGlyphHeight = 1e3
)

// vector is a point of the page or a way on it.
type vector struct{ x, y float64 }

func (v vector) plus(w vector) vector        { return vector{v.x + w.x, v.y + w.y} }
func (v vector) times(factor float64) vector { return vector{v.x * factor, v.y * factor} }

// quarter is one of the four directions in which a line of text can run.
type quarter uint8

const (
	rightwards quarter = iota
	upwards
	leftwards
	downwards
	quarters
)

func quarterOf(v vector) quarter {
	switch across := math.Abs(v.x) >= math.Abs(v.y); {
	case across && v.x >= 0:
		return rightwards
	case across:
		return leftwards
	case v.y > 0:
		return upwards
	}
	return downwards
}

// turned returns the point as seen by a reader for whom q runs to the right.
func (v vector) turned(q quarter) vector {
	switch q {
	case upwards:
		return vector{v.y, -v.x}
	case leftwards:
		return vector{-v.x, -v.y}
	case downwards:
		return vector{-v.y, v.x}
	}
	return v
}

// piece is text that stands together on one line. Its place is given as its
// reader sees it: start and end run to the right, base is the height of the line.
type piece struct {
	text       []byte
	start, end float64
	base, size float64
	quarter    quarter
}

// newPiece returns a piece without text between two points of the page.
func newPiece(from, to, direction vector, size float64) piece {
	q := quarterOf(direction)
	from, to = from.turned(q), to.turned(q)
	return piece{start: min(from.x, to.x), end: max(from.x, to.x), base: from.y, size: size, quarter: q}
}

// pieces collects the pieces of a page in the order of its content.
type pieces struct {
	list []piece
	seen map[doubleKey]doublePlace
}

// doubleKey and doublePlace find text that is drawn twice at almost the same
// place, as some programs do to make it bold.
type doubleKey struct {
	text    string
	x, y    int32
	quarter quarter
}

type doublePlace struct{ start, base float64 }

// doubled is how near the same text counts as drawn twice, in units of its size.
const doubled = 0.12

func newPieces() pieces { return pieces{seen: map[doubleKey]doublePlace{}} }

// add adds a piece, whose text is copied, to the last one where it goes on there.
func (p *pieces) add(next piece) {
	if p.isDouble(&next) {
		return
	}
	if n := len(p.list); n > 0 && p.list[n-1].goesOn(&next) {
		p.list[n-1].join(&next)
		return
	}
	next.text = append([]byte(nil), next.text...)
	p.list = append(p.list, next)
}

// goesOn reports whether next stands on the same line as p, right behind it.
func (p *piece) goesOn(next *piece) bool {
	size := max(p.size, next.size)
	gap := next.start - p.end
	if p.quarter != next.quarter || gap > pieceGap*size || gap < -backward*size {
		return false
	}
	rise := math.Abs(next.base - p.base)
	// Raised and lowered figures are smaller and stand close.
	return rise < 0.15*size || rise < 0.6*size && gap < 0.3*size && next.size != p.size
}

func (p *piece) join(next *piece) {
	gap := next.start - p.end
	if gap > wordGap*min(p.size, next.size) || isNoteMark(p, next) {
		p.text = append(p.text, ' ')
	}
	p.text = append(p.text, next.text...)
	p.end = max(p.end, next.end)
	if next.size > p.size {
		p.size, p.base = next.size, next.base
	}
}

// isNoteMark reports whether next is the raised number of a note behind a word,
// which is no part of the word.
func isNoteMark(p, next *piece) bool {
	const shortest = 3 // letters of the word: "m²" is no note
	if next.base-p.base < 0.15*p.size || next.size > 0.85*p.size {
		return false
	}
	if r, _ := utf8.DecodeRune(next.text); !unicode.IsDigit(r) {
		return false
	}
	letters, rest := 0, p.text
	for len(rest) > 0 && letters < shortest {
		r, length := utf8.DecodeLastRune(rest)
		if !unicode.IsLetter(r) {
			return false
		}
		rest = rest[:len(rest)-length]
		letters++
	}
	return letters == shortest
}

// isDouble reports whether the same text was drawn at the same place before.
func (p *pieces) isDouble(next *piece) bool {
	near := doubled * next.size
	cell := 4 * near
	at := func(x, y float64) doubleKey {
		return doubleKey{string(next.text), int32(x / cell), int32(y / cell), next.quarter}
	}
	key := at(next.start, next.base)
	candidates := [...]doubleKey{key, at(next.start-near, next.base-near), at(next.start+near, next.base-near),
		at(next.start-near, next.base+near), at(next.start+near, next.base+near)}
	for i, candidate := range candidates {
		if i > 0 && candidate == key {
			continue
		}
		place, ok := p.seen[candidate]
		if ok && math.Abs(place.start-next.start) < near && math.Abs(place.base-next.base) < near {
			return true
		}
	}
	if len(p.seen) > maxPieces {
		clear(p.seen)
	}
	p.seen[key] = doublePlace{next.start, next.base}
	return false
}
