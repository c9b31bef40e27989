package indexer

import (
	"encoding/binary"
	"encoding/json"
	"fmt"
	"io"

	"entente/corpus"
	"entente/corpus/formats"
)

// What a Workers pool and its processes say to each other, over the process's
// standard input and output: frames of a length and JSON.
//
//	process: greeting
//	pool:    request, then the bytes of the file unless it has more than pieceBytes
//	process: any number of replies with a document, the beginning of a page or a
//	         piece of the file that it wants, then one that ends the file
//	pool:    the bytes of each piece that is wanted

// maxFrame is the length in bytes above which a frame is taken for nonsense.
// A document of formats.MaxRecordCharacters stays below it.
const maxFrame = 512 << 20

// protocolVersion tells a program that was replaced while it ran.
const protocolVersion = 3

type greeting struct {
	Protocol   int
	Extraction int
}

// pieceBytes is how much of a large file the process asks for at once, so that it
// holds no more of it than its reader does.
const pieceBytes = 256 << 10

// request is an Input without its Data. Path is bytes, since it
// need not be in UTF-8.
type request struct {
	Name, Path []byte
	Collection string
	Metadata   formats.Metadata
	Hash       string
	Format     string
	Size       int64
	OCR        []string `json:",omitempty"`
}

// piece is a part of a file in bytes.
type piece struct{ Offset, Length int64 }

type reply struct {
	Document *corpus.Document `json:",omitempty"`
	// PageBegins tells that the text of a page is recognised now, for which there
	// is as much time as for a file.
	PageBegins bool    `json:",omitempty"`
	Wants      *piece  `json:",omitempty"` // of the file
	End        *ending `json:",omitempty"`
}

// ending says how the extraction of a file ended.
type ending struct {
	Reading
	Reason formats.Reason // empty for success
	Detail string
	Memory uint64 // bytes that the process now holds
	Leaves bool   // the process ends after this
}

func writeFrame(w io.Writer, value any) error {
	text, err := json.Marshal(value)
	if err != nil {
		return fmt.Errorf("encoding a message: %w", err)
	}
	if len(text) > maxFrame {
		return fmt.Errorf("a message of %d bytes, the limit is %d", len(text), maxFrame)
	}
	if _, err := w.Write(binary.BigEndian.AppendUint32(nil, uint32(len(text)))); err != nil {
		return err
	}
	_, err = w.Write(text)
	return err
}

func readFrame(r io.Reader, value any) error {
	var length [4]byte
	if _, err := io.ReadFull(r, length[:]); err != nil {
		return err
	}
	n := binary.BigEndian.Uint32(length[:])
	if n > maxFrame {
		return fmt.Errorf("a message of %d bytes, the limit is %d", n, maxFrame)
	}
	text := make([]byte, n)
	if _, err := io.ReadFull(r, text); err != nil {
		return err
	}
	if err := json.Unmarshal(text, value); err != nil {
		return fmt.Errorf("decoding a message: %w", err)
	}
	return nil
}
