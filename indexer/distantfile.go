package indexer

import (
	"fmt"
	"io"
	"sync"
)

// distantFile is a large file in a worker process, which the pool gives piece by
// piece. It holds the piece that was read last.
type distantFile struct {
	server *server
	size   int64 // bytes

	mu    sync.Mutex // as an io.ReaderAt may be used concurrently
	start int64      // of the piece
	piece []byte
}

// ReadAt reads from the file; see io.ReaderAt.
func (f *distantFile) ReadAt(b []byte, offset int64) (n int, err error) {
	if offset < 0 {
		return 0, fmt.Errorf("reading from byte %d of a file", offset)
	}
	f.mu.Lock()
	defer f.mu.Unlock()
	for n < len(b) {
		at := offset + int64(n)
		if at >= f.size {
			return n, io.EOF
		}
		if at < f.start || at >= f.start+int64(len(f.piece)) {
			if err := f.fetch(at); err != nil {
				return n, err
			}
		}
		n += copy(b[n:], f.piece[at-f.start:])
	}
	return n, nil
}

// fetch gets the piece that begins at an offset.
func (f *distantFile) fetch(offset int64) error {
	length := min(pieceBytes, f.size-offset)
	if f.piece == nil {
		f.piece = make([]byte, 0, pieceBytes)
	}
	f.piece = f.piece[:0] // should it fail, there is none
	if err := f.server.send(reply{Wants: &piece{Offset: offset, Length: length}}); err != nil {
		return err
	}
	if _, err := io.ReadFull(f.server.in, f.piece[:length]); err != nil {
		return fmt.Errorf("reading a file from the input: %w", err)
	}
	f.start, f.piece = offset, f.piece[:length]
	return nil
}
