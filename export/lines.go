package export

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"entente/search"
)

// lineList writes one JSON object a line: first {"record": …, "base": …}, then each
// hit as a search answers it, with base before its addresses, last {"end": …}, or
// {"incomplete": …} when the rest is missing.
type lineList struct {
	w       io.Writer
	o       Options
	written int
}

func newLines(w io.Writer, o Options) writer { return &lineList{w: w, o: o} }

// head is the record of a search without the ids, which follow one by one.
type head struct {
	*search.Record
	IDs []string `json:"ids,omitempty"` // stands before the one of Record
}

func headOf(record *search.Record) head { return head{Record: record} }

// tally ends a list.
type tally struct {
	Hits  int `json:"hits"`            // written
	Total int `json:"total,omitempty"` // found, where the rest is missing
}

func (l *lineList) begin(record *search.Record) error {
	return l.write(struct {
		Record head   `json:"record"`
		Base   string `json:"base"`
	}{headOf(record), l.o.Base})
}

func (l *lineList) hit(h *search.Hit) error {
	whole := *h
	whole.Passages = slices.Clone(h.Passages)
	eachAddress(&whole, func(path string) string { return l.o.Base + path })
	l.written++
	return l.write(whole)
}

// eachAddress changes the addresses in a hit.
func eachAddress(h *search.Hit, change func(string) string) {
	h.URL = change(h.URL)
	for i := range h.Passages {
		h.Passages[i].URL = change(h.Passages[i].URL)
	}
}

func (l *lineList) end() error {
	return l.write(struct {
		End tally `json:"end"`
	}{tally{Hits: l.written}})
}

func (l *lineList) fail(e *IncompleteError) error {
	return l.write(struct {
		Incomplete tally `json:"incomplete"`
	}{tally{e.Written, e.Total}})
}

func (l *lineList) write(value any) error {
	var b bytes.Buffer
	encoder := json.NewEncoder(&b)
	encoder.SetEscapeHTML(false)
	if err := encoder.Encode(value); err != nil {
		return fmt.Errorf("writing JSON: %w", err)
	}
	_, err := l.w.Write(b.Bytes())
	return err
}

// errBrokenOff is a list in JSON Lines that stops without an end.
var errBrokenOff = errors.New("the list breaks off")

// ReadLines reads a list in JSON Lines as Write writes it, and gives what is in it
// as search.Engine.Walk does, with addresses as a search answers them. A list
// without its end is an *IncompleteError. No more than one hit is in memory at a
// time.
func ReadLines(r io.Reader, begin func(*search.Record) error, hit func(*search.Hit) error) error {
	decoder := json.NewDecoder(r)
	var first struct {
		Record *search.Record
		Base   string
	}
	if err := decoder.Decode(&first); err != nil || first.Record == nil {
		return fmt.Errorf("reading the record at the head of a list: %w", errors.Join(err, errBrokenOff))
	}
	if err := begin(first.Record); err != nil {
		return err
	}
	incomplete := &IncompleteError{Total: first.Record.Total.Value}
	for {
		var next struct {
			search.Hit
			End, Incomplete *tally
		}
		err := decoder.Decode(&next)
		switch {
		case err == nil && next.End != nil && next.End.Hits == incomplete.Written && incomplete.Written == incomplete.Total:
			return nil
		case err != nil || next.End != nil || next.Incomplete != nil || next.ID == "":
			incomplete.Cause = errors.Join(errBrokenOff, err)
			return incomplete
		}
		incomplete.Written++
		eachAddress(&next.Hit, func(address string) string { return strings.TrimPrefix(address, first.Base) })
		if err := hit(&next.Hit); err != nil {
			return err
		}
	}
}
