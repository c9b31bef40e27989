package instrument

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"entente/corpus"
)

// treaty makes a document of a treaty with one article for each text.
func treaty(title string, texts ...string) *corpus.Document {
	d := &corpus.Document{ID: "x", Title: title, Type: "treaty"}
	for i, text := range texts {
		d.Passages = append(d.Passages, corpus.Passage{Kind: corpus.Article, Number: string(rune('1' + i)), Text: text})
	}
	return d
}

// known is what a record says, in short.
type known struct {
	Signed, InForce                                  string
	Places, Depositaries, Series, AmendedBy, EndedBy []string
}

func knownOf(i *corpus.Instrument) known {
	values := func(all []corpus.Statement) []string {
		var list []string
		for _, s := range all {
			list = append(list, s.Value)
		}
		return list
	}
	return known{i.Signed.Date.String(), i.InForce.Date.String(), values(i.Places), values(i.Depositaries), values(i.Series), values(i.AmendedBy), values(i.EndedBy)}
}

func TestReadSignature(t *testing.T) {
	for text, want := range map[string]known{
		"DONE at Washington, the fourth day of April, 1949.":                                      {Signed: "1949-04-04", Places: []string{"Washington"}},
		"Done in duplicate at Paris, this 9th day of July 1950, in French and English.":           {Signed: "1950-07-09", Places: []string{"Paris"}},
		"Done at The Hague on June 17, 1925.":                                                     {Signed: "1925-06-17", Places: []string{"The Hague"}},
		"Done in London and Oslo on 3 May 1961.":                                                  {Signed: "1961-05-03", Places: []string{"London", "Oslo"}},
		"Done at Arusha, Tanzania, this 28th day of August 2000.":                                 {Signed: "2000-08-28", Places: []string{"Arusha"}},
		"Done at London this twenty-first day of May, one thousand nine hundred and fifty-seven.": {Signed: "1957-05-21", Places: []string{"London"}},
		"FAIT à Bruxelles, le dix-sept mars mil neuf cent quarante-huit.":                         {Signed: "1948-03-17", Places: []string{"Bruxelles"}},
		"Fait à Genève, le 1er décembre 1954.":                                                    {Signed: "1954-12-01", Places: []string{"Genève"}},
		"GEDAAN te Brussel, op 17 maart 1948.":                                                    {Signed: "1948-03-17", Places: []string{"Brussel"}},
		"IN WITNESS WHEREOF the undersigned have signed at Rome, this 4th day of March 1950.":     {Signed: "1950-03-04", Places: []string{"Rome"}},
		"Done at Oslo.": {Places: []string{"Oslo"}},
		"Done, and signed, and sealed at Camp Ash, on the edge of the plain, this 4th day of March 1850.":   {Signed: "1850-03-04", Places: []string{"Camp Ash"}},
		"Dated and signed at the Elm Agency, Ohio, on the first day of March, eighteen hundred and ninety.": {Signed: "1890-03-01", Places: []string{"Elm Agency"}},
		"Done on March 12, 1993 in Oslo in duplicate, each in Norwegian.":                                   {Signed: "1993-03-12", Places: []string{"Oslo"}},
		"Opened for signature at Rome the 4th day of March, 1950.":                                          {Signed: "1950-03-04", Places: []string{"Rome"}},
		"Given under our hands and seals at Bath, this 4th day of March 1750.":                              {Signed: "1750-03-04", Places: []string{"Bath"}},
		"In testimony whereof they have set their hands, at St. Mary's, the sixth day of October 1818.":     {Signed: "1818-10-06", Places: []string{"St. Mary's"}},
		"In witness of all this they have signed in the City of Oslo, Norway, on April 16, 1998.":           {Signed: "1998-04-16", Places: []string{"Oslo"}},
		"Done at Aarhus (Denmark), this fourth day of June, 1998.":                                          {Signed: "1998-06-04", Places: []string{"Aarhus"}},
		"Made at Washington, D. C., this 19th day of March, A. D. 1867.":                                    {Signed: "1867-03-19", Places: []string{"Washington"}},
		"in this protocol.done at bonn, on 10 june 1995, in a single copy ANNEX I":                          {Signed: "1995-06-10", Places: []string{"Bonn"}},
		"In testimony whereof they have signed at Elm creek, this 4th day of March 1850.":                   {Signed: "1850-03-04", Places: []string{"Elm creek"}},
		"have signed this Convention, opened for signature at Vienna and at New York on 3 March 1980.":      {Signed: "1980-03-03", Places: []string{"New York", "Vienna"}},
		"have signed this protocol.done at barcelona, on 10 june 1995, in a single copy.":                   {Signed: "1995-06-10", Places: []string{"Barcelona"}},
		"A treaty of peace made and concluded at St. Mary's, between the Parties.":                          {Places: []string{"St. Mary's"}},
		"Articles of a treaty made at Fort Hill, this ninth day of January, one thousand eight hundred.":    {Signed: "1800-01-09", Places: []string{"Fort Hill"}},
		"the texts are authentic.signed in bonn on 1 june 1959":                                             {Signed: "1959-06-01", Places: []string{"Bonn"}},
		// Another instrument's, or nobody's.
		"They recall the Protocol (1959) signed at Bonn on 1 June 1959.":                             {},
		"They recall the Convention done at Vienna on 23 May 1969.":                                  {},
		"In witness whereof the undersigned, by full powers dated 2 May 1950, have signed.":          {},
		"Done at Rome on 4 March 1950.\n\nDone at Paris on 5 March 1951.":                            {},
		"Done at Rome on 31 February 1950.":                                                          {},
		"The work was done in English on 4 March 1950 by the secretariat; it was not signed.":        {},
		"Both Parties shall meet in Paris on 4 March 1950.":                                          {},
		"Done at Rome on the 4th of May eighteen hundred and sixty¬eight.":                           {Signed: "1868-05-04", Places: []string{"Rome"}},
		"Done at Rome on the 4th of May eighteen hundred and sixty-thee.":                            {Places: []string{"Rome"}},
		"Done at the Ash and Elm Agency on 4 March 1850.":                                            {Signed: "1850-03-04"},
		"Done in a single copy in the English language, which shall be deposited with the Director.": {},
	} {
		d := treaty("Treaty", text)
		Read(d)
		if diff := cmp.Diff(want, knownOf(d.Instrument)); diff != "" {
			t.Errorf("%s (-want +got):\n%s", text, diff)
		}
	}
}

// TestReadSaysWhere holds that a value has the words it was read from, which
// stand in the passage it names.
func TestReadSaysWhere(t *testing.T) {
	d := treaty("Treaty", "Peace.", "Done at\n Paris, on 4 April 1949. It is in two languages.")
	Read(d)
	for name, r := range map[string]corpus.Reading{"signed": d.Instrument.Signed.Reading, "place": d.Instrument.Places[0].Reading} {
		if r.Origin != corpus.Detected || r.Passage == nil || *r.Passage != 1 || r.Words != "Done at Paris, on 4 April 1949" {
			t.Errorf("%s was read from %+v", name, r)
		}
	}
	if r := d.Instrument.InForce.Reading; r != (corpus.Reading{Origin: corpus.NotKnown}) {
		t.Errorf("the entry into force, of which nothing is said, was read from %+v", r)
	}
}

func TestReadLeavesWhatIsDeclared(t *testing.T) {
	d := treaty("Treaty", "This Treaty shall enter into force on 24 August 1949.", "Done at Paris on 4 April 1949.")
	d.Instrument = corpus.NewInstrument()
	declared := corpus.Reading{Origin: corpus.Declared}
	date, _ := corpus.ParseDate("1950-01-01")
	d.Instrument.Signed = corpus.StatedDate{Date: date, Reading: declared}
	d.Instrument.Depositaries = []corpus.Statement{{Value: "Norway", Reading: declared}}
	Read(d)
	// The place of a clause of another date is not that of this signature, and
	// what would be in force before it was signed is not.
	want := known{Signed: "1950-01-01", Depositaries: []string{"Norway"}}
	if diff := cmp.Diff(want, knownOf(d.Instrument)); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func TestReadKnowsInstruments(t *testing.T) {
	for _, test := range []struct {
		kind, title, text string
		want              bool
	}{
		{"treaty", "Of peace", "Peace.", true},
		{"", "Agreement on peace", "Peace.", true}, // it has an article
		{"", "A speech on peace", "Done at Paris on 4 April 1949.", false},
		{"speech", "The treaty", "Done at Paris on 4 April 1949.", false},
		{"report", "Agreement on peace", "Peace.", false},
	} {
		d := treaty(test.title, test.text)
		d.Type = test.kind
		Read(d)
		if got := d.Instrument != nil; got != test.want {
			t.Errorf("%s %q: has a record: %v, want %v", test.kind, test.title, got, test.want)
		}
	}
}

func TestReadPassesOverAnnexes(t *testing.T) {
	d := treaty("Treaty", "Done at Paris on 4 April 1949.")
	d.Passages = append(d.Passages,
		corpus.Passage{Kind: corpus.Annex, Number: "I", Text: "Done at Rome on 5 May 1950."},
		corpus.Passage{Kind: corpus.Article, Number: "1", Within: "Protocol", Text: "Done at Oslo on 6 June 1951."})
	Read(d)
	if diff := cmp.Diff(known{Signed: "1949-04-04", Places: []string{"Paris"}}, knownOf(d.Instrument)); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

// FuzzRead holds for any text that the record passes the check of documents,
// that what it quotes stands where it says, and that reading again changes nothing.
func FuzzRead(f *testing.F) {
	f.Add("Treaty", "Done at Paris, on the fourth day of April, one thousand nine hundred and forty-nine.")
	f.Add("Accord [34 UNTS 243]", "Fait à Genève, le 1er décembre 1954. Entrée en vigueur le 2 mai 1955")
	f.Add("Treaty, as amended by the Protocol of 1954", "This Treaty shall enter into force upon signature. In witness whereof … at Rome, this 4 March 1950")
	f.Add("", "The original shall be deposited with the Government of the Republic, which is the depositary. Done in \xc3\xa9")
	f.Fuzz(func(t *testing.T, title, text string) {
		d := treaty(strings.ToValidUTF8(title, ""), strings.ToValidUTF8(text, ""))
		Read(d)
		if err := d.Check(); err != nil {
			t.Fatal(err)
		}
		before := *d.Instrument
		for _, row := range before.Rows() {
			for _, s := range row.Known {
				in := d.Title
				if s.Passage != nil {
					in = d.Passages[*s.Passage].Text
				}
				if words := strings.TrimSuffix(s.Words, "…"); !strings.Contains(strings.Join(strings.Fields(in), " "), words) {
					t.Errorf("%s %q was read from %q, which does not stand in %q", row.Label, s.Value, words, in)
				}
			}
		}
		Read(d)
		if diff := cmp.Diff(before, *d.Instrument, cmp.Comparer(func(a, b corpus.Date) bool { return a == b })); diff != "" {
			t.Errorf("read again (-first +second):\n%s", diff)
		}
	})
}
