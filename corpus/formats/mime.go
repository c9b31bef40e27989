package formats

import (
	"bytes"
	"cmp"
	"encoding/base64"
	"fmt"
	"mime"
	"regexp"
	"strings"
	"unicode/utf8"

	"golang.org/x/net/html/charset"
)

// mimePart is a message or a part of one (RFC 5322, RFC 2045). It is read
// leniently: a mail program shows a damaged message rather than none, and so do
// we, and say what was damaged.
type mimePart struct {
	header map[string]string // by lower-case name, the first of each, unfolded, not decoded
	body   []byte

	mediaType  string // lower case, "text/plain" where none is given
	parameters map[string]string
}

func parsePart(data []byte) mimePart {
	p := mimePart{header: map[string]string{}}
	p.body = p.readHeader(data)
	contentType := p.header["content-type"]
	if contentType == "" {
		contentType = "text/plain"
	}
	p.mediaType, p.parameters = looseMediaType(contentType)
	return p
}

// readHeader reads the header and returns what follows it.
func (p *mimePart) readHeader(data []byte) []byte {
	name, fields := "", map[string][]string{} // the lines of each
	defer func() {
		for name, lines := range fields {
			p.header[name] = strings.TrimSpace(strings.Join(lines, " "))
		}
	}()
	for len(data) > 0 {
		line, rest, _ := bytes.Cut(data, []byte("\n"))
		text := strings.TrimRight(string(line), "\r")
		if text == "" {
			return rest
		}
		before, after, found := strings.Cut(text, ":")
		switch {
		case (text[0] == ' ' || text[0] == '\t') && name != "":
			if name != ignoredField {
				fields[name] = append(fields[name], strings.TrimSpace(text))
			}
		case found && headerName.MatchString(before):
			name = strings.ToLower(strings.TrimSpace(before))
			if _, twice := fields[name]; twice {
				name = ignoredField
			} else {
				fields[name] = []string{strings.TrimSpace(after)}
			}
		case strings.HasPrefix(text, "From ") || strings.HasPrefix(text, ">From "): // of a mailbox
		default:
			return data // the header ends without a blank line
		}
		data = rest
	}
	return nil
}

// ignoredField is no name of a field: what continues a second one of a name is
// not added to the first.
const ignoredField = " "

var headerName = regexp.MustCompile(`^[!-9;-~]{1,80}[ \t]*$`)

// looseMediaType takes what it can of a value that is not well-formed.
func looseMediaType(value string) (string, map[string]string) {
	mediaType, parameters, err := mime.ParseMediaType(value)
	if err == nil {
		return mediaType, parameters
	}
	mediaType, _, _ = strings.Cut(value, ";")
	parameters = map[string]string{}
	for _, m := range looseParameter.FindAllStringSubmatch(value, -1) {
		parameters[strings.ToLower(m[1])] = strings.TrimSpace(m[2] + m[3])
	}
	return strings.ToLower(strings.TrimSpace(mediaType)), parameters
}

var looseParameter = regexp.MustCompile(`(?i);\s*([a-z-]+)\s*=\s*(?:"([^"]*)"|([^;"]*))`)

// text returns a field of the header as it reads, "" for none.
func (p *mimePart) text(name string) string { return decodeWords(p.header[name]) }

func decodeWords(value string) string {
	decoder := mime.WordDecoder{CharsetReader: charset.NewReaderLabel}
	if decoded, err := decoder.DecodeHeader(value); err == nil {
		value = decoded
	}
	if !utf8.ValidString(value) {
		if decoded, _, err := decodeText([]byte(value)); err == nil {
			value = decoded
		}
	}
	return oneLine(value)
}

// fileName returns the name that the part is to be saved under, "" for none.
func (p *mimePart) fileName() string {
	_, parameters := looseMediaType(p.header["content-disposition"])
	return cmp.Or(decodeWords(parameters["filename"]), decodeWords(p.parameters["name"]))
}

// isAttached reports whether the part is no part of the text shown.
func (p *mimePart) isAttached() bool {
	disposition, _ := looseMediaType(p.header["content-disposition"])
	isText := p.mediaType == "text/plain" || p.mediaType == "text/html"
	return disposition == "attachment" || !isText || p.fileName() != ""
}

// parts returns the parts of a multipart body (RFC 2046): what stands between
// lines with the boundary. closed reports whether the last of them has its end.
func (p *mimePart) parts() (parts [][]byte, closed bool) {
	boundary := p.parameters["boundary"]
	if boundary == "" {
		return nil, false
	}
	mark := []byte("--" + boundary)
	start := -1
	for at := 0; at < len(p.body); {
		end := len(p.body)
		if i := bytes.IndexByte(p.body[at:], '\n'); i >= 0 {
			end = at + i + 1
		}
		if line := bytes.TrimRight(p.body[at:end], " \t\r\n"); bytes.HasPrefix(line, mark) {
			tail := string(line[len(mark):])
			if tail == "" || tail == "--" {
				if start >= 0 {
					parts = append(parts, p.body[start:at])
				}
				if start = end; tail == "--" {
					return parts, true
				}
			}
		}
		at = end
	}
	if start >= 0 && start < len(p.body) {
		parts = append(parts, p.body[start:])
	}
	return parts, false
}

// decoded undoes the transfer encoding of the body. damage says what of it
// could not be read, "" for nothing.
func (p *mimePart) decoded() (data []byte, damage string) {
	switch strings.ToLower(strings.TrimSpace(p.header["content-transfer-encoding"])) {
	case "base64":
		return decodeBase64(p.body)
	case "quoted-printable":
		return decodeQuoted(p.body), ""
	}
	return p.body, ""
}

// decodeBase64 leaves out line ends and what is not of the alphabet.
func decodeBase64(body []byte) ([]byte, string) {
	kept, strange := make([]byte, 0, len(body)), 0
	for _, c := range body {
		switch {
		case c >= 'A' && c <= 'Z', c >= 'a' && c <= 'z', c >= '0' && c <= '9', c == '+', c == '/':
			kept = append(kept, c)
		case c == '=' || c == ' ' || c == '\t' || c == '\r' || c == '\n':
		default:
			strange++
		}
	}
	if len(kept)%4 == 1 {
		kept, strange = kept[:len(kept)-1], strange+1
	}
	data, err := base64.RawStdEncoding.DecodeString(string(kept))
	switch {
	case err != nil:
		return data, "the base64 is damaged"
	case strange > 0:
		return data, fmt.Sprintf("characters that are no base64: %d", strange)
	}
	return data, ""
}

// decodeQuoted undoes quoted-printable. What is no escape stays as it is.
func decodeQuoted(body []byte) []byte {
	data := make([]byte, 0, len(body))
	for i := 0; i < len(body); i++ {
		if body[i] != '=' {
			data = append(data, body[i])
			continue
		}
		rest := body[i+1:]
		if end := softEnd(rest); end > 0 {
			i += end
			continue
		}
		if len(rest) >= 2 {
			high, low := hexDigit(rest[0]), hexDigit(rest[1])
			if high >= 0 && low >= 0 {
				data = append(data, byte(high<<4|low))
				i += 2
				continue
			}
		}
		data = append(data, '=')
	}
	return data
}

// softEnd returns the length of a line end that only breaks a long line, with
// the blanks before it; 0 where there is none.
func softEnd(rest []byte) int {
	n := 0
	for n < len(rest) && (rest[n] == ' ' || rest[n] == '\t' || rest[n] == '\r') {
		n++
	}
	if n < len(rest) && rest[n] == '\n' {
		return n + 1
	}
	return 0
}

func hexDigit(c byte) int {
	switch {
	case c >= '0' && c <= '9':
		return int(c - '0')
	case c >= 'A' && c <= 'F':
		return int(c-'A') + 10
	case c >= 'a' && c <= 'f':
		return int(c-'a') + 10
	}
	return -1
}

// decodeCharset returns a text as UTF-8, by the character set that is named for
// it; where that is unknown or plainly not so, by what the bytes look like.
func decodeCharset(data []byte, label string) (string, []string, error) {
	encoding, name := charset.Lookup(label)
	if encoding == nil || name == "utf-8" || name == "replacement" || utf8.Valid(data) && !isASCII(data) {
		return decodeText(data)
	}
	decoded, err := encoding.NewDecoder().Bytes(data)
	if err != nil {
		return "", nil, &Error{Reason: Encoding, Detail: "not readable as " + name, Err: err}
	}
	if looksBinary(decoded) {
		return "", nil, malformed("it has control characters that no text has")
	}
	var unread []string
	if bad := bytes.Count(decoded, []byte("\uFFFD")); bad > 0 {
		unread = append(unread, unreadable(bad, "characters that are not "+name))
	}
	return string(decoded), unread, nil
}
