package indexer

import (
	"bytes"
	"regexp"
	"strings"
	"sync"
)

// keptOutput is how many bytes of what a worker writes are kept.
const keptOutput = 2 << 10

// headline matches the line with which the Go runtime says why it gives up: its
// own reason, a panic, or a signal. The traces of all goroutines follow it and
// tell less.
var headline = regexp.MustCompile(`^(?:fatal error|panic|SIG[A-Z]+): `)

// lastWords keeps the end of what a process writes; once the Go runtime in it
// gives up, what follows that line.
type lastWords struct {
	mu     sync.Mutex
	text   []byte
	giving bool // text begins with a headline
}

func (l *lastWords) Write(b []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.text = append(l.text, b...)
	if !l.giving {
		l.lookForHeadline()
	}
	if l.giving {
		l.text = l.text[:min(len(l.text), keptOutput)]
	} else {
		l.text = l.text[max(0, len(l.text)-keptOutput):]
	}
	return len(b), nil
}

func (l *lastWords) lookForHeadline() {
	start := 0
	for line := range bytes.Lines(l.text) {
		if headline.Match(line) {
			l.text, l.giving = l.text[start:], true
			return
		}
		start += len(line)
	}
}

func (l *lastWords) reset() {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.text, l.giving = nil, false
}

func (l *lastWords) String() string {
	l.mu.Lock()
	defer l.mu.Unlock()
	return strings.ToValidUTF8(string(l.text), "\uFFFD")
}

// reason returns the line with which the Go runtime gave up, "" when it did not.
func (l *lastWords) reason() string {
	l.mu.Lock()
	giving := l.giving
	l.mu.Unlock()
	if !giving {
		return ""
	}
	first, _, _ := strings.Cut(l.String(), "\n")
	return oneLine(first)
}
