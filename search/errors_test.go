package search

import "testing"

func TestNearest(t *testing.T) {
	known := []string{"title", "NATO", "EU", "cyber-defence"}
	for _, test := range []struct{ word, want string }{
		{"titel", "title"}, {"natoo", "NATO"}, {"UE", ""}, {"EUU", "EU"}, {"cyberdefense", "cyber-defence"},
		{"zebra", ""}, {"", ""},
	} {
		if got := Nearest(test.word, known); got != test.want {
			t.Errorf("Nearest(%q) = %q, want %q", test.word, got, test.want)
		}
	}
}
