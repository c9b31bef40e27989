package instrument

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"entente/corpus"
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

		// By what is referred to.
		"This Agreement will be effective upon signature.":                                                                                                                "1949-04-04",
		"This Agreement enters into force upon the date of its signature by both Parties.":                                                                                "1949-04-04",
		"The present Agreement shall come into effect from the date of signature.":                                                                                        "1949-04-04",
		"This agreement will go into effect immediately upon the date of its signature and unless":                                                                        "",
		"This agreement will go into effect upon its signature and unless terminated shall continue.":                                                                     "1949-04-04",
		"This Agreement shall enter into force thirty days from the date of signature.":                                                                                   "",
		"This Agreement shall enter into force on the date of signature of the last ratifying State.":                                                                     "",
		"This Agreement is effective only from signature by the third State.":                                                                                             "",
		"Le présent Accord entrera en vigueur à la date de sa signature.":                                                                                                 "1949-04-04",
		"La présente Convention entre en vigueur dès le jour de sa signature et restera en vigueur.":                                                                      "1949-04-04",
		"Le présent Accord entrera en vigueur à la date de sa signature par le troisième État.":                                                                           "",
		"Le présent Accord entrera en vigueur trente jours après sa signature.":                                                                                           "",
		"The treaty shall take effect on the exchange of ratifications.":                                                                                                  "", // on an unknown day
		"It shall take effect on the date of the exchange of ratifications, if":                                                                                           "",
		"The treaty shall take effect on the exchange of ratifications.\nRatifications exchanged at Paris, July 2, 1950.":                                                 "1950-07-02",
		"The treaty shall take effect on the exchange of ratifications.\nThe ratifications of the former were exchanged at Paris on 2 July 1950.":                         "",
		"The treaty shall take effect on the exchange of ratifications.\nRatifications exchanged at Paris, July 2, 1950.\nRatifications exchanged at Rome, July 3, 1950.": "",
		"Amendments shall take effect on the exchange of ratifications.\nRatifications exchanged at Paris, July 2, 1950.":                                                 "",
		"Cet Accord est entré en vigueur le 24 août 1949.":                                                                                                                "", // which may be another
		"The treaty shall take effect ten days after the exchange of ratifications.\nRatifications exchanged at Paris, July 2, 1950.":                                     "",
		"The ratifications shall be exchanged at Paris on July 2, 1950. The treaty shall take effect on the exchange of ratifications.":                                   "",
		// By the date.
		"This Agreement shall enter into force on 24 August 1949 and shall remain in force for five years.": "1949-08-24",
		"This Agreement shall enter into force on 24 August 1949 and only between ratifying States.":        "",
		"This Agreement shall enter into force on 24 August 1949. If by then one has not ratified it, …":    "",
		"This Agreement shall enter into force on 24 August 1949.\n2. In case it does not, …":               "",
		"The Treaty, in accordance with Article 3, had entered into force on 24 August 1949.":               "1949-08-24",
		"The Treaty entered into force on 24 August 1949 for Norway.":                                       "",
		"The Treaty entered into force for Norway on 24 August 1949.":                                       "",
		"The Convention entered into force on 24 August 1949.":                                              "", // which is another
		"La présente Convention est entrée en vigueur le 24 août 1949, conformément à l'article 9.":         "1949-08-24",
		"El presente Acuerdo entrará en vigor el 24 de agosto de 1949 si ambas Partes lo ratifican.":        "",
		"El presente Acuerdo entró en vigor el 24 de agosto de 1949.":                                       "1949-08-24",
		// What belongs to it is not the instrument, and a condition is no fact.
		"La première annexe à la présente Convention entrera en vigueur le 1er juin 1956.":                                                           "",
		"The Annex to this Agreement enters into force on 1 June 1956.":                                                                              "",
		"Article 9 of this Agreement entered into force on 1 June 1956.":                                                                             "",
		"The provisions of this Agreement shall enter into force on 1 June 1956.":                                                                    "1956-06-01",
		"Each Protocol to this Agreement shall take effect from the date of signature.":                                                              "",
		"Any amendment to this Agreement shall come into force on signature.":                                                                        "",
		"If this Agreement has entered into force on 1 January 1960, the Council shall meet.":                                                        "",
		"Unless, by then, this Agreement has entered into force on 1 January 1960, …":                                                                "",
		"Si la présente Convention est entrée en vigueur le 1er juin 1956, le Conseil se réunit.":                                                    "",
		"They agree that this Agreement shall enter into force on 1 June 1956.":                                                                      "1956-06-01",
		"The Treaty, signed at Geneva in 1947, entered into force on 22 April 1954.":                                                                 "",
		"Article 9 shall enter into force on the exchange of ratifications.\nRatifications exchanged at Paris, July 2, 1950.":                        "",
		"The annex of this treaty shall take effect on the exchange of ratifications.\nRatifications exchanged at Paris, July 2, 1950.":              "",
		"The tariff shall take effect on the exchange of ratifications.\nRatifications exchanged at Paris, July 2, 1950.":                            "",
		"The treaty shall be ratified\nand shall take effect on the exchange of ratifications.\nRatifications exchanged at Paris, July 2, 1950.":     "1950-07-02",
		"The treaty shall take effect on the exchange of ratifications.\nRatifications exchanged at The Hague, 2 July 1950.":                         "1950-07-02",
		"The treaty shall take effect on the exchange of ratifications.\nInstruments of ratification were exchanged at Buenos Aires on 2 July 1950.": "1950-07-02",
		"The treaty shall take effect on the exchange of ratifications.\nRatifications exchanged July 2, 1950.":                                      "1950-07-02",
		"The treaty shall take effect on the exchange of ratifications.\nRatifications exchanged at Paris under the treaty of 2 July 1950.":          "",
		"The treaty shall take effect on the exchange of ratifications.\nRatifications exchanged at Paris. On 2 July 1950 they met.":                 "",
		"The treaty shall take effect on the exchange of ratifications.\nRatifications exchanged at Paris, and proclaimed July 2, 1950.":             "",
		// In a heading.
		"Signed at Paris April 4, 1949; entered into force August 24, 1949.":                     "1949-08-24",
		"1 Came into force on 24 August 1949, in accordance with article 11.":                    "1949-08-24",
		"Entrée en vigueur : 24 août 1949":                                                       "1949-08-24",
		"They recall the Treaty of 1948, which\nentered into force on 24 August 1949.":           "",
		"They recall the Treaty of 1948, signed at Paris; entered into force on 24 August 1949.": "",
	} {
		d := treaty("Treaty", text, signed)
		Read(d)
		if got := d.Instrument.InForce.Date.String(); got != want {
			t.Errorf("%s: in force %q, want %q", text, got, want)
		}
	}
}

// TestReadInForceOfAnother holds that where nothing says when a convention was
// signed, the Convention may be one signed before it.
func TestReadInForceOfAnother(t *testing.T) {
	for _, text := range []string{
		"The Convention, signed at Geneva in 1951, entered into force on 22 April 1954.",
		"The Convention entered into force on 22 April 1954.",
	} {
		d := treaty("Convention on the Status of Rivers", text)
		Read(d)
		if got := d.Instrument.InForce.Date; !got.IsZero() {
			t.Errorf("%s: in force %q", text, got)
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
	const heading = "Amended by: the Protocol of 1954\nSuperseded by: Treaty of 1960.\nTerminated: 1 June 1961"
	d := treaty("Treaty", "The list amended by: the board.\nReplaced by: the Protocol of 1955", "[Replaced by the Protocol of 1956]")
	d.Passages = append([]corpus.Passage{{Kind: corpus.Preamble, Text: heading}}, d.Passages...)
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
		"Article 9 of this Treaty expired on 24 August 1959.":                                   "",
		"If this Treaty has been terminated on 24 August 1959, the Council shall meet.":         "",
	} {
		d := treaty("Treaty", text, "Done at Paris on 4 April 1949.")
		Read(d)
		if got := d.Instrument.Ended.Date.String(); got != want {
			t.Errorf("%s: ended %q, want %q", text, got, want)
		}
	}
}

// TestReadInForceOfLetters holds that letters agree on a day in other words than treaties.
func TestReadInForceOfLetters(t *testing.T) {
	for text, want := range map[string]string{
		"This letter and your reply constitute an agreement which shall enter into force on 24 August 1949.":                   "1949-08-24",
		"This letter and your reply constitute an agreement with retroactive effect as from 24 August 1949 between the two.":   "1949-08-24",
		"This letter and your reply constitute an agreement which shall enter into force on 24 August 1949 if it is approved.": "",
		"This letter and your reply are considered to constitute an agreement which shall enter into force on 24 August 1949.": "1949-08-24",
		"The letters of 1948 constituted an agreement which shall enter into force on 24 August 1949.":                         "",
	} {
		for title, want := range map[string]string{"Exchange of letters": want, "Treaty": ""} {
			d := treaty(title, text)
			Read(d)
			if got := d.Instrument.InForce.Date.String(); got != want {
				t.Errorf("%s: %s: in force %q, want %q", title, text, got, want)
			}
		}
	}
}

func TestReadAmended(t *testing.T) {
	for text, want := range map[string]known{
		"This Convention has been modified by the Protocol of 4 April 1950.":                                                                                         {AmendedBy: []string{"Protocol of 4 April 1950"}},
		"La présente Convention a été modifiée par le Protocole du 4 avril 1950.":                                                                                    {AmendedBy: []string{"Protocole du 4 avril 1950"}},
		"La présente Convention a été remplacée par l'Accord du 4 avril 1950.":                                                                                       {EndedBy: []string{"Accord du 4 avril 1950"}},
		"This Convention was terminated on 1 May 1951 by the Agreement of 4 April 1950.":                                                                             {EndedBy: []string{"Agreement of 4 April 1950"}},
		"since the entry into force of the Protocol amending this Convention of 4 April 1950":                                                                        {AmendedBy: []string{"Protocol amending this Convention of 4 April 1950"}},
		"the Agreement amending the Convention on the Status of Rivers of 4 April 1950":                                                                              {AmendedBy: []string{"Agreement amending the Convention on the Status of Rivers of 4 April 1950"}},
		"the Agreement amending the Convention on the Status of Lakes of 4 April 1950":                                                                               {},
		"a Protocol amending this Convention shall enter into force when all Parties have ratified it":                                                               {},
		"The General Assembly, in its resolution 50/155 of 21 December 1995, approved the amendment to article 43 of the Convention on the Status of Rivers, ending": {AmendedBy: []string{"resolution 50/155 of 21 December 1995"}},
		"The General Assembly, in its resolution 50/155 of 21 December 1995, approved the amendment to article 43 of the Convention on the Status of Lakes, ending":  {},
		"[As amended by the Protocol of 4 April 1950]":                                                                                                               {AmendedBy: []string{"Protocol of 4 April 1950"}},
		"They recall the Convention of 1951, as\namended by the Protocol of 4 April 1950.":                                                                           {},
		"Amended by:\nOfficial Journal": {},
		// Conditions, and what belongs to it.
		"Unless this Convention is modified by Agreement between the Parties, it remains in force.":          {},
		"Unless this Convention has been modified by an Agreement between the Parties, it remains in force.": {},
		"Si la présente Convention est remplacée par une Convention révisée, elle cesse d'être ouverte.":     {},
		"Si la présente Convention a été remplacée par une Convention révisée, elle cesse d'être ouverte.":   {},
		"Si la présente Convention est modifiée par un Accord entre les Parties, le Conseil en est informé.": {},
		"If this Convention is superseded by a Convention, it ceases to be open.":                            {},
		"Article 9 of this Convention was replaced by the Protocol of 4 April 1950.":                         {},
		"Article 9 of this Convention was amended by the Protocol of 4 April 1950.":                          {AmendedBy: []string{"Protocol of 4 April 1950"}},
	} {
		d := treaty("Convention on the Status of Rivers", text)
		Read(d)
		if diff := cmp.Diff(want, knownOf(d.Instrument)); diff != "" {
			t.Errorf("%s (-want +got):\n%s", text, diff)
		}
	}
}

func TestReadFateInBrackets(t *testing.T) {
	d := treaty("Treaty", "Peace.")
	d.Passages = append([]corpus.Passage{{Kind: corpus.Preamble, Text: "TREATY\n[Superseded by the Treaty of 1960]"}}, d.Passages...)
	Read(d)
	if diff := cmp.Diff(known{EndedBy: []string{"Treaty of 1960"}}, knownOf(d.Instrument)); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

// TestReadFateOfAPart holds that a line in brackets says what ended the treaty only
// at its head: further on, it speaks of what it stands in.
func TestReadFateOfAPart(t *testing.T) {
	const line = "[Replaced by the Convention of 3 May 1950]"
	for text, want := range map[string][]string{
		"TREATY\n" + line:            {"Convention of 3 May 1950"},
		"TREATY\nArticle 2\n" + line: nil,
		"TREATY\n" + strings.Repeat("The Parties live in peace.\n", 80) + line: nil,
	} {
		d := treaty("Treaty")
		d.Passages = []corpus.Passage{{Kind: corpus.Preamble, Text: text}}
		Read(d)
		if diff := cmp.Diff(want, knownOf(d.Instrument).EndedBy); diff != "" {
			t.Errorf("%.40s (-want +got):\n%s", text, diff)
		}
	}
}

func TestReadFateInAFrenchTitle(t *testing.T) {
	d := treaty("Traité de Bruxelles, tel qu'amendé par le Protocole du 23 octobre 1954", "Paix.")
	Read(d)
	if diff := cmp.Diff(known{AmendedBy: []string{"Protocole du 23 octobre 1954"}}, knownOf(d.Instrument)); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
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
