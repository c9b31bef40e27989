package indexer

import (
	"context"
	"sync/atomic"
	"testing"

	"entente/corpus"
	"entente/corpus/formats"
)

// scanner is an Extractor for scans: of a file that begins with "page" a page is
// not read, of any other none; OCR finds nothing.
type scanner struct{ asked *atomic.Int64 }

func (s scanner) Extract(_ context.Context, in Input, yield func(*corpus.Document) error) (Reading, error) {
	s.asked.Add(1)
	problem := "p. 2: no text (needs OCR)"
	if len(in.OCR) > 0 {
		problem = "p. 2: no text (OCR found none)"
	}
	first := make([]byte, 4)
	if _, err := in.Data.ReadAt(first, 0); err != nil {
		return Reading{}, err
	}
	switch string(first) {
	case "page":
		return Reading{Unread: []string{problem}}, yield(paper(in, "1", "text"))
	case "text":
		return Reading{}, yield(paper(in, "1", "text"))
	}
	return Reading{}, failure(formats.NoText, "%s", problem)
}

// TestOCROnce checks that what needs OCR is read again when there is OCR, once, and
// nothing else is.
func TestOCROnce(t *testing.T) {
	p := newPlace(t, map[string]string{"partly.txt": "page", "read.txt": "text", "scan.txt": "scan"})
	var asked atomic.Int64
	o := p.options()
	o.Extractor = scanner{&asked}
	for _, run := range []struct {
		languages []string
		want      int64
	}{{nil, 3}, {nil, 0}, {[]string{"eng"}, 2}, {[]string{"eng"}, 0}, {nil, 0}} {
		asked.Store(0)
		o.OCR = run.languages
		p.run(o)
		if asked.Load() != run.want {
			t.Errorf("with OCR in %q %d files are read, want %d", run.languages, asked.Load(), run.want)
		}
	}
}
