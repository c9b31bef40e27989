package pdftext

import (
	"bytes"
	"math"
)

// The gaps between glyphs that mean something, in units of the font size.
const (
	wordGap  = 0.13 // a blank between words
	pieceGap = 1.2  // the next cell of a table, or the next column
	backward = 0.5  // moving back this far begins a new piece
)

// shown is the piece of text that the current operator is showing, in text
// space: distances from where the operator began.
type shown struct {
	text       []byte
	start, end float64 // of the piece
	pen        float64
	origin     matrix // from text space to the page
	across     float64
	size       float64 // of the letters on the page
}

// show shows strings, moving back by the numbers between them.
func (in *interpreter) show(operands []token) {
	f := in.state.font
	if f == nil {
		f = in.file.fallbackFont()
	}
	if f.problem != "" {
		in.note(f.problem)
	}
	if !in.beginShow(f) {
		return
	}
	for _, t := range operands {
		switch t.kind {
		case stringToken:
			in.glyphs(f, t.text)
		case numberToken:
			in.kern(f, t.number)
		}
	}
	in.endPiece(f)
	if f.vertical {
		in.text = in.text.moved(0, -in.shown.pen)
	} else {
		in.text = in.text.moved(in.shown.pen, 0)
	}
}

// beginShow reports whether text shown now would be of a size to be seen; other
// text is no part of the page.
func (in *interpreter) beginShow(f *font) bool {
	s := &in.shown
	s.text, s.pen = s.text[:0], 0
	s.origin = in.text.moved(0, in.state.rise).times(in.state.ctm)
	s.across = s.origin.width()
	if f.vertical {
		s.across = s.origin.height()
	}
	s.size = math.Abs(in.state.size) * s.origin.height() * f.height
	return s.origin.finite() && s.size > minGlyphHeight && s.size < maxCoordinate && s.across > 0
}

// glyphs shows the glyphs of one string.
func (in *interpreter) glyphs(f *font, codes []byte) {
	s, state := &in.shown, &in.state
	for len(codes) > 0 && !in.stopped {
		g, length := f.next(codes)
		advance := g.width*state.size + state.charSpace
		if length == 1 && codes[0] == ' ' {
			advance += state.wordSpace
		}
		if f.vertical {
			advance = state.size + state.charSpace
		} else {
			advance *= state.scale
		}
		in.glyphsShown++
		switch {
		case g.text != "":
			in.place(f, g.text, advance)
		case length > 1 || codes[0] != ' ':
			in.skipped++
		}
		s.pen += advance
		codes = codes[length:]
	}
}

// place adds the text of a glyph to the piece, with a blank before it where the
// gap is as wide as one, or begins a new piece where it is wider.
func (in *interpreter) place(f *font, text string, advance float64) {
	s := &in.shown
	if len(s.text) > 0 {
		gap := (s.pen - s.end) * s.across * in.direction()
		switch {
		case gap > pieceGap*s.size || gap < -backward*s.size:
			in.endPiece(f)
		case gap > wordGap*s.size && s.text[len(s.text)-1] != ' ' && text != " ":
			s.text = append(s.text, ' ')
		}
	}
	if len(s.text) == 0 {
		s.start = s.pen
	}
	s.text = append(s.text, text...)
	s.end = s.pen + advance
	if in.length += len(text); in.length > maxPageText {
		in.stop("%d MB of text", maxPageText>>20)
	}
}

// direction is -1 where a negative size or scale turns the writing round.
func (in *interpreter) direction() float64 {
	if (in.state.size < 0) != (in.state.scale < 0) {
		return -1
	}
	return 1
}

func (in *interpreter) kern(f *font, thousandths float64) {
	move := -thousandths / 1000 * in.state.size
	if !f.vertical {
		move *= in.state.scale
	}
	in.shown.pen += move
}

// endPiece hands the piece shown so far to the page, or to the marked content
// that says what its text is.
func (in *interpreter) endPiece(f *font) {
	s := &in.shown
	if len(s.text) == 0 {
		return
	}
	along := vector{s.origin.a, s.origin.b}
	if f.vertical {
		along = vector{-s.origin.c, -s.origin.d}
	}
	base := vector{s.origin.e, s.origin.f}
	from, to := base.plus(along.times(s.start)), base.plus(along.times(s.end))
	seen := in.visible.holds(from) || in.visible.holds(to)
	if !seen || !everything.holds(from) || !everything.holds(to) {
		if len(bytes.TrimSpace(s.text)) > 0 {
			in.note(problemOutside)
		}
		s.text = s.text[:0]
		return
	}
	p := newPiece(from, to, along.times(in.direction()), s.size)
	p.text = s.text
	if !in.marked.take(p) {
		in.add(p)
	}
	s.text = s.text[:0]
}

// add adds a piece to the page.
func (in *interpreter) add(p piece) {
	if in.pieces.add(p); len(in.pieces.list) > maxPieces {
		in.stop("%d pieces of text", maxPieces)
	}
}
