package api

import (
	"bufio"
	"bytes"
	"errors"
	"io"
	"net/http"
	"time"
)

// lineReader reads lines and passes over those longer than limit.
type lineReader struct {
	source *bufio.Reader
	limit  int
	number int
	line   []byte
}

var errLineTooLong = errors.New("line too long")

// next returns the next line without its end, valid until the next call, and
// its number. After errLineTooLong reading goes on with the line after it.
func (l *lineReader) next() (line []byte, number int, err error) {
	l.line = l.line[:0]
	l.number++
	tooLong := false
	for {
		part, err := l.source.ReadSlice('\n')
		if tooLong = tooLong || len(l.line)+len(part) > l.limit+1; !tooLong {
			l.line = append(l.line, part...)
		}
		switch {
		case errors.Is(err, bufio.ErrBufferFull):
			continue
		case err != nil && !(errors.Is(err, io.EOF) && (len(l.line) > 0 || tooLong)):
			return nil, l.number, err
		case tooLong:
			return nil, l.number, errLineTooLong
		}
		return bytes.TrimSuffix(l.line, []byte{'\n'}), l.number, nil
	}
}

// patientReader gives each read of a body a deadline of its own, so that an
// upload may take as long as it goes on.
type patientReader struct {
	body       io.Reader
	connection *http.ResponseController
	idle       time.Duration
}

func (r *patientReader) Read(p []byte) (int, error) {
	r.connection.SetReadDeadline(time.Now().Add(r.idle))
	return r.body.Read(p)
}
