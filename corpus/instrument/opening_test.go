package instrument

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"entente/corpus"
)

// TestReadOpening holds that the day of the opening is taken where the
// testimonium refers to it, and there is only one.
func TestReadOpening(t *testing.T) {
	const back = "In testimony whereof they have signed, the day and year first above written."
	for _, test := range []struct {
		opening, end string
		want         known
	}{
		{"Articles of a treaty made at Ash Creek Camp, between A and B, on the 7th day of May, 1851.", back, known{Signed: "1851-05-07", Places: []string{"Ash Creek Camp"}}},
		{"Articles of a treaty made by A, on the 7th day of May, 1851, after that made on the 8th day of May, 1841.", back, known{}},
		{"Articles of a treaty made by A under the treaty of the 7th day of May, 1851.", back, known{}},
		{"Articles of a treaty made by A, on the 7th day of May, 1851.", "In testimony whereof they have signed.", known{}},
		{"This agreement made and entered into on the 7th day of May, 1851, by A.", "Peace.", known{Signed: "1851-05-07"}},
		{"At a council holden at Elm on the 7th day of May, 1851, under A.", "Peace.", known{Signed: "1851-05-07", Places: []string{"Elm"}}},
	} {
		d := treaty("Treaty", test.opening, test.end)
		Read(d)
		if diff := cmp.Diff(test.want, knownOf(d.Instrument)); diff != "" {
			t.Errorf("%s / %s (-want +got):\n%s", test.opening, test.end, diff)
		}
	}
}

func TestReadOpenForSignature(t *testing.T) {
	for text, want := range map[string]known{
		"This Convention shall be open for signature by all States in Oslo as of 30 March 2007.":                {Signed: "2007-03-30", Places: []string{"Oslo"}},
		"This Treaty shall be open for signature on 4 October 1991 at Madrid and thereafter at Oslo until May.": {Signed: "1991-10-04", Places: []string{"Madrid"}},
		"This Treaty, adopted in May, is open for signature in Oslo from 1 May 2007 to 1 May 2008.":             {Signed: "2007-05-01", Places: []string{"Oslo"}},
		"This Treaty shall be open for signature from 9 to 11 December 2003 in Oslo, Norway, and then at Bonn.": {Signed: "2003-12-09", Places: []string{"Oslo"}},
		"This Treaty, done at Bonn on 30 May 2008, shall be open for signature at Oslo by all on 3 June 2008.":  {Signed: "2008-06-03", Places: []string{"Oslo"}},
		"This Treaty shall be open for signature in Oslo until 30 March 2007.":                                  {},
		"This Treaty shall be open for signature from 30 March 2007.":                                           {},
		"The Treaty of 1950 shall be open for signature in Oslo on 30 March 2007.":                              {},
	} {
		d := treaty("Treaty", text)
		Read(d)
		if diff := cmp.Diff(want, knownOf(d.Instrument)); diff != "" {
			t.Errorf("%s (-want +got):\n%s", text, diff)
		}
	}
}

// TestReadTitle holds that a title says where and when its own instrument was
// signed, which stands in no passage.
func TestReadTitle(t *testing.T) {
	for title, want := range map[string]known{
		"Convention on rivers, signed at Oslo on 4 May 1950":                           {Signed: "1950-05-04", Places: []string{"Oslo"}},
		"Treaty with the Norse and the Danes at Fort Ash":                              {Places: []string{"Fort Ash"}},
		"Agreement with Norway concerning bases at Bergen":                             {},
		"Protocol to the Convention on rivers, signed at Oslo on 4 May 1950":           {},
		"Convention on rivers, signed at Oslo on 4 May 1950, and on lakes and streams": {},
	} {
		d := treaty(title, "Peace.")
		Read(d)
		if diff := cmp.Diff(want, knownOf(d.Instrument)); diff != "" {
			t.Errorf("%s (-want +got):\n%s", title, diff)
		}
		for _, s := range d.Instrument.Places {
			if s.Origin != corpus.Detected || s.Passage != nil {
				t.Errorf("%s: the place was read from %+v", title, s.Reading)
			}
		}
	}
}
