package api

import (
	"bufio"
	"encoding/json"
	"errors"
	"io"
	"runtime"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"entente/api/wire"
	"entente/corpus"
	"entente/search"
)

func TestLines(t *testing.T) {
	const limit = 40
	long := strings.Repeat("x", limit+1)
	source := "a\n\n" + strings.Repeat("y", limit) + "\n" + long + "\n" + long + long + "\nlast"
	reader := &lineReader{source: bufio.NewReaderSize(strings.NewReader(source), 16), limit: limit}
	var got []string
	for {
		line, number, err := reader.next()
		if errors.Is(err, io.EOF) {
			break
		}
		if number != len(got)+1 {
			t.Errorf("number %d after %d lines", number, len(got))
		}
		if err != nil {
			line = []byte(err.Error())
		}
		got = append(got, string(line))
	}
	want := []string{"a", "", strings.Repeat("y", limit), errLineTooLong.Error(), errLineTooLong.Error(), "last"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

// FuzzReadDocument holds that a line is a document with a valid id or refused,
// and that what was read is read the same again.
func FuzzReadDocument(f *testing.F) {
	for _, seed := range []string{`{"id":"a","title":"A","date":"1949-04","source":{"collection":"x"},"passages":[{"kind":"page","page":1,"text":"t"}]}`, `{"id":"a"}{}`, `null`, `[]`, `{"id":"a/b"}`, "\xff", `{"id":1}`, `{"id":"a","ID":"b"}`, `{"id":"a","passages":[{},{"breaks":[{"offset":1,"page":2}]}]}`, `[[[[[[[[[[`} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, line []byte) {
		document, _, err := readDocument(line)
		if err != nil {
			return
		}
		if err := document.Check(); err != nil {
			t.Fatal(err)
		}
		written, err := json.Marshal(document)
		if err != nil {
			t.Fatal(err)
		}
		again, _, err := readDocument(written)
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(document, again, cmp.AllowUnexported(corpus.Date{})); diff != "" {
			t.Fatal(diff)
		}
	})
}

// A line of empty things may not take many times its size in memory.
func TestAnUploadedLineTakesBoundedMemory(t *testing.T) {
	size := wire.MaxLineBytes - 100
	if testing.Short() {
		size /= 8
	}
	for name, c := range map[string]struct{ before, each, after string }{
		"passages": {`{"id":"a","passages":[{}`, `,{}`, `]}`},
		"tags":     {`{"id":"a","topics":[{}`, `,{}`, `]}`},
		"evidence": {`{"id":"a","topics":[{"evidence":[""`, `,""`, `]}]}`},
		"breaks":   {`{"id":"a","passages":[{"breaks":[{}`, `,{}`, `]}]}`},
		"arrays":   {`{"id":"a","passages":[`, `[`, ``},
		"names":    {`{"id":"a","x":1`, `,"x":1`, `}`},
		"nesting":  {``, `{"a":`, ``},
	} {
		line := []byte(c.before + strings.Repeat(c.each, size/len(c.each)) + c.after)
		var before, after runtime.MemStats
		runtime.ReadMemStats(&before)
		if _, _, err := readDocument(line); err == nil {
			t.Errorf("%s: no error", name)
		}
		runtime.ReadMemStats(&after)
		allocated := after.TotalAlloc - before.TotalAlloc
		if limit := uint64(6*len(line) + 64<<20); allocated > limit {
			t.Errorf("%s: %d MiB allocated for a line of %d MiB", name, allocated>>20, len(line)>>20)
		}
		t.Logf("%s: %d MiB allocated for a line of %d MiB", name, allocated>>20, len(line)>>20)
	}
}

func TestAsManyPassagesAsADocumentMayHaveAreRead(t *testing.T) {
	passages := func(n int) []byte {
		return []byte(`{"id":"a","passages":[` + strings.TrimSuffix(strings.Repeat(`{"kind":"section","text":"t"},`, n), ",") + `]}`)
	}
	if document, _, err := readDocument(passages(corpus.MaxPassages)); err != nil || len(document.Passages) != corpus.MaxPassages {
		t.Error(err)
	}
	for _, n := range []int{corpus.MaxPassages + 1, wire.MaxListed + 1} {
		var invalid *search.InvalidError
		if _, id, err := readDocument(passages(n)); !errors.As(err, &invalid) || !strings.Contains(invalid.Message, "divide it") || id != "a" {
			t.Errorf("%d passages: %q, %v", n, id, err)
		}
	}
}

func TestSuccessiveReadsOfANameDoNotMix(t *testing.T) {
	for _, line := range []string{`{"id":"a","passages":[{"kind":"section","heading":"h","text":"t"}],"passages":[{"kind":"section","text":"u"}]}`, `{"id":"a","Id":"b"}`} {
		if _, _, err := readDocument([]byte(line)); err == nil || !strings.Contains(err.Error(), "twice in one object") {
			t.Errorf("%s: %v", line, err)
		}
	}
}
