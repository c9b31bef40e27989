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
	for _, topic := range []string{"cyber-defence", "cyber-security", "arms-control", "a1", "a2", "a3", "a4", "a5", "a6", "a7", "a8", "a9", "b1"} {
		d.Topics = append(d.Topics, corpus.Tag{Name: topic, Origin: corpus.Declared})
	}
	if err := e.Put(t.Context(), []*corpus.Document{d}); err != nil {
		t.Fatal(err)
	}
	for query, want := range map[string]string{
		"topic:cyber":         `column 1: no document has the value "cyber"; values with that word are cyber-defence (<cyber-defence>), cyber-security (<cyber-security>)`,
		"topic:arms":          `column 1: no document has the value "arms"; did you mean topic:"arms-control"?`,
		`topic:"cyber defnc"`: `column 1: no document has the value "cyber defnc"; did you mean topic:"cyber-defence"?`,
		"topic:zzzzzzz":       `column 1: no document has the value "zzzzzzz"`,
		"lang:french":         `column 1: no document has the value "french"; its values are en (<en>)`,
	} {
		_, err := e.Search(t.Context(), search.Request{Query: query})
		var syntax *search.SyntaxError
		if !errors.As(err, &syntax) || syntax.Error() != want {
			t.Errorf("%s: %v, want %s", query, err, want)
		}
	}
}
