package corpus

import (
	"bytes"
	"encoding/json"
	"fmt"
	"unicode/utf8"
)

// Instrument is the record of a treaty or agreement: when and where it was
// signed, since when it is in force, who keeps it, where it is published and
// what became of it. Its parties are Document.Parties. What is not known is said
// to be unknown: a date then has that origin, and a list is empty.
type Instrument struct {
	Signed       StatedDate  `json:"signed"`
	InForce      StatedDate  `json:"in_force"` // entry into force, for the first parties
	Ended        StatedDate  `json:"ended"`
	Places       []Statement `json:"places"` // of signature
	Depositaries []Statement `json:"depositaries"`
	Series       []Statement `json:"series"` // numbers in treaty series: "34 UNTS 243"
	AmendedBy    []Statement `json:"amended_by"`
	EndedBy      []Statement `json:"ended_by"`
}

// NotKnown is the origin of a value that is neither declared nor found in the text.
const NotKnown Origin = "unknown"

// Reading says where a value of a record was read.
type Reading struct {
	Origin Origin `json:"origin"`
	// Passage is the index of the passage in which a detected value stands, and
	// Words what it was read from there. A detected value without a Passage
	// stands in the title; one that is declared or unknown has neither.
	Passage *int   `json:"passage,omitempty"`
	Words   string `json:"words,omitempty"`
}

// StatedDate is a date of a record. Without one its origin is NotKnown.
type StatedDate struct {
	Date Date `json:"date,omitzero"`
	Reading
}

// Statement is a name or number of a record.
type Statement struct {
	Value string `json:"value"`
	Reading
}

// NewInstrument returns a record of which nothing is known.
func NewInstrument() *Instrument {
	unknown := StatedDate{Reading: Reading{Origin: NotKnown}}
	return &Instrument{
		Signed: unknown, InForce: unknown, Ended: unknown, Places: []Statement{}, Depositaries: []Statement{},
		Series: []Statement{}, AmendedBy: []Statement{}, EndedBy: []Statement{},
	}
}

// UnmarshalJSON reads a record; what it leaves out is unknown. Its errors are
// those of encoding/json as they are, which readers of a document know.
func (i *Instrument) UnmarshalJSON(text []byte) error {
	type plain Instrument
	*i = *NewInstrument()
	decoder := json.NewDecoder(bytes.NewReader(text))
	decoder.DisallowUnknownFields()
	if err := decoder.Decode((*plain)(i)); err != nil {
		return err
	}
	for _, list := range []*[]Statement{&i.Places, &i.Depositaries, &i.Series, &i.AmendedBy, &i.EndedBy} {
		if *list == nil {
			*list = []Statement{}
		}
	}
	return nil
}

// InstrumentRow is one line of a record, for those who show it.
type InstrumentRow struct {
	Label string
	Field string // by which its values are searched
	Known []Statement
}

// Rows returns the whole record in the order in which it is shown, dates as
// statements. What is unknown is a row without statements.
func (i *Instrument) Rows() []InstrumentRow {
	date := func(d StatedDate) []Statement {
		if d.Date.IsZero() {
			return nil
		}
		return []Statement{{Value: d.Date.String(), Reading: d.Reading}}
	}
	return []InstrumentRow{
		{Label: "Signed", Field: "signed", Known: date(i.Signed)},
		{Label: "Place of signature", Field: "place", Known: i.Places},
		{Label: "In force since", Field: "in-force", Known: date(i.InForce)},
		{Label: "Ended", Field: "ended", Known: date(i.Ended)},
		{Label: "Depositary", Field: "depositary", Known: i.Depositaries},
		{Label: "Treaty series", Field: "series", Known: i.Series},
		{Label: "Amended by", Field: "amended-by", Known: i.AmendedBy},
		{Label: "Ended by", Field: "ended-by", Known: i.EndedBy},
	}
}

// checkInstrument says what is wrong with the record, if there is one.
func (d *Document) checkInstrument() error {
	if d.Instrument == nil {
		return nil
	}
	for _, s := range []StatedDate{d.Instrument.Signed, d.Instrument.InForce, d.Instrument.Ended} {
		if s.Date.IsZero() != (s.Origin == NotKnown) {
			return fmt.Errorf("a date of its record, %q, has the origin %q: write %s for a date that is not known, and only then", s.Date, s.Origin, NotKnown)
		}
		if err := s.check(len(d.Passages), !s.Date.IsZero()); err != nil {
			return err
		}
	}
	for _, row := range d.Instrument.Rows() {
		for _, s := range row.Known {
			if err := checkName(row.Label, s.Value); err != nil {
				return err
			}
			if err := s.check(len(d.Passages), true); err != nil {
				return err
			}
		}
	}
	return nil
}

func (r Reading) check(passages int, known bool) error {
	switch {
	case known && r.Origin != Declared && r.Origin != Detected:
		return fmt.Errorf("a value of its record has the origin %q: write %s or %s", r.Origin, Declared, Detected)
	case r.Passage != nil && (*r.Passage < 0 || *r.Passage >= passages):
		return fmt.Errorf("a value of its record stands in passage %d, which it does not have", *r.Passage)
	case len(r.Words) > MaxName || !utf8.ValidString(r.Words):
		return fmt.Errorf("a value of its record was read from words that are not 0 to %d bytes of UTF-8", MaxName)
	}
	return nil
}
