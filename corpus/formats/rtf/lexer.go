package rtf

import "strconv"

type kind int

const (
	end     kind = iota
	open         // a group begins
	closing      // a group ends
	control      // a control word or symbol
	char         // one byte of text
)

type token struct {
	kind   kind
	word   string // of a control: "par", "~", "*"
	number int    // parameter of a control, the byte of a char
	given  bool   // the control has a parameter
}

// lexer cuts the bytes of a file into tokens.
type lexer struct {
	data []byte
	at   int
}

func (l *lexer) next() token {
	for l.at < len(l.data) {
		c := l.data[l.at]
		l.at++
		switch c {
		case '{':
			return token{kind: open}
		case '}':
			return token{kind: closing}
		case '\\':
			return l.control()
		case '\r', '\n', 0:
		default:
			return token{kind: char, number: int(c)}
		}
	}
	return token{kind: end}
}

// control reads what stands after a backslash.
func (l *lexer) control() token {
	start := l.at
	for l.at < len(l.data) && isLetter(l.data[l.at]) {
		l.at++
	}
	if l.at == start {
		return l.symbol()
	}
	t := token{kind: control, word: string(l.data[start:l.at])}
	start = l.at
	if l.at < len(l.data) && l.data[l.at] == '-' {
		l.at++
	}
	for l.at < len(l.data) && isDigit(l.data[l.at]) {
		l.at++
	}
	if n, err := strconv.Atoi(string(l.data[start:l.at])); err == nil {
		t.number, t.given = n, true
	}
	if l.at < len(l.data) && l.data[l.at] == ' ' {
		l.at++
	}
	if t.word == "bin" && t.number > 0 {
		l.at += min(t.number, len(l.data)-l.at)
	}
	return t
}

// symbol reads a control that is no word.
func (l *lexer) symbol() token {
	if l.at >= len(l.data) {
		return token{kind: end}
	}
	c := l.data[l.at]
	l.at++
	switch c {
	case '{', '}', '\\':
		return token{kind: char, number: int(c)}
	case '\'':
		n, err := strconv.ParseUint(string(l.data[l.at:min(l.at+2, len(l.data))]), 16, 8)
		if err != nil {
			return token{kind: control, word: "'"}
		}
		l.at += min(2, len(l.data)-l.at)
		return token{kind: char, number: int(n)}
	}
	return token{kind: control, word: string(rune(c))}
}

func isLetter(c byte) bool { return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' }

func isDigit(c byte) bool { return c >= '0' && c <= '9' }
