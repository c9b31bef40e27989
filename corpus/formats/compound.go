package formats

import (
	"context"
	"io"

	"entente/corpus/formats/compound"
)

// readCompound reads a compound file by what is in it, whatever its name and its
// first bytes say.
func readCompound(ctx context.Context, file io.ReaderAt, size int64, n *nest) ([]Record, error) {
	data, err := readFile(ctx, file, size)
	if err != nil {
		return nil, err
	}
	root, err := compound.Open(ctx, data)
	if err != nil {
		return nil, officeError(err)
	}
	kind, err := root.Kind()
	if err != nil {
		return nil, officeError(err)
	}
	switch kind {
	case compound.Outlook:
		return readMSG(ctx, root, n)
	case compound.Word:
		return readDOC(ctx, root, data)
	}
	return nil, unsupported(kind)
}
