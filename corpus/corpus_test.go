package corpus

import (
	"encoding/json"
	"reflect"
	"strings"
	"testing"
	"time"
)

func TestParseDate(t *testing.T) {
	for _, test := range []struct {
		text        string
		precision   Precision
		first, last string
	}{
		{"1949", Year, "1949-01-01", "1949-12-31"},
		{"1948-02", Month, "1948-02-01", "1948-02-29"},
		{"1949-04-04", Day, "1949-04-04", "1949-04-04"},
		{"0001", Year, "0001-01-01", "0001-12-31"},
		{"9999-12-31", Day, "9999-12-31", "9999-12-31"},
	} {
		d, err := ParseDate(test.text)
		if err != nil {
			t.Errorf("ParseDate(%q): %v", test.text, err)
			continue
		}
		first, last, ok := d.Span()
		if !ok || d.Precision() != test.precision || first.Format(time.DateOnly) != test.first || last.Format(time.DateOnly) != test.last {
			t.Errorf("ParseDate(%q) is %v, %v to %v", test.text, d.Precision(), first, last)
		}
		if d.String() != test.text {
			t.Errorf("ParseDate(%q) prints %q", test.text, d)
		}
	}
	for _, bad := range []string{"", "49", "0000", "1949-00", "1949-13", "1949-4", "1949-04-31", "1949-02-29", "1949/04", "1949-04/04", "19490404", "1949-04-00", " 1949", "१९४९"} {
		if d, err := ParseDate(bad); err == nil {
			t.Errorf("ParseDate(%q) = %v, want an error", bad, d)
		}
	}
}

func TestDateNeighbours(t *testing.T) {
	for _, test := range []struct{ date, previous, next string }{
		{"1949", "1948", "1950"},
		{"1949-12", "1949-11", "1950-01"},
		{"1948-02-29", "1948-02-28", "1948-03-01"},
	} {
		d, _ := ParseDate(test.date)
		next, err := d.Next()
		if err != nil || next.String() != test.next {
			t.Errorf("after %s comes %v, %v; want %s", test.date, next, err, test.next)
		}
		previous, err := d.Previous()
		if err != nil || previous.String() != test.previous {
			t.Errorf("before %s comes %v, %v; want %s", test.date, previous, err, test.previous)
		}
	}
	last, _ := ParseDate("9999")
	if next, err := last.Next(); err == nil {
		t.Errorf("after 9999 comes %v, want an error", next)
	}
	if next, err := (Date{}).Next(); err == nil {
		t.Errorf("after an unknown date comes %v, want an error", next)
	}
}

func TestDateInJSON(t *testing.T) {
	type dated struct {
		Date Date `json:"date,omitzero"`
	}
	for text, want := range map[string]string{`{"date":"1949-04"}`: `{"date":"1949-04"}`, `{"date":""}`: `{}`, `{}`: `{}`} {
		var d dated
		if err := json.Unmarshal([]byte(text), &d); err != nil {
			t.Errorf("%s: %v", text, err)
		}
		if got, _ := json.Marshal(d); string(got) != want {
			t.Errorf("%s becomes %s, want %s", text, got, want)
		}
	}
	for _, bad := range []string{`{"date":1949}`, `{"date":"soon"}`} {
		if err := json.Unmarshal([]byte(bad), new(dated)); err == nil {
			t.Errorf("%s is accepted", bad)
		}
	}
}

func TestCitation(t *testing.T) {
	d := Document{ID: "x", Title: "Treaty"}
	for _, test := range []struct {
		passage Passage
		want    string
	}{
		{Passage{Kind: Article, Number: "5 bis", Heading: "Collective defence"}, "Treaty, Article 5 bis"},
		{Passage{Kind: Article, Number: "V", Page: 3}, "Treaty, Article V, p. 3"},
		{Passage{Kind: Article, Number: "3", Within: "Annex II"}, "Treaty, Annex II, Article 3"},
		{Passage{Kind: Annex}, "Treaty, Annex"},
		{Passage{Kind: Annex, Number: "II"}, "Treaty, Annex II"},
		{Passage{Kind: Preamble}, "Treaty, Preamble"},
		{Passage{Kind: Page, Page: 12}, "Treaty, p. 12"},
		{Passage{Kind: Section, Heading: "Purpose"}, "Treaty, “Purpose”"},
		{Passage{Kind: Section, Number: "§ 127e", Heading: "Support"}, "Treaty, § 127e “Support”"},
		{Passage{Kind: Section, Number: "§ 127e"}, "Treaty, § 127e"},
		{Passage{Kind: Section, Within: "Protocol"}, "Treaty, Protocol"},
		{Passage{Kind: Section}, "Treaty"},
	} {
		d.Passages = []Passage{test.passage}
		if got := d.Citation(0); got != test.want {
			t.Errorf("Citation of %+v = %q, want %q", test.passage, got, test.want)
		}
	}
	d.PageLabels = []PageLabel{{Page: 1, Label: "xiv"}, {Page: 12, Label: "243"}}
	for page, want := range map[int]string{1: "Treaty, p. 1 (printed xiv)", 2: "Treaty, p. 2", 12: "Treaty, p. 12 (printed 243)"} {
		if got := d.Cite(Passage{Kind: Page, Page: page}); got != want {
			t.Errorf("page %d is cited as %q, want %q", page, got, want)
		}
	}
	if got := (&Document{ID: "x"}).Citation(7); got != "x" {
		t.Errorf("Citation without title and passage = %q, want the id", got)
	}
}

func TestValidID(t *testing.T) {
	for _, good := range []string{"a", "north-atlantic-treaty", "BWBV0001000", "a.b_c:d", strings.Repeat("x", 200)} {
		if !ValidID(good) {
			t.Errorf("ValidID(%q) = false", good)
		}
	}
	for _, bad := range []string{"", ".", "-a", "a/b", "a b", "é", "a\n", strings.Repeat("x", 201)} {
		if ValidID(bad) {
			t.Errorf("ValidID(%q) = true", bad)
		}
	}
}

func TestFieldsAreOneTable(t *testing.T) {
	seen := map[string]bool{}
	for _, f := range Fields() {
		if seen[f.Name] || f.Name == "" || f.Label == "" || f.Help == "" {
			t.Errorf("field %+v is incomplete or named twice", f)
		}
		seen[f.Name] = true
		if f.Facet && (f.Kind != KeywordField || f.Values == nil) {
			t.Errorf("facet %s has no values to count", f.Name)
		}
		if again, ok := FieldNamed(f.Name); !ok || again.Label != f.Label {
			t.Errorf("FieldNamed(%q) does not find it", f.Name)
		}
	}
	d := &Document{Type: "treaty", Organizations: []Tag{{Name: "NATO"}, {Name: "UN"}}, Source: Source{Collection: "c"}}
	d.Date, _ = ParseDate("1949-04-04")
	for field, want := range map[string]string{"org": "NATO UN", "type": "treaty", "decade": "1940s", "source": "c", "lang": ""} {
		f, _ := FieldNamed(field)
		if got := strings.Join(f.Values(d), " "); got != want {
			t.Errorf("values of %s are %q, want %q", field, got, want)
		}
	}
}

func FuzzParseDate(f *testing.F) {
	f.Add("1949-04-04")
	f.Add("1949-13")
	f.Fuzz(func(t *testing.T, text string) {
		d, err := ParseDate(text)
		if err == nil && d.String() != text {
			t.Fatalf("ParseDate(%q) prints %q", text, d)
		}
	})
}

func TestDocumentCheck(t *testing.T) {
	good := func() *Document {
		return &Document{ID: "a", Title: "A", Organizations: []Tag{{Name: "NATO", Origin: Declared}},
			Passages: []Passage{{Kind: Article, Number: "1", Text: "text"}, {Kind: Page, Page: 1}}, Unread: []string{"p. 2: no text"}, PageLabels: []PageLabel{{Page: 1, Label: "xiv"}, {Page: 2, Label: "1"}}}
	}
	if err := good().Check(); err != nil {
		t.Errorf("a good document: %v", err)
	}
	for name, spoil := range map[string]func(*Document){
		"id":              func(d *Document) { d.ID = "a b" },
		"tag name":        func(d *Document) { d.Organizations[0].Name = "" },
		"tag origin":      func(d *Document) { d.Organizations[0].Origin = "heard" },
		"title origin":    func(d *Document) { d.TitleOrigin = NotKnown },
		"language origin": func(d *Document) { d.LanguageOrigin = "heard" },
		"kind":            func(d *Document) { d.Passages[0].Kind = "chapter" },
		"article number":  func(d *Document) { d.Passages[0].Number = "" },
		"page":            func(d *Document) { d.Passages[1].Page = 0 },
		"negative page":   func(d *Document) { d.Passages[0].Page = -5 },
		"text encoding":   func(d *Document) { d.Passages[0].Text = "\xff" },
		"title encoding":  func(d *Document) { d.Title = "\xff" },
		"text length":     func(d *Document) { d.Passages[0].Text = strings.Repeat("x", MaxTextBytes) },
		"number of parts": func(d *Document) { d.Passages = make([]Passage, MaxPassages+1) },
		"unread part":     func(d *Document) { d.Unread = []string{""} },
		"unread encoding": func(d *Document) { d.Unread = []string{"\xff"} },
		"unread length":   func(d *Document) { d.Unread = []string{strings.Repeat("x", MaxUnreadBytes+1)} },
		"unread parts":    func(d *Document) { d.Unread = make([]string, MaxUnread+1) },
		"record's origin": func(d *Document) { d.Instrument = NewInstrument(); d.Instrument.Signed.Origin = Declared },
		"record's date":   func(d *Document) { d.Instrument = NewInstrument(); d.Instrument.InForce.Date, _ = ParseDate("1949") },
		"record's name":   func(d *Document) { d.Instrument = record("", Reading{Origin: Declared}) },
		"value's origin":  func(d *Document) { d.Instrument = record("34 UNTS 243", Reading{Origin: NotKnown}) },
		"value's passage": func(d *Document) {
			n := 2
			d.Instrument = record("34 UNTS 243", Reading{Origin: Detected, Passage: &n})
		},
		"value's words": func(d *Document) { d.Instrument = record("34 UNTS 243", Reading{Origin: Detected, Words: "\xff"}) },
		"label":         func(d *Document) { d.PageLabels = []PageLabel{{Page: 1}} },
		"long label":    func(d *Document) { d.PageLabels = []PageLabel{{Page: 1, Label: strings.Repeat("x", MaxPageLabel+1)}} },
		"label order":   func(d *Document) { d.PageLabels = []PageLabel{{Page: 2, Label: "x"}, {Page: 1, Label: "y"}} },
		"labelled page": func(d *Document) { d.PageLabels = []PageLabel{{Page: 0, Label: "x"}} },
		"labels":        func(d *Document) { d.PageLabels = make([]PageLabel, MaxPageLabels+1) },
		"long name":     func(d *Document) { d.Type = strings.Repeat("x", MaxName+1) },
	} {
		d := good()
		spoil(d)
		if err := d.Check(); err == nil {
			t.Errorf("a document with a bad %s passes", name)
		}
	}
}

// record has one value, with that reading.
func record(series string, r Reading) *Instrument {
	i := NewInstrument()
	i.Series = []Statement{{Value: series, Reading: r}}
	return i
}

func TestInstrumentInJSON(t *testing.T) {
	n := 0
	i := record("34 UNTS 243", Reading{Origin: Detected, Passage: &n, Words: "34 UNTS 243"})
	i.Signed.Date, _ = ParseDate("1949-04")
	i.Signed.Origin = Declared
	text, err := json.Marshal(i)
	if err != nil {
		t.Fatal(err)
	}
	want := `{"signed":{"date":"1949-04","origin":"declared"},"in_force":{"origin":"unknown"},"ended":{"origin":"unknown"},"places":[],"depositaries":[],` +
		`"series":[{"value":"34 UNTS 243","origin":"detected","passage":0,"words":"34 UNTS 243"}],"amended_by":[],"ended_by":[]}`
	if string(text) != want {
		t.Errorf("written %s\nwant    %s", text, want)
	}
	for _, test := range []struct {
		text string
		want *Instrument // nil when it is refused
	}{
		{want, i},
		{`{}`, NewInstrument()},
		{`{"places":null,"series":[{"value":"34 UNTS 243","origin":"detected","passage":0,"words":"34 UNTS 243"}],"signed":{"date":"1949-04","origin":"declared"}}`, i},
		{`{"place":[]}`, nil},
		{`{"signed":"1949"}`, nil},
		{`{"signed":{"date":"1949-31","origin":"declared"}}`, nil},
	} {
		var got Instrument
		err := json.Unmarshal([]byte(test.text), &got)
		if (err == nil) != (test.want != nil) {
			t.Errorf("%s: error %v", test.text, err)
		}
		if test.want != nil && !reflect.DeepEqual(&got, test.want) {
			t.Errorf("%s is read as %+v", test.text, got)
		}
	}
}

func TestRecordFields(t *testing.T) {
	treaty := &Document{Instrument: record("34 UNTS 243", Reading{Origin: Declared})}
	treaty.Instrument.Signed.Date, _ = ParseDate("1949-04-04")
	for _, test := range []struct {
		d           *Document
		field, want string
		date        string
	}{
		{treaty, "signed", "", "1949-04-04"},
		{treaty, "in-force", "unknown", ""},
		{treaty, "ended", "unknown", ""},
		{treaty, "date", "unknown", ""},
		{treaty, "place", "unknown", ""},
		{treaty, "series", "34 UNTS 243", ""},
		{&Document{}, "date", "unknown", ""},
		{&Document{}, "signed", "", ""},
		{&Document{}, "place", "", ""},
	} {
		f, _ := FieldNamed(test.field)
		if got := strings.Join(f.Values(test.d), "; "); got != test.want {
			t.Errorf("values of %s are %q, want %q", test.field, got, test.want)
		}
		if f.Kind == DateField && f.Date(test.d).String() != test.date {
			t.Errorf("the date of %s is %s, want %s", test.field, f.Date(test.d), test.date)
		}
	}
	for _, row := range NewInstrument().Rows() {
		if f, ok := FieldNamed(row.Field); !ok || f.Label != row.Label || !f.Unknown {
			t.Errorf("the row %s of a record is not the field %q", row.Label, row.Field)
		}
	}
}
