package formats

import (
	"context"
	"io"

	"entente/corpus/formats/rtf"
)

// rtfFormat reads Rich Text Format, whatever the name of the file says: it is
// often called .doc.
func rtfFormat() Format {
	return Format{
		Name:       "RTF",
		Extensions: []string{".rtf"},
		MediaTypes: []string{"text/rtf"},
		Read:       readRTF,
	}
}

func readRTF(ctx context.Context, file io.ReaderAt, size int64) ([]Record, error) {
	data, err := readFile(ctx, file, size)
	if err != nil {
		return nil, err
	}
	d, err := rtf.Read(ctx, data)
	if err != nil {
		return nil, officeError(err)
	}
	r, err := recordOf(d)
	if err != nil {
		return nil, err
	}
	return single(r)
}
