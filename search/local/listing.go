package local

import (
	"context"
	"errors"

	"entente/search"
)

// Record returns every hit; see search.Engine.
func (e *Engine) Record(ctx context.Context, r search.Request) (*search.Record, error) {
	return nil, errors.ErrUnsupported
}
