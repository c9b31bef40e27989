package formats

import (
	"context"

	"entente/corpus/formats/docx"
	"entente/corpus/formats/office"
)

// docxFormat reads Word documents since 2007, with or without macros, and their
// templates.
func docxFormat() Format {
	return Format{
		Name:       "DOCX",
		Extensions: []string{".docx", ".docm", ".dotx", ".dotm"},
		MediaTypes: []string{"application/vnd.openxmlformats-officedocument.wordprocessingml.document"},
		Read:       readContainer,
	}
}

func docxRecord(ctx context.Context, container *office.Container) (Record, error) {
	d, err := docx.Read(ctx, container)
	if err != nil {
		return Record{}, err
	}
	return officeDocument{
		title: d.Title, language: d.Language, properties: d.Properties,
		blocks: d.Blocks, pictures: d.Pictures, unread: d.Unread,
	}.record()
}
