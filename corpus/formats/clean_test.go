package formats

import "testing"

// TestCleanTextIsLeft holds the quick answer to what cleaning makes, for all short
// texts of characters of every kind.
func TestCleanTextIsLeft(t *testing.T) {
	characters := []string{"a", "~", " ", "\n", "\t", "\r", "\x00", "\x7F", "é", "e\u0301", "\xFF"}
	texts, clean := []string{""}, 0
	for range 4 {
		var longer []string
		for _, text := range texts {
			for _, c := range characters {
				longer = append(longer, text+c)
			}
		}
		for _, text := range texts {
			if isClean(text) {
				clean++
				if made := cleaned(text); made != text {
					t.Errorf("%q is called clean, and cleaned it is %q", text, made)
				}
			} else if isASCII([]byte(text)) && cleaned(text) == text {
				t.Errorf("%q is clean", text)
			}
		}
		texts = longer
	}
	if clean == 0 {
		t.Error("nothing is clean")
	}
}
