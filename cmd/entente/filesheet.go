package main

import (
	"encoding/csv"
	"encoding/json"
	"io"
	"strconv"
	"strings"
	"time"

	"entente/api/wire"
	"entente/export"
	"entente/indexer"
)

// filePrinter prints a list of files, one after the other.
type filePrinter interface {
	file(indexer.File) error
	end() error
}

// fileLines prints files as JSON Lines.
type fileLines struct{ encoder *json.Encoder }

func newFileLines(w io.Writer) fileLines {
	encoder := json.NewEncoder(w)
	encoder.SetEscapeHTML(false)
	return fileLines{encoder}
}

// file prints what the interface tells of the file, and what a worker process
// wrote before it died, which is for whoever owns the collection alone.
func (l fileLines) file(file indexer.File) error {
	return l.encoder.Encode(struct {
		wire.File
		Output string `json:"output,omitempty"`
	}{listed(file), file.Output})
}

func (fileLines) end() error { return nil }

// fileSheet prints files as comma-separated values.
type fileSheet struct{ w *csv.Writer }

func newFileSheet(w io.Writer) *fileSheet {
	s := &fileSheet{csv.NewWriter(w)}
	// An error is kept by the writer, and told at the end.
	s.w.Write([]string{"state", "reason", "detail", "advice", "path", "collection", "format", "media_type", "size", "documents", "text_bytes", "unread", "engines", "seconds",
		"pages", "unread_pages", "partly_read_pages", "quality", "modified", "read", "indexed"})
	return s
}

func (s *fileSheet) file(file indexer.File) error {
	f := listed(file)
	return s.w.Write([]string{
		f.State, f.Reason, export.Cell(f.Detail), export.Cell(f.Advice), export.Cell(f.Path), export.Cell(f.Collection), f.Format, f.MediaType,
		strconv.FormatInt(f.Size, 10), strconv.Itoa(f.Documents), strconv.FormatInt(f.TextBytes, 10),
		export.Cell(strings.Join(f.Unread, "; ")), strings.Join(f.Engines, " "), strconv.FormatFloat(f.Seconds, 'f', 3, 64),
		pageCell(f, f.Pages), pageCell(f, f.UnreadPages), pageCell(f, f.PartlyPages), qualityCell(f), timeCell(f.Modified), timeCell(f.Read), timeCell(f.Indexed),
	})
}

func (s *fileSheet) end() error {
	s.w.Flush()
	return s.w.Error()
}

// pageCell is a number of pages, empty for a file without pages.
func pageCell(f wire.File, n int) string {
	if f.Pages == 0 {
		return ""
	}
	return strconv.Itoa(n)
}

func qualityCell(f wire.File) string {
	if f.Quality == nil {
		return ""
	}
	return strconv.Itoa(*f.Quality)
}

func timeCell(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.UTC().Format(time.RFC3339)
}
