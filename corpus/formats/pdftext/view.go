package pdftext

import (
	"bytes"
	"io"
)

// How far from the ends of a file its first and last words are looked for.
const (
	headerSearched  = 1024
	trailerSearched = 4096
)

// header is the first line of every file as the library is shown it: it knows
// the versions up to 1.7 only, and nothing before or behind them.
var header = []byte("%PDF-1.7\n")

// view is the file from its first word to its last, under the header that the
// library accepts.
type view struct {
	at    io.ReaderAt
	begun int64 // where the file's own header stands
}

// viewOf returns the view of a file and its size. A file without the words is
// shown as it is.
func viewOf(at io.ReaderAt, size int64) (io.ReaderAt, int64) {
	head := make([]byte, min(size, headerSearched))
	n, _ := at.ReadAt(head, 0) // what cannot be read here fails again in the library
	begun := bytes.Index(head[:n], []byte("%PDF-"))
	if begun < 0 {
		return at, size
	}
	tail := make([]byte, min(size, trailerSearched))
	n, _ = at.ReadAt(tail, size-int64(len(tail)))
	end := size
	if last := bytes.LastIndex(tail[:n], []byte("%%EOF")); last >= 0 {
		end = size - int64(len(tail)) + int64(last+len("%%EOF"))
	}
	return &view{at: at, begun: int64(begun)}, end - int64(begun)
}

// ReadAt reads from the view.
func (v *view) ReadAt(p []byte, offset int64) (int, error) {
	n, err := v.at.ReadAt(p, offset+v.begun)
	if offset >= 0 && offset < int64(len(header)) {
		copy(p[:n], header[offset:])
	}
	return n, err
}
