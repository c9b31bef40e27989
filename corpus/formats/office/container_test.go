package office_test

import (
	"context"
	"errors"
	"fmt"
	"testing"

	"entente/corpus/formats/office"
	"entente/corpus/formats/office/officetest"
)

func TestContainer(t *testing.T) {
	c, err := office.Open(officetest.Pack(t,
		officetest.Part{Name: `Word\Document.xml`, Content: "first"},
		officetest.Part{Name: "word/document.xml", Content: "second"}))
	if err != nil {
		t.Fatal(err)
	}
	if got, err := c.Part(context.Background(), "/word/document.xml"); err != nil || string(got) != "first" {
		t.Errorf("%q, %v", got, err)
	}
	if _, err := c.Part(context.Background(), "word/other.xml"); !errors.Is(err, office.ErrMalformed) {
		t.Errorf("a missing part: %v", err)
	}
}

func TestContainerOfManyParts(t *testing.T) {
	parts := make([]officetest.Part, office.MaxEntries+1)
	for i := range parts {
		parts[i].Name = fmt.Sprint(i)
	}
	if _, err := office.Open(officetest.Pack(t, parts...)); !errors.Is(err, office.ErrTooLarge) {
		t.Errorf("the error is %v", err)
	}
}

func TestElementsInUTF16(t *testing.T) {
	wide := []byte("\xFF\xFE")
	for _, r := range `<?xml version="1.0" encoding="UTF-16"?><a b="c">words</a>` {
		wide = append(wide, byte(r), 0)
	}
	c, err := office.Open(officetest.Pack(t, officetest.Part{Name: "a", Content: string(wide)}))
	if err != nil {
		t.Fatal(err)
	}
	tree, err := c.Tree(context.Background(), "a")
	if err != nil || tree.Name != "a" || tree.Value("b") != "c" || tree.Text != "words" {
		t.Errorf("%+v, %v", tree, err)
	}
}

func FuzzOpen(f *testing.F) {
	f.Add(officetest.Pack(f, officetest.Part{Name: "mimetype", Content: "application/epub+zip"}, officetest.Part{Name: "a", Content: "<a/>"}))
	f.Fuzz(func(t *testing.T, data []byte) {
		var known *office.Error
		c, err := office.Open(data)
		if err == nil {
			_, err = c.Kind(context.Background())
		}
		if err != nil && !errors.As(err, &known) {
			t.Errorf("the error is no *Error: %v", err)
		}
	})
}
