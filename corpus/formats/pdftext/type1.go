package pdftext

import "bytes"

// type1Encoding reads the encoding out of the clear text of a Type 1 font
// program: "dup 65 /A put" for each code. ok is false where it has none of its own.
func type1Encoding(program []byte) (e encoding, ok bool) {
	if end := bytes.Index(program, []byte("eexec")); end >= 0 {
		program = program[:end]
	}
	start := bytes.Index(program, []byte("/Encoding"))
	if start < 0 {
		return e, false
	}
	l := &lexer{data: program[start+len("/Encoding"):]}
	var before [2]token
	for {
		t := l.next()
		switch {
		case t.kind == endOfInput, t.kind == operatorToken && string(t.text) == "def":
			return e, ok
		case t.kind == operatorToken && string(t.text) == "put" && before[1].kind == nameToken:
			if code := int(before[0].number); code >= 0 && code < len(e) {
				e[code] = namedText(string(before[1].text), code)
				ok = true
			}
		}
		before[0], before[1] = before[1], t
	}
}
