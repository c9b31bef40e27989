package wordtable

import (
	"fmt"
	"strings"
	"testing"
)

func TestFind(t *testing.T) {
	numbers, words := map[Key]uint32{}, map[string]uint32{}
	for n := range uint32(3000) {
		word := strings.Repeat("é", int(n%5)) + fmt.Sprint(n+1)
		words[word], numbers[KeyOf(word)] = n+1, n+1
	}
	table := New(numbers)
	for word, n := range words {
		if got := table.Find(KeyOf(word)); got != n {
			t.Errorf("%s has number %d, want %d", word, got, n)
		}
		for _, other := range []string{word + "a", "a" + word, strings.Repeat("a", Longest) + word, word[:len(word)-1] + "a"} {
			if got := table.Find(KeyOf(other)); got != 0 {
				t.Errorf("%s has number %d, want none", other, got)
			}
		}
	}
}

func TestEmpty(t *testing.T) {
	table := New(nil)
	if got := table.Find(KeyOf("word")); got != 0 {
		t.Errorf("an empty table has a word of number %d", got)
	}
}

func TestWithRune(t *testing.T) {
	var k Key
	for _, r := range "été" {
		k = k.WithRune(r)
	}
	if k != KeyOf("été") {
		t.Errorf("the key by characters is %x, by bytes %x", k, KeyOf("été"))
	}
}
