package compound

import (
	"errors"
	"strings"
	"testing"

	"entente/corpus/formats/compound/compoundtest"
	"entente/corpus/formats/office"
)

func sample() compoundtest.Storage {
	return compoundtest.Storage{
		Streams: []compoundtest.Stream{{Name: "worddocument", Content: "words"}, {Name: "empty"}},
		Storages: []compoundtest.Storage{{
			Name:    "inner",
			Streams: []compoundtest.Stream{{Name: "large", Content: strings.Repeat("large ", 2000)}},
		}},
	}
}

func TestOpen(t *testing.T) {
	root, err := Open(t.Context(), compoundtest.Pack(sample()))
	if err != nil {
		t.Fatal(err)
	}
	if kind, err := root.Kind(); kind != Word || err != nil {
		t.Error(kind, err)
	}
	inner := root.Storage("inner")
	for _, test := range []struct {
		storage    *Storage
		name, want string
	}{
		{root, "WordDocument", "words"},
		{root, "empty", ""},
		{root, "missing", ""},
		{inner, "large", strings.Repeat("large ", 2000)},
	} {
		data, err := test.storage.Stream(test.name)
		if err != nil || string(data) != test.want {
			t.Errorf("%s: %.20q, %v", test.name, data, err)
		}
	}
}

// TestStreamsLargerThanTheFile checks that a stream which is read again and again,
// as many names of one stream would let it be, comes to an end.
func TestStreamsLargerThanTheFile(t *testing.T) {
	root, err := Open(t.Context(), compoundtest.Pack(sample()))
	if err != nil {
		t.Fatal(err)
	}
	for range 100 {
		if _, err = root.Storage("inner").Stream("large"); err != nil {
			break
		}
	}
	if !errors.Is(err, office.ErrMalformed) {
		t.Error(err)
	}
}

func TestKind(t *testing.T) {
	for stream, want := range map[string]string{
		"Workbook": "Excel workbook before 2007 (.xls)", "PowerPoint Document": "PowerPoint before 2007 (.ppt)",
		"__properties_version1.0": Outlook, "x": "compound file of an unknown program",
	} {
		root, err := Open(t.Context(), compoundtest.Pack(compoundtest.Storage{Streams: []compoundtest.Stream{{Name: stream, Content: "x"}}}))
		if err != nil {
			t.Fatal(err)
		}
		if kind, err := root.Kind(); kind != want || err != nil {
			t.Errorf("%s: %s, %v", stream, kind, err)
		}
	}
	root, err := Open(t.Context(), compoundtest.Pack(compoundtest.Storage{Streams: []compoundtest.Stream{{Name: "EncryptedPackage", Content: "x"}}}))
	if err != nil {
		t.Fatal(err)
	}
	if _, err := root.Kind(); !errors.Is(err, office.ErrEncrypted) {
		t.Error(err)
	}
}

func FuzzOpen(f *testing.F) {
	f.Add(string(compoundtest.Pack(sample())))
	f.Fuzz(func(t *testing.T, data string) {
		root, err := Open(t.Context(), []byte(data))
		var failed *office.Error
		if err != nil {
			if !errors.As(err, &failed) {
				t.Errorf("the error is no *office.Error: %v", err)
			}
			return
		}
		for storages := []*Storage{root}; len(storages) > 0; storages = storages[1:] {
			for name := range storages[0].streams {
				if _, err := storages[0].Stream(name); err != nil && !errors.As(err, &failed) {
					t.Errorf("the error is no *office.Error: %v", err)
				}
			}
			storages = append(storages, storages[0].Storages...)
		}
	})
}
