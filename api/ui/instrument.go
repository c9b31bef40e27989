package ui

import (
	"cmp"

	"entente/corpus"
	"entente/search"
)

// recordRowView is one line of the record of a treaty.
type recordRowView struct {
	Label   string
	Values  []recordValueView
	Unknown string // without values: leads to everything of which this is unknown, too
}

// recordValueView is one value and where it was read.
type recordValueView struct {
	Text, Path    string // Path leads to everything with the value
	Detected      bool
	Words         string // that it was read from, "" when it is declared
	Place, Anchor string // the passage they stand in, "" for the title
}

// record shows the record of a treaty or agreement, nothing for other documents.
func (t tongue) record(d *corpus.Document) []recordRowView {
	if d.Instrument == nil {
		return nil
	}
	var rows []recordRowView
	for _, row := range d.Instrument.Rows() {
		view := recordRowView{Label: t.say(row.Label)}
		for _, s := range row.Known {
			view.Values = append(view.Values, t.recordValue(d, row.Field, s))
		}
		if len(row.Known) == 0 {
			view.Unknown = valuePath(row.Field, corpus.UnknownValue)
		}
		rows = append(rows, view)
	}
	return rows
}

func (t tongue) recordValue(d *corpus.Document, field string, s corpus.Statement) recordValueView {
	view := recordValueView{Text: s.Value, Path: valuePath(field, s.Value), Detected: s.Origin == corpus.Detected}
	if s.Words != "" {
		view.Words = t.quoted([]string{s.Words})
	}
	if s.Passage != nil {
		view.Place, view.Anchor = cmp.Or(d.Passages[*s.Passage].Label(), t.unnamed(*s.Passage)), "#"+search.PassageAnchor(*s.Passage)
	}
	return view
}

// valuePath leads to everything that has the value in a field of the record.
func valuePath(field, value string) string {
	query := search.Value{Field: field, Text: value}.String()
	if f, _ := corpus.FieldNamed(field); f.Kind == corpus.DateField {
		query = field + ":" + value
	}
	return searchPath(search.Request{Query: query})
}

// inRecord reports whether the record shows the values of a field.
func inRecord(field string) bool {
	for _, row := range corpus.NewInstrument().Rows() {
		if row.Field == field {
			return true
		}
	}
	return false
}
