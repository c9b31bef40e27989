package instrument

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestReadInForce(t *testing.T) {
	const signed = "Done at Paris on 4 April 1949."
	for text, want := range map[string]string{
		"This Treaty shall enter into force on 24 August 1949.":                                                "1949-08-24",
		"The present Convention entered into force on August 24, 1949, for the first five States.":             "1949-08-24",
		"Entry into force: 24 August 1949":                                                                     "1949-08-24",
		"This Agreement shall enter into force on signature.":                                                  "1949-04-04",
		"This Agreement shall enter into force on the date of its signature.":                                  "1949-04-04",
		"This Agreement shall enter into force on the date of its signature and shall be valid for a year.":    "1949-04-04",
		"This Agreement will take effect upon the date of signing.":                                            "1949-04-04",
		"This Agreement shall become effective on 24 August 1949.":                                             "1949-08-24",
		"Le présent Accord entrera en vigueur le 24 août 1949.":                                                "1949-08-24",
		"This Agreement shall enter into force on signature and ratification.":                                 "",
		"This Agreement shall enter into force on signature, subject to ratification.":                         "",
		"Le présent Accord entrera en vigueur le 24 août 1949 s'il est ratifié.":                               "",
		"This Treaty shall enter into force on 24 August 1949 if both have ratified it.":                       "",
		"This Treaty shall enter into force on the thirtieth day after the deposit.":                           "",
		"This Treaty shall enter into force on 24 August 1948.":                                                "", // before it was signed
		"This Treaty entered into force on 24 August 1949.\nThis Treaty entered into force on 25 August 1949.": "",
		"The Protocol of 1951 entered into force on 24 August 1949.":                                           "",
	} {
		d := treaty("Treaty", text, signed)
		Read(d)
		if got := d.Instrument.InForce.Date.String(); got != want {
			t.Errorf("%s: in force %q, want %q", text, got, want)
		}
	}
}

func TestReadFate(t *testing.T) {
	d := treaty("Treaty of Brussels, as amended by the Protocol of 23 October 1954",
		"This Treaty was terminated by the Agreement of 30 March 2010; the Treaty of 1947 was amended by the Protocol of 1950.")
	Read(d)
	want := known{AmendedBy: []string{"Protocol of 23 October 1954"}, EndedBy: []string{"Agreement of 30 March 2010"}}
	if diff := cmp.Diff(want, knownOf(d.Instrument)); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func TestReadFateInAHeading(t *testing.T) {
	d := treaty("Treaty", "Amended by: the Protocol of 1954\nSuperseded by: Treaty of 1960.\nTerminated: 1 June 1961", "The list amended by: the board.")
	Read(d)
	want := known{AmendedBy: []string{"Protocol of 1954"}, EndedBy: []string{"Treaty of 1960"}}
	if diff := cmp.Diff(want, knownOf(d.Instrument)); diff != "" || d.Instrument.Ended.Date.String() != "1961-06-01" {
		t.Errorf("ended %s (-want +got):\n%s", d.Instrument.Ended.Date, diff)
	}
}

func TestReadEnded(t *testing.T) {
	for text, want := range map[string]string{
		"This Treaty expired on 24 August 1959.":                                                "1959-08-24",
		"The present Convention was terminated on August 24, 1959.":                             "1959-08-24",
		"This Treaty ceased to have effect on 24 August 1939.":                                  "", // before it was signed
		"This Treaty expired on 24 August 1959.\nThis Treaty was terminated on 25 August 1959.": "",
		"The Treaty of 1951 was terminated on 24 August 1959.":                                  "",
		"This Treaty shall expire on 24 August 1959.":                                           "", // it may have been extended
	} {
		d := treaty("Treaty", text, "Done at Paris on 4 April 1949.")
		Read(d)
		if got := d.Instrument.Ended.Date.String(); got != want {
			t.Errorf("%s: ended %q, want %q", text, got, want)
		}
	}
}

// TestReadFateOfAnother holds that what amended an agreement which the title only
// speaks of did not amend this one.
func TestReadFateOfAnother(t *testing.T) {
	for _, title := range []string{
		"Agreement to supplement the Treaty of Brussels, as amended by the Protocol of 23 October 1954",
		"Treaty as amended by the Protocol of 1954, to be applied to Norway",
	} {
		d := treaty(title, "Peace.")
		Read(d)
		if len(d.Instrument.AmendedBy) > 0 {
			t.Errorf("%s: amended by %v", title, d.Instrument.AmendedBy)
		}
	}
}
