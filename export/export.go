// Package export writes the hits of a search for other programs: spreadsheets,
// reference managers, scripts. Each hit comes with the passages it is cited by
// and their permanent addresses, and says of which search it is. A single
// document or passage is cited by the same writers (Cite).
//
// Hits are written as they come, so that a list may be of any length. A list
// that could not be completed says so in its own format and never merely ends.
// How hits are found belongs to search, how an answer is sent to api.
package export

import (
	"context"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"time"

	"entente/corpus"
	"entente/search"
)

// Format is a way to write a list of hits.
type Format struct {
	Name      string // as parameters and flags have it: "ris"
	Label     string // for people
	MediaType string
	Extension string // of a file, without a dot
	open      func(io.Writer, Options) writer
}

// Formats lists the formats, in the order shown.
func Formats() []Format {
	return []Format{
		{"csv", "CSV", "text/csv; charset=utf-8", "csv", newCSV},
		{"jsonl", "JSON Lines", "application/x-ndjson", "jsonl", newLines},
		{"ris", "RIS", "application/x-research-info-systems", "ris", newRIS},
		{"bibtex", "BibTeX", "application/x-bibtex", "bib", newBibTeX},
		{"csl", "CSL-JSON", "application/vnd.citationstyles.csl+json", "json", newCSL},
	}
}

// FormatNamed returns the format with that name. The error is a
// *search.InvalidError about the parameter "format".
func FormatNamed(name string) (Format, error) {
	var names []string
	for _, f := range Formats() {
		if f.Name == name {
			return f, nil
		}
		names = append(names, f.Name)
	}
	return Format{}, unknownFormat(name, names)
}

func unknownFormat(name string, names []string) error {
	return &search.InvalidError{
		Parameter: "format", Message: "must be one of " + strings.Join(names, ", "), Nearest: search.Nearest(name, names),
	}
}

// Options say how hits are written.
type Options struct {
	// Base is the address under which the reading pages are reached, without a
	// slash at the end: "http://127.0.0.1:8080".
	Base string
	// Label gives the name for people of a value of a field; nil leaves the values
	// as they are.
	Label func(field, value string) string
	// Patience bounds how long the search may take until its first hit is known,
	// not how long all of them take; 0 is no bound.
	Patience time.Duration
}

// Walker gives the hits of a request: the part of search.Engine that is needed here.
type Walker interface {
	Walk(ctx context.Context, r search.Request, begin func(*search.Record) error, hit func(*search.Hit) error) error
}

// writer writes one list. Each method makes one call of Write at most.
type writer interface {
	begin(*search.Record) error
	hit(*search.Hit) error
	end() error
	// fail ends a list of which the rest is missing.
	fail(*IncompleteError) error
}

// IncompleteError says that a list ends before all hits are written, which the
// list says itself, too.
type IncompleteError struct {
	Written int // whole hits
	Total   int
	Cause   error
}

func (e *IncompleteError) Error() string { return fmt.Sprintf("%s: %v", e.notice(), e.Cause) }

// Unwrap returns what went wrong.
func (e *IncompleteError) Unwrap() error { return e.Cause }

// notice says it without the cause, which may be none of the reader's business.
func (e *IncompleteError) notice() string {
	return fmt.Sprintf("INCOMPLETE EXPORT: %d of %d hits were written", e.Written, e.Total)
}

// errMissing is an engine that gives another number of hits than it counted.
var errMissing = errors.New("the search gave another number of hits than it counted")

// Write writes all hits of a request. Nothing is written when the search fails
// before its first hit is known, with search.ErrTimeout when it took longer than
// Options.Patience; after that the error is an *IncompleteError. The end of ctx is
// an error like any other.
func Write(ctx context.Context, w io.Writer, f Format, o Options, from Walker, r search.Request) error {
	out := f.open(w, o)
	begun, incomplete := false, &IncompleteError{}
	ctx, found, release := hurry(ctx, o.Patience)
	defer release()
	err := from.Walk(ctx, r, func(record *search.Record) error {
		found()
		begun, incomplete.Total = true, record.Total.Value
		return out.begin(record)
	}, func(h *search.Hit) error {
		if err := out.hit(h); err != nil {
			return fmt.Errorf("writing hit %s: %w", h.ID, err)
		}
		incomplete.Written++
		return nil
	})
	if err == nil && incomplete.Written != incomplete.Total {
		err = errMissing
	}
	switch {
	case err == nil:
		return out.end()
	case !begun && errors.Is(err, context.Canceled) && errors.Is(context.Cause(ctx), search.ErrTimeout):
		return search.ErrTimeout
	case !begun:
		return err
	}
	incomplete.Cause = errors.Join(err, out.fail(incomplete))
	return incomplete
}

// hurry returns a context that ends with search.ErrTimeout when found is not called
// in time. Call release when done.
func hurry(ctx context.Context, patience time.Duration) (hurried context.Context, found, release func()) {
	hurried, cancel := context.WithCancelCause(ctx)
	if patience == 0 {
		return hurried, func() {}, func() { cancel(nil) }
	}
	timer := time.AfterFunc(patience, func() { cancel(search.ErrTimeout) })
	stop := func() { timer.Stop() }
	return hurried, stop, func() { stop(); cancel(nil) }
}

// Citing lists the names of the formats in which Cite cites, "plain" first.
func Citing() []string { return []string{plain, "bibtex", "ris", "csl"} }

// plain is the name of the citation as text.
const plain = "plain"

// Citation is a document, or a passage of it, that is cited.
type Citation struct {
	Document *corpus.Document
	Passage  int         // index into the passages; below 0 the whole document
	Read     corpus.Date // day on which it was read here; unknown is left out
}

// Cite returns a citation in one of the formats Citing lists, and the media type
// of it. The error is a *search.InvalidError about the parameter "format".
func Cite(c Citation, format string, o Options) (text, mediaType string, err error) {
	ref := c.reference(o)
	if format == plain {
		return ref.text() + "\n", "text/plain; charset=utf-8", nil
	}
	if !slices.Contains(Citing(), format) {
		return "", "", unknownFormat(format, Citing())
	}
	f, err := FormatNamed(format)
	if err != nil {
		return "", "", err
	}
	switch format {
	case "bibtex":
		text = bibTeXEntry(ref)
	case "ris":
		text = risReference(ref)
	case "csl":
		text, err = cslListOf(ref)
	}
	return text, f.MediaType, err
}
