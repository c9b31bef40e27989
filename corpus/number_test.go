package corpus

import "testing"

func TestFoldNumber(t *testing.T) {
	for _, test := range []struct{ number, want string }{
		{"5", "5"}, {"V", "5"}, {"v.", "5"}, {"5.", "5"}, {" XIV ", "14"}, {"IX", "9"}, {"XL", "xl"},
		{"5 bis", "5bis"}, {"5bis", "5bis"}, {"V bis", "5bis"}, {"9A", "9a"}, {"IX A", "9a"}, {"I-33", "1-33"}, {"2.1", "2-1"},
		{"premier", "1"}, {"1er", "1"}, {"C", "c"}, {"", ""}, {"第五", "第五"}, {"VIII ter", "8ter"}, {"XXXIX", "39"},
		{"V (2)", "5(2)"}, {"5 bis(2)(A)", "5bis(2)(a)"}, {"5(1949)", "51949"}, {"(2)", "2"}, {"5(bis)", "5bis"},
	} {
		if got := FoldNumber(test.number); got != test.want {
			t.Errorf("FoldNumber(%q) = %q, want %q", test.number, got, test.want)
		}
	}
}
