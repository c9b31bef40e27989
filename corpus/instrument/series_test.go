package instrument

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"entente/corpus"
)

func TestSeries(t *testing.T) {
	for reference, want := range map[string][]string{
		"34 UNTS 243": {"34 UNTS 243"},
		"United Nations, Treaty Series, vol. 34, p. 243": {"34 UNTS 243"},
		"5 L.N.T.S. 8":                                                      {"5 LNTS 8"},
		"TIAS No. 1964":                                                     {"TIAS 1964"},
		"Treaty Series 056/1949: Cmd. 7789":                                 {"UKTS 56 (1949)", "Cmd 7789"},
		"Treaty Series No. 107 (1969), Cmnd. 4172":                          {"UKTS 107 (1969)", "Cmnd 4172"},
		"Trb. 1951, 114":                                                    {"Trb 1951, 114"},
		"Official Journal C 326 , 26/10/2012 P. 1":                          {"OJ C 326"},
		"OJ No L 17":                                                        {"OJ L 17"},
		"L 169/14 EN Official Journal of the European Union":                {"OJ L 169"},
		"2001/C 80/01":                                                      {"OJ C 80"},
		"Council of Europe Treaty Series - No. 5":                           {"ETS 5"},
		"3 UST 3916; TIAS 2568":                                             {"TIAS 2568", "3 UST 3916"},
		"63 Stat. 2241":                                                     {"63 Stat 2241"},
		"Australian Treaty Series 1952 No. 2":                               {"ATS 2 (1952)"},
		"Canada Treaty Series 1949/7":                                       {"CTS 7 (1949)"},
		"British State Papers (BSP) 112/977/0: 0":                           {"112 BFSP 977"},
		"United Nations Treaty Series Vol. 462 (p.263)/0: 0":                {"462 UNTS 263"},
		"UN Registration Oslo/0: 81 310;Treaty Series 060/1951: Cmd 8326":   {"81 UNTS 310", "UKTS 60 (1951)", "Cmd 8326"},
		"UN Registration H.M.G./0: 112 93;Treaty Series 001/1931: Cmd 3758": {"112 LNTS 93", "UKTS 1 (1931)", "Cmd 3758"},
		"UN Registration Oslo/0: 588 55":                                    {"588 UNTS 55"},
		"UN Registration Oslo/0: 88 55":                                     nil, // of either series
		"UN Registration Oslo/0: 588 0":                                     nil,
		"Treaty Series No. 770":                                             {"TS 770"},
		"Treaty Series No. 107":                                             nil, // of 1969, perhaps
		"Cmnd. 4172. Treaty Series No. 107 (1969)":                          {"UKTS 107 (1969)", "Cmnd 4172"},
		"(Cmnd 4172) Treaty Series No. 107 (1969)":                          {"UKTS 107 (1969)", "Cmnd 4172"},
		"Cmnd 4172 - Treaty Series No. 107 (1969)":                          {"UKTS 107 (1969)", "Cmnd 4172"},
		"Great Britain, Cmd. 2453, Treaty Series No. 31 (1925)":             {"UKTS 31 (1925)", "Cmd 2453"},
		"Great Britain, Treaty Series No. 31 (1925)":                        {"UKTS 31 (1925)"},
		"Department of State, Treaty Series, No. 814":                       {"TS 814"},
		"46 Stat. 2424, Treaty Series No. 814":                              {"46 Stat 2424", "TS 814"},
		"(Treaty Series No. 748)":                                           {"TS 748"},
		// Those of others.
		"United Nations, Treaty Series, No. 814":                          nil,
		"United Nations — Treaty Series, No. 814":                         nil,
		"League of Nations, Treaty Series, No. 250":                       nil,
		"Japan, Treaty Series No. 300":                                    nil,
		"Japan, Treaty Series No. 30 (1969)":                              nil,
		"Republic of Ireland. Treaty Series 30/1969":                      nil,
		"U.S. Treaty Series No. 107 (1969)":                               nil,
		"League Treaty Series No. 770; Canadian Treaty Series 22/1959: 0": {"CTS 22 (1959)"},
		"Irish Treaty Series 022/1959":                                    nil,
		"Treaty Series 001/1919: Cmd 7":                                   {"UKTS 1 (1919)", "Cmd 7"},
		"Executive Agreement Series 152":                                  {"EAS 152"},
		"page 34 of the series of 243 treaties in the UNTSs and TIASes":   nil,
	} {
		if diff := cmp.Diff(want, Series(reference)); diff != "" {
			t.Errorf("%s (-want +got):\n%s", reference, diff)
		}
	}
}

func TestReadSeriesOfItself(t *testing.T) {
	d := treaty("Treaty of Alliance [34 UNTS 243]", "Two Parties agree, as in 5 LNTS 8, on peace.")
	d.Passages = append([]corpus.Passage{{Kind: corpus.Preamble, Text: "TIAS 1964\nTreaty Series No. 770 [Document 12] Treaty of Alliance of the two Parties, Signed at Washington, October 22, 1928\nThe Parties, having regard to\nthe treaty in 6 LNTS 9"}}, d.Passages...)
	Read(d)
	if diff := cmp.Diff([]string{"34 UNTS 243", "TIAS 1964", "TS 770"}, knownOf(d.Instrument).Series); diff != "" {
		t.Errorf("series (-want +got):\n%s", diff)
	}
}
