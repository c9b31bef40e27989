package main

import (
	"fmt"
	"io"

	"entente/corpus"
)

// printInstrument writes the record of a treaty, each value with its origin.
func printInstrument(w io.Writer, s style, d *corpus.Document) {
	if d.Instrument == nil {
		return
	}
	fmt.Fprintln(w)
	for _, row := range d.Instrument.Rows() {
		if len(row.Known) == 0 {
			fmt.Fprintf(w, "%-18s %s\n", row.Label, s.aside(string(corpus.NotKnown)))
		}
		for _, known := range row.Known {
			fmt.Fprintf(w, "%-18s %s %s\n", row.Label, printable(known.Value), s.aside(printable(origin(d, known.Reading))))
		}
	}
}

// origin says where a value was read: "(detected in Article 14: “Done at …”)".
func origin(d *corpus.Document, r corpus.Reading) string {
	if r.Origin != corpus.Detected {
		return "(" + string(r.Origin) + ")"
	}
	where := "the title"
	if r.Passage != nil {
		if where = d.Passages[*r.Passage].Label(); where == "" {
			where = fmt.Sprintf("passage %d", *r.Passage+1)
		}
	}
	return fmt.Sprintf("(detected in %s: “%s”)", where, r.Words)
}
