package pdftext

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"github.com/ledongthuc/pdf"
)

// checkEvery is the number of operators between two looks at the context.
const checkEvery = 4096

// formCost is how many operators showing a form counts for, so that forms that
// show each other come to an end.
const formCost = 1000

// errNoStream reports that a page has no content.
var errNoStream = errors.New("the content is missing")

// graphics is the part of the graphics state that text depends on.
type graphics struct {
	ctm                  matrix
	font                 *font
	size                 float64
	charSpace, wordSpace float64
	scale                float64 // horizontal, 1 for none
	leading, rise        float64
}

// interpreter runs the content of one page and collects the text it shows.
type interpreter struct {
	ctx      context.Context
	file     *file
	state    graphics
	saved    []graphics
	text     matrix // of the text to be shown next
	line     matrix // of the start of the line
	pieces   pieces
	shown    shown
	marked   marked
	operands []token

	operators   int
	decoded     int // bytes of decoded streams
	depth       int // of forms
	length      int // bytes of text shown
	glyphsShown int
	skipped     int  // of the glyphs shown: those that are no text, blanks aside
	stopped     bool // at a limit; what was shown till then is kept
	painted     bool
	partial     bool // something could not be read or is cut
	visible     box
	problem     string
}

func newInterpreter(ctx context.Context, f *file) *interpreter {
	return &interpreter{
		ctx: ctx, file: f, state: graphics{ctm: identity, scale: 1},
		text: identity, line: identity, pieces: newPieces(),
	}
}

// maxProblem is the length in bytes from which no more problems of a page are told.
const maxProblem = 300

// note keeps a problem of the page, each once.
func (in *interpreter) note(problem string) {
	switch {
	case in.problem == "":
		in.problem = problem
	case len(in.problem) < maxProblem && !strings.Contains(in.problem, problem):
		in.problem += "; " + problem
	}
}

// unreadable notes why a part of the page could not be read.
func (in *interpreter) unreadable(cause string) {
	in.partial = true
	in.note("cannot be read in full: " + cause)
}

// stop ends the page at a limit.
func (in *interpreter) stop(limit string, values ...any) {
	in.note(fmt.Sprintf("text cut: more than "+limit, values...))
	in.stopped, in.partial = true, true
}

// decode decodes a stream and holds the page to the limit of decoded bytes.
func (in *interpreter) decode(stream pdf.Value) ([]byte, error) {
	if stream.Kind() != pdf.Stream {
		return nil, errNoStream
	}
	if in.decoded > maxStream {
		return nil, errStreamTooLong
	}
	data, err := in.file.decodeStream(stream)
	if in.decoded += len(data); in.decoded > maxStream {
		return nil, errStreamTooLong
	}
	return data, err
}

// run runs a content stream. Its error is that of the context.
func (in *interpreter) run(content []byte, r *resources) error {
	l := &lexer{data: content}
	first := len(in.operands)
	defer func() { in.operands = in.operands[:first] }()
	for !in.stopped {
		t := l.next()
		switch {
		case t.kind == endOfInput:
			return nil
		case t.kind != operatorToken:
			if in.operands = append(in.operands, t); len(in.operands) > maxOperands {
				in.stop("%d operands", maxOperands)
			}
			continue
		}
		if in.operators++; in.operators > maxOperators {
			in.stop("%d operators", maxOperators)
			return nil
		}
		if in.operators%checkEvery == 0 && in.ctx.Err() != nil {
			return in.ctx.Err()
		}
		if err := in.execute(string(t.text), in.operands[first:], l, r); err != nil {
			return err
		}
		in.operands = in.operands[:first]
		l.release()
	}
	return nil
}

// execute executes one operator.
func (in *interpreter) execute(operator string, operands []token, l *lexer, r *resources) error {
	switch operator {
	case "q":
		if len(in.saved) < maxStates {
			in.saved = append(in.saved, in.state)
		} else {
			in.note(fmt.Sprintf("text may be out of place: more than %d graphics states saved", maxStates))
		}
	case "Q":
		if n := len(in.saved); n > 0 {
			in.state, in.saved = in.saved[n-1], in.saved[:n-1]
		}
	case "cm":
		in.state.ctm = matrixOf(operands).times(in.state.ctm)
	case "gs":
		in.graphicsState(operands, r)
	case "Do":
		return in.object(operands, r)
	case "ID":
		in.painted = true
		l.skipInlineImage()
	case "S", "s", "f", "F", "f*", "B", "B*", "b", "b*", "sh":
		in.painted = true
	case "BMC", "BDC":
		in.beginMarked(operands)
	case "EMC":
		in.endMarked()
	default:
		in.textOperator(operator, operands, r)
	}
	return nil
}

// graphicsState sets the font where a named state has one.
func (in *interpreter) graphicsState(operands []token, r *resources) {
	if len(operands) == 0 {
		return
	}
	if setting := r.setting(operands[0].text); setting.Kind() == pdf.Array {
		in.state.font = in.file.fontOf(setting.Index(0))
		in.state.size = setting.Index(1).Float64()
	}
}

// object shows a form, or notes that there is an image.
func (in *interpreter) object(operands []token, r *resources) error {
	if len(operands) == 0 {
		return nil
	}
	v := r.object(operands[0].text)
	if v.Key("Subtype").Name() != "Form" {
		in.painted = true
		return nil
	}
	if in.depth >= maxFormDepth {
		in.partial = true
		in.note(fmt.Sprintf("text cut: forms more than %d deep", maxFormDepth))
		return nil
	}
	return in.form(v, r)
}

func (in *interpreter) form(v pdf.Value, r *resources) error {
	data, err := in.decode(v)
	if err != nil {
		in.unreadable(err.Error())
	}
	if own := v.Key("Resources"); own.Kind() == pdf.Dict {
		r = newResources(in.file, own)
	}
	state, text, line, saved := in.state, in.text, in.line, len(in.saved)
	if m := v.Key("Matrix"); m.Len() == 6 {
		in.state.ctm = matrixFrom(m).times(in.state.ctm)
	}
	in.operators += formCost
	in.depth++
	err = in.run(data, r)
	in.depth--
	in.saved = in.saved[:min(saved, len(in.saved))]
	in.state, in.text, in.line = state, text, line
	return err
}

func matrixFrom(array pdf.Value) matrix {
	at := func(i int) float64 { return array.Index(i).Float64() }
	return matrix{at(0), at(1), at(2), at(3), at(4), at(5)}
}

func matrixOf(operands []token) matrix {
	if len(operands) < 6 {
		return identity
	}
	o := operands[len(operands)-6:]
	return matrix{o[0].number, o[1].number, o[2].number, o[3].number, o[4].number, o[5].number}
}
