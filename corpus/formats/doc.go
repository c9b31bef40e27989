package formats

import (
	"context"

	"entente/corpus/formats/compound"
)

// docFormat reads Word documents before 2007 with the help of a program that is
// installed.
func docFormat() Format {
	return Format{
		Name:       "DOC",
		Extensions: []string{".doc", ".dot"},
		MediaTypes: []string{"application/msword"},
		Read:       nestedReader(readCompound).outermost,
		nested:     readCompound,
	}
}

func readDOC(ctx context.Context, data []byte) ([]Record, error) {
	return nil, unsupported(compound.Word)
}
