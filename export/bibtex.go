package export

import (
	"encoding/json"
	"fmt"
	"io"
	"strings"
	"time"

	"entente/search"
)

// bibTeXList writes BibTeX that biblatex reads as well. The record of the search
// stands before the first entry, where both read on.
type bibTeXList struct {
	w io.Writer
	o Options
	searched
}

func newBibTeX(w io.Writer, o Options) writer { return &bibTeXList{w: w, o: o} }

func (l *bibTeXList) begin(record *search.Record) error {
	l.searched = newSearched(record)
	text, err := json.Marshal(headOf(record))
	if err != nil {
		return fmt.Errorf("writing the record of the search: %w", err)
	}
	// Between entries only an @ means something; JSON can write it otherwise.
	_, err = io.WriteString(l.w, "% search record: "+strings.ReplaceAll(string(text), "@", `\u0040`)+"\n")
	return err
}

func (l *bibTeXList) hit(h *search.Hit) error {
	_, err := io.WriteString(l.w, "\n"+bibTeXEntry(l.reference(h, l.o)))
	return err
}

func (l *bibTeXList) end() error { return nil }

func (l *bibTeXList) fail(e *IncompleteError) error {
	_, err := fmt.Fprintf(l.w, "\n@misc{incomplete-export,\n  title = {{%s}},\n}\n", e.notice())
	return err
}

// bibTeXEntry writes a reference as @misc, whatever its type: BibTeX has no
// treaties, and @techreport and others ask for what is not known here.
func bibTeXEntry(r reference) string {
	var b strings.Builder
	b.WriteString("@misc{" + r.id + ",\n")
	field := func(name, value string) {
		if value != "" {
			b.WriteString("  " + name + " = " + value + ",\n")
		}
	}
	text := func(name, value string) {
		if value = texText(value); value != "" {
			field(name, "{"+value+"}")
		}
	}
	field("title", "{{"+texText(r.name())+"}}") // as it is written, in every style
	if first, _, ok := r.date.Span(); ok {
		text("date", r.date.String())
		text("year", r.date.String()[:4])
		if len(r.date.String()) > 4 {
			field("month", monthMacro(first.Month()))
		}
	}
	text("type", r.kind)
	text("note", r.labels())
	text("language", r.language)
	field("url", "{"+r.address()+"}")
	text("urldate", r.read.String())
	field("keywords", texKeywords(r.keywords))
	text("annote", strings.Join(r.remarks(), " | "))
	b.WriteString("}\n")
	return b.String()
}

// monthMacro is how BibTeX styles know a month: jan, feb.
func monthMacro(m time.Month) string { return strings.ToLower(m.String()[:3]) }

// texKeywords writes keywords with commas between them; a comma within one would
// part it.
func texKeywords(keywords []string) string {
	var list []string
	for _, k := range keywords {
		list = append(list, texText(strings.ReplaceAll(k, ",", ";")))
	}
	if len(list) == 0 {
		return ""
	}
	return "{" + strings.Join(list, ", ") + "}"
}

// texText writes a text so that TeX shows it as it is. A brace is written as a
// command, since BibTeX counts even braces that are escaped.
func texText(text string) string {
	return strings.NewReplacer(
		`\`, `\textbackslash{}`, "{", `\textbraceleft{}`, "}", `\textbraceright{}`, "~", `\textasciitilde{}`, "^", `\textasciicircum{}`,
		"$", `\$`, "&", `\&`, "#", `\#`, "_", `\_`, "%", `\%`,
	).Replace(line(text))
}
