package indexer

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"io"
	"math/rand/v2"
	"strings"
	"testing"

	"entente/corpus"
)

// TestLargeFileComesInPieces sends a file of several pieces through a worker that
// reads all of it.
func TestLargeFileComesInPieces(t *testing.T) {
	w := testWorkers(t, "unruly", WorkerOptions{Count: 1})
	for _, size := range []int{pieceBytes, pieceBytes + 1, 3 * pieceBytes, 3*pieceBytes + 7} {
		text := "hash " + strings.Repeat("a", size-len("hash ")-1) + "z"
		documents, _, err := Extract(t.Context(), w, input("x.txt", text))
		if err != nil || len(documents) != 1 {
			t.Fatalf("%d bytes: %d documents, error %v", size, len(documents), err)
		}
		sum := sha256.Sum256([]byte(text))
		if got := documents[0].Passages[0].Text; got != hex.EncodeToString(sum[:]) {
			t.Errorf("%d bytes: the worker read another text", size)
		}
	}
}

func TestLargeFileThatCannotBeReadToItsEnd(t *testing.T) {
	w := testWorkers(t, "unruly", WorkerOptions{Count: 1})
	in := input("x.txt", strings.Repeat("a", pieceBytes+1))
	in.Size = 2 * pieceBytes
	if _, _, err := Extract(t.Context(), w, in); reasonOf(t, err) != Unreadable {
		t.Errorf("error %v", err)
	}
	if pid(t, w) == "" {
		t.Error("the pool is of no use after it")
	}
}

// TestDistantFileReadsAnywhere compares reads of any place and length with the
// file itself.
func TestDistantFileReadsAnywhere(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	data := make([]byte, 2*pieceBytes+1234)
	for i := range data {
		data[i] = byte(random.Uint32())
	}
	file, near := distant(t, data), bytes.NewReader(data)
	for range 500 {
		offset := random.Int64N(int64(len(data)) + 10)
		got, want := make([]byte, random.IntN(pieceBytes*3/2)), []byte(nil)
		want = append(want, got...)
		n, err := file.ReadAt(got, offset)
		wantN, wantErr := near.ReadAt(want, offset)
		if n != wantN || len(got) > 0 && !errors.Is(err, wantErr) || !bytes.Equal(got, want) {
			t.Fatalf("%d bytes at %d: %d, %v; want %d, %v", len(got), offset, n, err, wantN, wantErr)
		}
	}
	if _, err := file.ReadAt(make([]byte, 1), -1); err == nil {
		t.Error("something stands before the first byte")
	}
}

// distant returns a file whose pieces are given by a goroutine.
func distant(t *testing.T, data []byte) *distantFile {
	requests, ask := io.Pipe()
	pieces, give := io.Pipe()
	t.Cleanup(func() { ask.Close(); pieces.Close() })
	go func() {
		for {
			var r reply
			if readFrame(requests, &r) != nil {
				return
			}
			give.Write(data[r.Wants.Offset:][:r.Wants.Length])
		}
	}()
	return &distantFile{server: newServer(pieces, ask, nil), size: int64(len(data))}
}

// TestRecordsTellWhatBecameNone: the ledger's row and the last document tell it.
func TestRecordsTellWhatBecameNone(t *testing.T) {
	lines := `{"text": "One of them."}` + "\nno\n" + `{"text": "Another."}` + "\n3\n" + `{"text": "The last.", "type": "poem"}` + "\n"
	documents, unread, err := Extract(t.Context(), testExtractor(t), input("x.jsonl", lines))
	if err != nil || len(documents) != 3 {
		t.Fatalf("%d documents, error %v", len(documents), err)
	}
	told := func(list []string) bool {
		return len(list) >= 2 && strings.HasPrefix(list[0], "line 2: ") && list[1] == "line 4: not an object"
	}
	if !told(unread) || len(unread) != 3 || !strings.HasPrefix(unread[2], "record 3: ") {
		t.Errorf("unread: %q", unread)
	}
	if got := documents[2].Unread; !told(got) {
		t.Errorf("the last document tells %q", got)
	}
	for _, d := range documents[:2] {
		if len(d.Unread) > 0 {
			t.Errorf("%s tells %q", d.ID, d.Unread)
		}
	}
}

// TestDocumentsComeBeforeTheFileIsRead: a document is handed on before the end of
// a large file of records is read by the worker for the second time.
func TestDocumentsComeBeforeTheFileIsRead(t *testing.T) {
	line := `{"text": "` + strings.Repeat("word ", 10_000) + `"}` + "\n"
	data := []byte(strings.Repeat(line, 40))
	w := testWorkers(t, "real", WorkerOptions{Count: 1})
	in := input("x.jsonl", "")
	source := &counted{Reader: bytes.NewReader(data)}
	in.Data, in.Size = source, int64(len(data))
	var first int64
	_, err := w.Extract(t.Context(), in, func(*corpus.Document) error {
		if first == 0 {
			first = source.bytes
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if all := source.bytes; first > all-in.Size/2 {
		t.Errorf("%d of %d bytes were read when the first document came", first, all)
	}
}

// counted counts the bytes that are read.
type counted struct {
	*bytes.Reader
	bytes int64
}

func (c *counted) ReadAt(b []byte, offset int64) (int, error) {
	n, err := c.Reader.ReadAt(b, offset)
	c.bytes += int64(n)
	return n, err
}
