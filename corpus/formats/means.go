package formats

import (
	"context"

	"entente/corpus/formats/pdfsandbox"
)

// Means are what a format may use beside its own code. The zero value has none.
type Means struct {
	// Pdfium reads the pages of PDF files that cannot be read well without it.
	Pdfium *pdfsandbox.Engine
}

type meansKey struct{}

// WithMeans gives the means to every Read with the context. They go this way so
// that a file within a file, however deep, is read with them, and the formats
// between need not know of them.
func WithMeans(ctx context.Context, m Means) context.Context {
	return context.WithValue(ctx, meansKey{}, m)
}

func meansOf(ctx context.Context) Means {
	m, _ := ctx.Value(meansKey{}).(Means) // none given is the zero value
	return m
}
