package instrument

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestReadLetters(t *testing.T) {
	const title = "Exchange of notes on the harbour"
	for _, test := range []struct {
		title, first, second string
		want                 known
	}{
		{title, "The Hague, March 24, 1960. Excellency: I refer to the note.", "Embassy of America The Hague, 24 March 1960", known{Signed: "1960-03-24", Places: []string{"The Hague"}}},
		{title, "The Hague, March 24, 1960.", "Oslo, Norway, March 24, 1960.", known{Signed: "1960-03-24", Places: []string{"The Hague"}}},
		{title, "The Hague, March 24, 1960.", "The Hague, March 25, 1960.", known{Places: []string{"The Hague"}}},
		{title, "American Embassy, The Hague March 24, 1960Excellency: I refer", "The Hague, 24 March 1960 Sir, I refer", known{Signed: "1960-03-24", Places: []string{"The Hague"}}},
		{title, "Oslo, Norway, March 24, 1960.", "Oslo, March 24, 1960.", known{Signed: "1960-03-24", Places: []string{"Oslo"}}},
		{title, "The Hague, March 24, 1960. It shall enter into force on the date of your reply.", "Oslo, March 26, 1960.", known{InForce: "1960-03-26"}},
		{title, "The Hague, March 24, 1960. It shall enter into force on the date of your reply, if both agree.", "Oslo, March 26, 1960.", known{}},
		{title, "The Hague, March 24, 1960. This note and your reply constitute an agreement which shall enter into force on the date of your reply.", "Oslo, March 26, 1960.", known{InForce: "1960-03-26"}},
		{title, "The Hague, March 24, 1960. Article 9 shall enter into force on the date of your reply.", "Oslo, March 26, 1960.", known{}},
		{title, "The Hague, March 24, 1960.", "I refer to your note of March 24, 1960.", known{}},
		{title, "The Hague, March 24, 1960.", "The treaty of The Hague, March 24, 1960, is in force.", known{}},
		{"Treaty on the harbour", "The Hague, March 24, 1960.", "The Hague, March 24, 1960.", known{}},
		{title, "The Hague, March 24, 1960.", "The Hague, March 24, 1960.\n\nDone at Oslo on 5 May 1961.", known{Signed: "1961-05-05", Places: []string{"Oslo"}}},
	} {
		d := treaty(test.title, test.first, test.second)
		Read(d)
		if diff := cmp.Diff(test.want, knownOf(d.Instrument)); diff != "" {
			t.Errorf("%s / %s (-want +got):\n%s", test.first, test.second, diff)
		}
	}
}
