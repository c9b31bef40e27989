package local

import (
	"errors"
	"testing"

	"entente/corpus"
	"entente/search"
)

// TestUnknownValues holds what the refusal of a value proposes.
func TestUnknownValues(t *testing.T) {
	e := open(t, t.TempDir())
	defer e.Close()
	d := &corpus.Document{ID: "d", Title: "Paper", Language: "en", Source: corpus.Source{Collection: "test"},
		Passages: []corpus.Passage{{Kind: corpus.Section, Text: "x"}}}
	for _, topic := range []string{"cyber-defence", "cyber-security", "arms-control", "a1", "a2", "a3", "a4", "a5", "a6", "a7", "a8", "b1", "34 UNTS 245", "Washington City"} {
		d.Topics = append(d.Topics, corpus.Tag{Name: topic, Origin: corpus.Declared})
	}
	other := *d
	other.ID, other.Topics = "e", []corpus.Tag{{Name: "arms-control", Origin: corpus.Declared}, {Name: "Washington", Origin: corpus.Declared}}
	if err := e.Put(t.Context(), []*corpus.Document{d, &other}); err != nil {
		t.Fatal(err)
	}
	for query, want := range map[string]string{
		"topic:cyber":         `column 1: no document has the value "cyber"; values with that word are cyber-defence (<cyber-defence>), cyber-security (<cyber-security>)`,
		"topic:arms":          `column 1: no document has the value "arms"; did you mean topic:"arms-control"?`,
		`topic:"cyber defnc"`: `column 1: no document has the value "cyber defnc"; did you mean topic:"cyber-defence"?`,
		"topic:zzzzzzz": `column 1: no document has the value "zzzzzzz"; its values, the most frequent first, are arms-control (<arms-control>), ` +
			`34 UNTS 245 (<34 UNTS 245>), Washington (<Washington>), Washington City (<Washington City>), a1 (<a1>), a2 (<a2>), a3 (<a3>), a4 (<a4>), a5 (<a5>), a6 (<a6>), a7 (<a7>), a8 (<a8>), and 3 more`,
		`topic:"Washington, D.C."`: `column 1: no document has the value "Washington, D.C."; did you mean topic:Washington?`,
		`topic:"Washingtn Citty"`:  `column 1: no document has the value "Washingtn Citty"; did you mean topic:"Washington City"?`,
		`topic:"34 UNT 245"`:       `column 1: no document has the value "34 UNT 245"; did you mean topic:"34 UNTS 245"?`,
		"lang:french":              `column 1: no document has the value "french"; its values are en (<en>)`,
	} {
		_, err := e.Search(t.Context(), search.Request{Query: query})
		var syntax *search.SyntaxError
		if !errors.As(err, &syntax) || syntax.Error() != want {
			t.Errorf("%s: %v, want %s", query, err, want)
		}
	}
}

// TestIsAlike holds what of the values with few edits can be proposed at all.
func TestIsAlike(t *testing.T) {
	for _, test := range []struct {
		text, name string
		want       bool
	}{
		{"34 UNTS 243", "374 UNTS 245", false},
		{"34 UNT 243", "34 UNTS 243", true},
		{"34 UNTS", "34 UNTS 243", false},
		{"Washington, D.C.", "Washington City", false},
		{"Washingtn City", "Washington City", true},
		{"Treaty Lisbon", "Treaty of Lisbon", true},
		{"cyber defnc", "cyber-defence", true},
	} {
		if got := isAlike(test.text, test.name); got != test.want {
			t.Errorf("%s and %s: %v, want %v", test.text, test.name, got, test.want)
		}
	}
}
