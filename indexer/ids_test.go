package indexer

import (
	"strings"
	"testing"

	"entente/corpus"
	"entente/corpus/formats"
)

func TestSlug(t *testing.T) {
	for _, test := range []struct{ name, want string }{
		{"North Atlantic Treaty.pdf", "north-atlantic-treaty"},
		{"nato_sofa.v2.html", "nato-sofa-v2"},
		{"Traité de défense (1947).txt", "traite-de-defense-1947"},
		{"--x--.md", "x"},
		{"日米安全保障条約.pdf", "document"},
		{"\xff\xfe.txt", "document"},
		{"README", "readme"},
		{strings.Repeat("long ", 40) + ".txt", strings.TrimSuffix(strings.Repeat("long-", 12), "-")},
		{strings.Repeat("é", 100) + ".txt", strings.Repeat("e", 60)},
		{"..", "document"},
	} {
		if got := slug(test.name); got != test.want {
			t.Errorf("slug(%q) = %q, want %q", test.name, got, test.want)
		}
	}
}

func TestPathID(t *testing.T) {
	a, b := pathID("x.md", "/a/x.md"), pathID("x.md", "/b/x.md")
	if a == b || pathID("x.md", "/a/x.md") != a {
		t.Errorf("ids %s and %s", a, b)
	}
	if want := "x-4cdc1a0b9e"; len(a) != len(want) || !corpus.ValidID(a) {
		t.Errorf("id %q", a)
	}
}

func FuzzPathID(f *testing.F) {
	f.Add("x.md", "/a/x.md")
	f.Add("\xff", "")
	f.Fuzz(func(t *testing.T, name, path string) {
		if id := pathID(name, path); !corpus.ValidID(id) {
			t.Errorf("%q at %q has the id %q", name, path, id)
		}
	})
}

func TestIDs(t *testing.T) {
	path := pathID("x.md", "/files/x.md")
	for _, test := range []struct {
		name        string
		beside, own string
		several     bool
		want        string
	}{
		{"none declared", "", "", false, path},
		{"in the file", "", "own", false, "own"},
		{"beside the file", "beside", "", false, "beside"},
		{"both", "beside", "own", false, "beside"},
		{"several records", "", "", true, path + "-r3"},
		{"several with an id", "", "own", true, "own"},
		{"several, the id beside", "beside", "", true, "beside-r3"},
		{"several, both", "beside", "own", true, "own"},
		{"invalid", "", "a b", false, "invalid-id"},
		{"invalid beside", "../x", "own", false, "invalid-id"},
		{"too long", "", strings.Repeat("x", 201), false, "invalid-id"},
	} {
		x := extraction{Input: Input{Name: "x.md", Path: "/files/x.md", Metadata: formats.Metadata{ID: test.beside}}, several: test.several}
		got, err := x.id(3, test.own)
		if err != nil {
			got = string(reasonOf(t, err))
		}
		if got != test.want {
			t.Errorf("%s: %q, want %q", test.name, got, test.want)
		}
	}
}
