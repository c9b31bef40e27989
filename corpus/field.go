package corpus

import "strconv"

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
	Help    string // one line, with an example
	// Values returns what the document has in the field. It is nil for date
	// and for body, which the engine reads from the document itself.
	Values func(*Document) []string
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
			Values: func(d *Document) []string { return one(d.Language) }},
		{Name: "decade", Label: "Decade", Kind: KeywordField, Facet: true, Ordered: true, Help: `a decade: decade:1940s`, Values: decade},
		{Name: "source", Label: "Collection", Kind: KeywordField, Facet: true, Help: `a collection: source:sample`,
			Values: func(d *Document) []string { return one(d.Source.Collection) }},
		{Name: "date", Label: "Date", Kind: DateField, Help: `a date or range: date:1949, date:1949-04..1960, date:>=1949-04-04`},
	}
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
