package instrument

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestReadDepositaries(t *testing.T) {
	for text, want := range map[string][]string{
		"The Government of the Kingdom of Norway shall be the depositary.":                                                                                                    {"Government of the Kingdom of Norway"},
		"Instruments of ratification shall be deposited with the Secretary-General of the United Nations.":                                                                    {"Secretary-General of the United Nations"},
		"The original of this Treaty shall be deposited in the archives of the Government of the French Republic.":                                                            {"Government of the French Republic"},
		"Instruments of ratification shall be deposited with the Governments of the French Republic and the Republic of Indonesia.":                                           {"Government of the French Republic", "Government of the Republic of Indonesia"},
		"This Treaty, of which both texts are authentic, shall be deposited in the archives of the Government of Norway.":                                                     {"Government of Norway"},
		"They are lodged with the depository, the Ministry for Foreign Affairs of Iceland.":                                                                                   {"Ministry for Foreign Affairs of Iceland"},
		"It is deposited in Berne. The Swiss Federal Council shall transmit certified copies thereof to each State.":                                                          {"Swiss Federal Council"},
		"Ratifications shall be deposited with the Secretary-General of the Council. The Secretary-General of the Council of Europe shall transmit certified copies.":         {"Secretary-General of the Council of Europe"},
		"Ratifications shall be deposited with the Norwegian Government.":                                                                                                     {"Norwegian Government"},
		"The Minister for Trade of Norway and the Secretary-General of the Council are hereby designated as depositaries.":                                                    {"Minister for Trade of Norway", "Secretary-General of the Council"},
		"The General Secretariat of the Union shall act as the depository.":                                                                                                   {"General Secretariat of the Union"},
		"Instrumentsof ratification shallbe depositedwith the Secretary-Generalof the United Nations.":                                                                        {"Secretary-General of the United Nations"},
		"The Director General of the Agency shall be the depositary. Ratifications shall be deposited with the Director General of the Energy Agency.":                        {"Director General of the Energy Agency"},
		"the instruments of ratification shall be deposited with the government of the kingdom of norway which is hereby designated":                                          {"Government of the Kingdom of Norway"},
		"the governments of norway and sweden shall meet. the secretary-general of the council shall be the depositary of this treaty":                                        {"Secretary-General of the Council"},
		"Ratifications shall be deposited with the Governments of the Original Parties.":                                                                                      nil,
		"ratifications shall be deposited with the governments of the original parties - the kingdom of norway, the republic of france, and the kingdom of spain - which are": {"Government of the Kingdom of Norway", "Government of the Republic of France", "Government of the Kingdom of Spain"},
		"Other instruments of ratification have been deposited with the Government of Norway.":                                                                                nil,
		"It is deposited in the archives of the Depositary Government.":                                                                                                       nil,
		"A list of goods shall be deposited with the Ministry of Trade.":                                                                                                      nil,
		"The Secretary-General of the United Nations shall be informed of each deposit of an instrument.":                                                                     nil,
	} {
		d := treaty("Treaty", text)
		Read(d)
		if diff := cmp.Diff(want, knownOf(d.Instrument).Depositaries); diff != "" {
			t.Errorf("%s (-want +got):\n%s", text, diff)
		}
	}
}
