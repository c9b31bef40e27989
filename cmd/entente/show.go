package main

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"math"
	"strings"

	"github.com/spf13/cobra"

	"entente/corpus"
	"entente/search"
)

func newShowCommand(p *program) *cobra.Command {
	var asJSON bool
	cmd := &cobra.Command{
		Use:   "show ID",
		Short: "Print a document with its passages",
		Args:  exactly(1, "the id of one document, as search prints it"),
		RunE: func(cmd *cobra.Command, args []string) (err error) {
			f, err := p.openCollection(cmd.Context())
			if err != nil {
				return err
			}
			defer func() { err = errors.Join(err, f.close()) }()
			d, err := f.engine.Document(cmd.Context(), args[0])
			if err != nil {
				return err
			}
			near, err := f.engine.NearDuplicates(cmd.Context(), args[0])
			if err != nil {
				return err
			}
			if asJSON {
				return writeJSON(p.out, shownDocument{d, near})
			}
			return printDocument(p.out, p.style(), f, d, near)
		},
	}
	cmd.Flags().BoolVar(&asJSON, "json", false, "print the document as JSON")
	return cmd
}

// shownDocument is a document as show --json prints it.
type shownDocument struct {
	*corpus.Document
	NearDuplicates []search.NearDuplicate `json:"near_duplicates,omitempty"`
}

func printDocument(out io.Writer, s style, f *folder, d *corpus.Document, near []search.NearDuplicate) error {
	w := bufio.NewWriter(out)
	fmt.Fprintln(w, s.title(printable(d.Title)))
	type row struct{ label, value string }
	rows := []row{
		{"Type", f.names.Label("type", d.Type)}, {"Date", d.Date.String()}, {"Language", languageList(f, d)},
		{"Organizations", tagList(f, "org", d.Organizations)}, {"Topics", tagList(f, "topic", d.Topics)},
		{"Parties", tagList(f, "party", d.Parties)},
		{"Collection", d.Source.Collection}, {"File", d.Source.Path}, {"Read by", d.Source.Engine}, {"Official text", d.Source.URL},
		{"Not read", strings.Join(d.Unread, "; ")},
	}
	for _, place := range d.Source.Places {
		if place != d.Source.Path {
			rows = append(rows, row{"Also in", place})
		}
	}
	for _, n := range near {
		rows = append(rows, row{"Nearly as", nearly(n)})
	}
	for _, row := range rows {
		if row.value != "" {
			fmt.Fprintf(w, "%-14s %s\n", row.label, printable(row.value))
		}
	}
	printInstrument(w, s, d)
	for _, passage := range d.Passages {
		fmt.Fprintln(w)
		if heading := strings.TrimSpace(inLanguage(f, passage.Label(), passage.Language) + " " + headingOf(passage)); heading != "" {
			fmt.Fprintln(w, s.title(printable(heading)))
		}
		for line := range strings.Lines(passage.Text) {
			fmt.Fprintln(w, printable(line))
		}
	}
	return w.Flush()
}

// nearly names a document with nearly the same text, and where it stands.
func nearly(n search.NearDuplicate) string {
	text := fmt.Sprintf("%s, %.0f %% the same: %s", n.ID, math.Floor(100*n.Likeness), n.Title)
	if n.Path == "" {
		return text
	}
	return text + ", in " + n.Path
}

// headingOf returns the heading where the label does not have it already.
func headingOf(p corpus.Passage) string {
	if p.Kind == corpus.Section {
		return ""
	}
	return p.Heading
}

// languageList names the languages that the document is in.
func languageList(f *folder, d *corpus.Document) string {
	var list []string
	for _, code := range d.Languages() {
		list = append(list, f.names.Label("lang", code))
	}
	return strings.Join(list, ", ")
}

// tagList returns labels, the detected ones with the words that led to them.
func tagList(f *folder, field string, tags []corpus.Tag) string {
	var list []string
	for _, t := range tags {
		label := f.names.Label(field, t.Name)
		if t.Origin == corpus.Detected {
			label += fmt.Sprintf(" (detected: %s)", strings.Join(t.Evidence, ", "))
		}
		list = append(list, label)
	}
	return strings.Join(list, "; ")
}
