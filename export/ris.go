package export

import (
	"io"
	"strings"

	"entente/corpus"
	"entente/search"
)

// risList writes RIS (Research Information Systems' format, as Reference Manager
// and EndNote describe it). The format has no comments, so that each reference
// says in a note of which search it is, and as which hit of how many.
type risList struct {
	w io.Writer
	o Options
	searched
}

func newRIS(w io.Writer, o Options) writer { return &risList{w: w, o: o} }

func (l *risList) begin(record *search.Record) error {
	l.searched = newSearched(record)
	return nil
}

func (l *risList) hit(h *search.Hit) error {
	_, err := io.WriteString(l.w, risReference(l.reference(h, l.o)))
	return err
}

func (l *risList) end() error { return nil }

func (l *risList) fail(e *IncompleteError) error {
	var r risLines
	r.add("TY", "GEN")
	r.add("TI", e.notice())
	r.add("ER", "")
	_, err := io.WriteString(l.w, r.String())
	return err
}

// risType returns the type of reference for a type of document. RIS has none for
// treaties; LEGAL is that of legal rules.
func risType(kind string) string {
	switch kind {
	case "treaty", "agreement", "charter":
		return "LEGAL"
	case "law":
		return "STAT"
	case "declaration", "resolution", "strategy":
		return "GOVDOC"
	case "report":
		return "RPRT"
	case "article":
		return "ELEC"
	}
	return "GEN"
}

func risReference(r reference) string {
	var lines risLines
	lines.add("TY", risType(r.kind))
	lines.add("ID", r.id)
	lines.add("TI", r.name())
	if !r.date.IsZero() {
		lines.add("PY", r.date.String()[:4])
		lines.add("DA", risDate(r.date))
	}
	for _, tag := range []struct{ tag, value string }{
		{"M3", r.kind}, {"LA", r.language}, {"SE", r.labels()}, {"DP", "Entente"}, {"DB", r.collection}, {"UR", r.address()},
	} {
		if line(tag.value) != "" {
			lines.add(tag.tag, tag.value)
		}
	}
	for _, p := range r.passages {
		lines.add("L2", p.URL)
	}
	if len(r.passages) == 0 {
		lines.add("L2", r.permalink)
	}
	if !r.read.IsZero() {
		lines.add("Y2", risDate(r.read))
	}
	for _, k := range r.keywords {
		lines.add("KW", k)
	}
	for _, n := range r.remarks() {
		lines.add("N1", n)
	}
	lines.add("ER", "")
	return lines.String()
}

// risLines are the lines of a reference.
type risLines struct{ strings.Builder }

// add writes a line: a tag, two blanks, a hyphen, a blank, the value, and the end
// of a line as the format has it.
func (l *risLines) add(tag, value string) { l.WriteString(tag + "  - " + line(value) + "\r\n") }

// risDate writes YYYY/MM/DD/ with nothing where the month or day is unknown.
func risDate(d corpus.Date) string {
	parts := append(strings.Split(d.String(), "-"), "", "")
	return strings.Join(parts[:3], "/") + "/"
}
