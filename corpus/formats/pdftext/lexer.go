package pdftext

import "strconv"

// tokenKind says what a token of a content stream or CMap is.
type tokenKind uint8

const (
	endOfInput tokenKind = iota
	numberToken
	nameToken
	stringToken
	openArray
	closeArray
	openDictionary
	closeDictionary
	operatorToken
)

// token is one token. Its text is valid until the next call of lexer.release,
// because strings with escapes are decoded into a buffer that is used again.
type token struct {
	kind   tokenKind
	number float64
	text   []byte // of a name without the slash, of a string decoded
}

// lexer splits a content stream or CMap into tokens. It never fails: bytes that
// cannot begin a token are passed over, as every viewer does.
type lexer struct {
	data    []byte
	at      int
	decoded []byte // arena of decoded strings and names
}

// release declares that the texts of all tokens read so far are no longer needed.
func (l *lexer) release() { l.decoded = l.decoded[:0] }

func (l *lexer) next() token {
	for {
		l.skipBlanks()
		if l.at >= len(l.data) {
			return token{}
		}
		switch c := l.data[l.at]; {
		case c == '(':
			return token{kind: stringToken, text: l.literal()}
		case c == '/':
			l.at++
			return token{kind: nameToken, text: l.name()}
		case c == '[':
			l.at++
			return token{kind: openArray}
		case c == ']':
			l.at++
			return token{kind: closeArray}
		case c == '<' && l.peek(1) == '<':
			l.at += 2
			return token{kind: openDictionary}
		case c == '<':
			return token{kind: stringToken, text: l.hexadecimal()}
		case c == '>' && l.peek(1) == '>':
			l.at += 2
			return token{kind: closeDictionary}
		case isDelimiter(c):
			l.at++
		default:
			return l.word()
		}
	}
}

func (l *lexer) peek(n int) byte {
	if l.at+n >= len(l.data) {
		return 0
	}
	return l.data[l.at+n]
}

func (l *lexer) skipBlanks() {
	for l.at < len(l.data) {
		switch c := l.data[l.at]; {
		case isBlank(c):
			l.at++
		case c == '%':
			for l.at < len(l.data) && l.data[l.at] != '\n' && l.data[l.at] != '\r' {
				l.at++
			}
		default:
			return
		}
	}
}

// word reads a number or an operator.
func (l *lexer) word() token {
	start := l.at
	for l.at < len(l.data) && !isBlank(l.data[l.at]) && !isDelimiter(l.data[l.at]) {
		l.at++
	}
	text := l.data[start:l.at]
	if c := text[0]; c >= '0' && c <= '9' || c == '-' || c == '+' || c == '.' {
		return token{kind: numberToken, number: number(text)}
	}
	return token{kind: operatorToken, text: text}
}

// number reads a PDF number; what follows a second sign or point is left out,
// as in "12-3", which some producers write.
func number(text []byte) float64 {
	sign, i := 1.0, 0
	for i < len(text) && (text[i] == '-' || text[i] == '+') {
		if text[i] == '-' {
			sign = -1
		}
		i++
	}
	value, fraction := 0.0, 0.0
	for ; i < len(text); i++ {
		switch c := text[i]; {
		case c >= '0' && c <= '9' && fraction == 0:
			value = value*10 + float64(c-'0')
		case c >= '0' && c <= '9':
			value += float64(c-'0') * fraction
			fraction /= 10
		case c == '.' && fraction == 0:
			fraction = 0.1
		default:
			return sign * value
		}
	}
	return sign * value
}

func (l *lexer) name() []byte {
	start := l.at
	escaped := false
	for l.at < len(l.data) && !isBlank(l.data[l.at]) && !isDelimiter(l.data[l.at]) {
		escaped = escaped || l.data[l.at] == '#'
		l.at++
	}
	raw := l.data[start:l.at]
	if !escaped {
		return raw
	}
	from := len(l.decoded)
	for i := 0; i < len(raw); i++ {
		if raw[i] == '#' && i+2 < len(raw) {
			if code, err := strconv.ParseUint(string(raw[i+1:i+3]), 16, 8); err == nil {
				l.decoded = append(l.decoded, byte(code))
				i += 2
				continue
			}
		}
		l.decoded = append(l.decoded, raw[i])
	}
	return l.decoded[from:]
}

func (l *lexer) hexadecimal() []byte {
	l.at++
	from := len(l.decoded)
	high, half := byte(0), false
	for l.at < len(l.data) {
		c := l.data[l.at]
		l.at++
		if c == '>' {
			break
		}
		digit, ok := hexDigit(c)
		if !ok {
			continue
		}
		if half {
			l.decoded = append(l.decoded, high<<4|digit)
		}
		high, half = digit, !half
	}
	if half {
		l.decoded = append(l.decoded, high<<4)
	}
	return l.decoded[from:]
}

// literal reads a string in brackets.
func (l *lexer) literal() []byte {
	l.at++
	start := l.at
	for depth := 1; l.at < len(l.data); l.at++ {
		switch l.data[l.at] {
		case '\\':
			return l.escaped(start, depth)
		case '\r':
			return l.escaped(start, depth)
		case '(':
			depth++
		case ')':
			if depth--; depth == 0 {
				l.at++
				return l.data[start : l.at-1]
			}
		}
	}
	return l.data[start:]
}

// escaped reads the rest of a literal string that begins at start, from its
// first escape on, which lies inside depth brackets.
func (l *lexer) escaped(start, depth int) []byte {
	from := len(l.decoded)
	l.decoded = append(l.decoded, l.data[start:l.at]...)
	for l.at < len(l.data) {
		c := l.data[l.at]
		l.at++
		switch c {
		case '(':
			depth++
		case ')':
			if depth--; depth == 0 {
				return l.decoded[from:]
			}
		case '\r':
			if l.peek(0) == '\n' {
				l.at++
			}
			c = '\n'
		case '\\':
			l.escape()
			continue
		}
		l.decoded = append(l.decoded, c)
	}
	return l.decoded[from:]
}

// escape reads what follows a backslash.
func (l *lexer) escape() {
	c := l.peek(0)
	l.at++
	switch c {
	case 'n':
		c = '\n'
	case 'r':
		c = '\r'
	case 't':
		c = '\t'
	case 'b':
		c = '\b'
	case 'f':
		c = '\f'
	case '\n':
		return
	case '\r':
		if l.peek(0) == '\n' {
			l.at++
		}
		return
	case '0', '1', '2', '3', '4', '5', '6', '7':
		code := int(c - '0')
		for i := 0; i < 2 && l.peek(0) >= '0' && l.peek(0) <= '7'; i++ {
			code = code*8 + int(l.peek(0)-'0')
			l.at++
		}
		c = byte(code)
	}
	l.decoded = append(l.decoded, c)
}

// skipInlineImage moves behind the data of an inline image. It is called when
// the operator ID has been read.
func (l *lexer) skipInlineImage() {
	for l.at++; l.at+1 < len(l.data); l.at++ {
		if l.data[l.at] == 'E' && l.data[l.at+1] == 'I' && l.imageEndsHere() {
			l.at += 2
			return
		}
	}
	l.at = len(l.data)
}

// imageEndsHere tells the operator EI from the same letters in image data: it
// stands between blanks, and what follows is text.
func (l *lexer) imageEndsHere() bool {
	const looked = 16
	if !isBlank(l.data[l.at-1]) || l.at+2 < len(l.data) && !isBlank(l.data[l.at+2]) {
		return false
	}
	for _, c := range l.data[min(l.at+2, len(l.data)):min(l.at+2+looked, len(l.data))] {
		if c >= 0x7F || c < ' ' && !isBlank(c) {
			return false
		}
	}
	return true
}

func hexDigit(c byte) (byte, bool) {
	switch {
	case c >= '0' && c <= '9':
		return c - '0', true
	case c >= 'a' && c <= 'f':
		return c - 'a' + 10, true
	case c >= 'A' && c <= 'F':
		return c - 'A' + 10, true
	}
	return 0, false
}

func isBlank(c byte) bool {
	return c == ' ' || c == '\n' || c == '\r' || c == '\t' || c == '\f' || c == 0
}

func isDelimiter(c byte) bool {
	switch c {
	case '(', ')', '<', '>', '[', ']', '{', '}', '/', '%':
		return true
	}
	return false
}
