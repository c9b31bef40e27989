package corpus

import (
	"slices"
	"strconv"
)

// FieldKind says how a field is matched.
type FieldKind int

// The kinds of field.
const (
	TextField    FieldKind = iota // analysed into words, matched by words and phrases
	KeywordField                  // matched as a whole, without regard to case
	DateField                     // matched by dates and ranges
)

// Field is one row of the table that the index mapping, the query language,
// the facets, the API parameters and the help are made from.
type Field struct {
	Name  string // in queries and as API parameter: "org"
	Label string // for people: "Organization"
	Kind  FieldKind
	Facet bool // counted beside the answer, and accepted as a filter
	// Ordered says that the values of the facet are listed in their own order,
	// the highest first, rather than by their counts.
	Ordered bool
	// Unknown says that documents can have UnknownValue in the field.
	Unknown bool
	Help    string // one line, with an example
	// Values returns what the document has in the field. It is nil for body, which
	// the engine reads from the document itself; of a date field it returns
	// UnknownValue where the date is not known, and nothing otherwise.
	Values func(*Document) []string
	// Date returns the date that the document has in a date field; nil for others.
	Date func(*Document) Date
	// Tags returns the tags behind Values where the field is made of tags,
	// so that what was detected can be told from what was declared; else nil.
	Tags func(*Document) []Tag
}

// Fields returns the field table in the order in which it is shown.
func Fields() []Field {
	return []Field{
		{Name: "title", Label: "Title", Kind: TextField, Help: `words of the title: title:"status of forces"`,
			Values: func(d *Document) []string { return one(d.Title) }},
		{Name: "body", Label: "Text", Kind: TextField, Help: `words of the text, not of the title: body:aggression`},
		tagField("org", "Organization", `an organization: org:NATO`, func(d *Document) []Tag { return d.Organizations }),
		tagField("topic", "Topic", `a topic: topic:cyber-defence`, func(d *Document) []Tag { return d.Topics }),
		{Name: "type", Label: "Type", Kind: KeywordField, Facet: true, Help: `a type of document: type:treaty`,
			Values: func(d *Document) []string { return one(d.Type) }},
		tagField("party", "Party", `a state or other party: party:JP or party:Japan`, func(d *Document) []Tag { return d.Parties }),
		{Name: "lang", Label: "Language", Kind: KeywordField, Facet: true, Help: `a language: lang:fr`,
			Values: (*Document).Languages},
		{Name: "decade", Label: "Decade", Kind: KeywordField, Facet: true, Ordered: true, Help: `a decade: decade:1940s`, Values: decade},
		{Name: "source", Label: "Collection", Kind: KeywordField, Facet: true, Help: `a collection: source:sample`,
			Values: func(d *Document) []string { return one(d.Source.Collection) }},
		dateField("date", "Date", `a date or range: date:1949, date:1949-04..1960, date:>=1949-04-04, date:unknown`,
			func(d *Document) (Date, bool) { return d.Date, true }),
		dateField("signed", "Signed", `when a treaty was signed: signed:1949-04-04, signed:1945..1955, signed:unknown`,
			recordDate(func(i *Instrument) StatedDate { return i.Signed })),
		dateField("in-force", "In force since", `when a treaty entered into force: in-force:<1950, in-force:unknown`,
			recordDate(func(i *Instrument) StatedDate { return i.InForce })),
		dateField("ended", "Ended", `when a treaty ended: ended:1990..2000, ended:unknown`,
			recordDate(func(i *Instrument) StatedDate { return i.Ended })),
		recordField("place", "Place of signature", `where a treaty was signed: place:Washington, place:unknown`, true,
			func(i *Instrument) []Statement { return i.Places }),
		recordField("depositary", "Depositary", `who keeps a treaty: depositary:"Swiss Federal Council"`, false,
			func(i *Instrument) []Statement { return i.Depositaries }),
		recordField("series", "Treaty series", `a number in a treaty series: series:"34 UNTS 243"`, false,
			func(i *Instrument) []Statement { return i.Series }),
		recordField("amended-by", "Amended by", `what amended a treaty: amended-by:"Protocol of 1954"`, false,
			func(i *Instrument) []Statement { return i.AmendedBy }),
		recordField("ended-by", "Ended by", `what ended or replaced a treaty: ended-by:"Treaty of 1961"`, false,
			func(i *Instrument) []Statement { return i.EndedBy }),
	}
}

// Facets returns the rows of the field table that are facets, in its order.
func Facets() []Field {
	return slices.DeleteFunc(Fields(), func(f Field) bool { return !f.Facet })
}

// FieldNames returns the names of rows of the field table.
func FieldNames(fields []Field) []string {
	names := make([]string, len(fields))
	for i, f := range fields {
		names[i] = f.Name
	}
	return names
}

// FieldNamed returns the row of the field table with that name.
func FieldNamed(name string) (Field, bool) {
	for _, f := range Fields() {
		if f.Name == name {
			return f, true
		}
	}
	return Field{}, false
}

func tagField(name, label, help string, tags func(*Document) []Tag) Field {
	return Field{
		Name: name, Label: label, Kind: KeywordField, Facet: true, Help: help, Tags: tags,
		Values: func(d *Document) []string {
			var names []string
			for _, t := range tags(d) {
				names = append(names, t.Name)
			}
			return names
		},
	}
}

// UnknownValue is the value of a document in a date field whose date is not
// known, and of a treaty in a field of its record about which nothing is known.
const UnknownValue = "unknown"

// dateField makes the row of a date; of reports whether a document can have it.
func dateField(name, label, help string, of func(*Document) (date Date, can bool)) Field {
	return Field{
		Name: name, Label: label, Kind: DateField, Help: help, Unknown: true,
		Date: func(d *Document) Date {
			date, _ := of(d)
			return date
		},
		Values: func(d *Document) []string {
			if date, can := of(d); can && date.IsZero() {
				return []string{UnknownValue}
			}
			return nil
		},
	}
}

func recordDate(stated func(*Instrument) StatedDate) func(*Document) (Date, bool) {
	return func(d *Document) (Date, bool) {
		if d.Instrument == nil {
			return Date{}, false
		}
		return stated(d.Instrument).Date, true
	}
}

// recordField makes the row of names or numbers of a treaty's record.
func recordField(name, label, help string, facet bool, statements func(*Instrument) []Statement) Field {
	return Field{
		Name: name, Label: label, Kind: KeywordField, Facet: facet, Help: help, Unknown: true,
		Values: func(d *Document) []string {
			if d.Instrument == nil {
				return nil
			}
			var values []string
			for _, s := range statements(d.Instrument) {
				values = append(values, s.Value)
			}
			if len(values) == 0 {
				return []string{UnknownValue}
			}
			return values
		},
	}
}

func decade(d *Document) []string {
	if d.Date.IsZero() {
		return nil
	}
	return []string{strconv.Itoa(d.Date.Year()/10*10) + "s"}
}

func one(value string) []string {
	if value == "" {
		return nil
	}
	return []string{value}
}
