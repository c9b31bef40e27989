// Package odt reads the text of OpenDocument texts, as LibreOffice writes them:
// paragraphs with the level of their headings and the visible numbers of their
// lists, tables, notes, and the properties that a person declared.
//
// What is not part of the final text stays out: deleted and hidden text, headers
// and footers, comments. How blocks become passages is decided elsewhere.
package odt

import (
	"context"
	"encoding/xml"
	"errors"
	"strings"

	"entente/corpus/formats/office"
)

// reader makes a document of one file.
type reader struct{ *office.Document }

const textPart = "content.xml"

// Read reads the document in a container. Errors are an *office.Error, or
// ctx.Err().
func Read(ctx context.Context, container *office.Container) (*office.Document, error) {
	d := reader{&office.Document{Properties: map[string]any{}}}
	if err := refuseEncrypted(ctx, container); err != nil {
		return nil, err
	}
	if !container.Has(textPart) {
		return nil, office.Malformed("the part %s, which holds the text, is missing", textPart)
	}
	named := newStyles()
	for _, optional := range []struct {
		part, holds string
		read        func(context.Context, *office.Container, string) error
	}{
		{"styles.xml", "the styles", named.read},
		{"meta.xml", "the properties", d.readProperties},
	} {
		if err := d.optional(optional.holds, optional.read(ctx, container, optional.part)); err != nil {
			return nil, err
		}
	}
	if d.Language == "" {
		d.Language = named.language
	}
	return d.Document, d.readText(ctx, container, named)
}

// optional returns the error of a part without which the text can be read, but
// for one that says that the part is missing or damaged: the document says so.
func (d reader) optional(holds string, err error) error {
	var known *office.Error
	if errors.As(err, &known) && errors.Is(err, office.ErrMalformed) {
		d.Unread = append(d.Unread, holds+" could not be read: "+known.Detail)
		return nil
	}
	return err
}

// readText reads the text; one that breaks off is kept as far as it goes.
func (d reader) readText(ctx context.Context, container *office.Container, named *styles) error {
	elements, err := container.Elements(ctx, textPart)
	if err != nil {
		return err
	}
	t := &text{elements: elements, styles: named, lists: newLists()}
	err = elements.Read(t)
	d.Blocks, d.Pictures = t.flow.Blocks(), t.pictures
	if len(d.Blocks) == 0 {
		return err
	}
	return d.optional("the text from some place on", err)
}

// refuseEncrypted returns an error when the manifest says that the text is
// encrypted.
func refuseEncrypted(ctx context.Context, container *office.Container) error {
	const manifest = "META-INF/manifest.xml"
	if !container.Has(manifest) {
		return nil
	}
	tree, err := container.Tree(ctx, manifest)
	if errors.Is(err, office.ErrMalformed) {
		return nil // the text may be read for all that
	}
	if err != nil {
		return err
	}
	for _, entry := range tree.Children {
		path := entry.Value("full-path")
		if (path == textPart || path == "encrypted-package") && entry.Child("encryption-data") != nil {
			return office.Encrypted("the document is protected by a password")
		}
	}
	return nil
}

// readProperties reads what the file declares about itself. The names of its
// authors are those of the program's users, its dates those of the file's making:
// none of them is the document's own.
func (d reader) readProperties(ctx context.Context, container *office.Container, part string) error {
	if !container.Has(part) {
		return nil
	}
	tree, err := container.Tree(ctx, part)
	if err != nil {
		return err
	}
	meta := tree.Child("meta")
	if meta == nil {
		return nil
	}
	for _, property := range meta.Children {
		switch property.Name {
		case "title":
			d.Title = property.Text
		case "language":
			d.Language = property.Text
		case "user-defined":
			if name := property.Value("name"); name != "" {
				d.Properties[name] = property.Text
			}
		}
	}
	return nil
}

// qualified returns the name of an element with its namespace as OpenDocument
// abbreviates it: "text:p".
func qualified(name xml.Name) string {
	const openDocument = "urn:oasis:names:tc:opendocument:xmlns:"
	space := strings.TrimPrefix(name.Space, openDocument)
	space, _, _ = strings.Cut(space, ":")
	return space + ":" + name.Local
}
