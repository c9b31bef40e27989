package local

import (
	"context"
	"errors"

	"entente/search"
)

// Suggest completes the beginning of a query; see search.Engine.
func (e *Engine) Suggest(ctx context.Context, text string, limit int) (*search.Suggestions, error) {
	return nil, errors.ErrUnsupported
}
