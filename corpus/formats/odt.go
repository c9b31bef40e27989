package formats

import (
	"context"

	"entente/corpus/formats/odt"
	"entente/corpus/formats/office"
)

// odtFormat reads OpenDocument texts and their templates.
func odtFormat() Format {
	return Format{
		Name:       "ODT",
		Extensions: []string{".odt", ".ott", ".odm"},
		MediaTypes: []string{"application/vnd.oasis.opendocument.text"},
		Read:       readContainer,
	}
}

func odtRecord(ctx context.Context, container *office.Container) (Record, error) {
	d, err := odt.Read(ctx, container)
	if err != nil {
		return Record{}, err
	}
	return officeDocument{
		title: d.Title, language: d.Language, properties: d.Properties,
		blocks: d.Blocks, pictures: d.Pictures, unread: d.Unread,
	}.record()
}
