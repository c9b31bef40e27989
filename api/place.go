package api

import (
	"context"
	"slices"

	"entente/api/ui"
	"entente/search"
)

// placeOf finds where a document stands among all hits of a search, in their
// order, as the collection is now. Errors are those of search.Engine.Record.
func (s *Server) placeOf(ctx context.Context, id string, r search.Request) (*ui.Place, error) {
	record, err := s.engine.Record(ctx, r)
	if err != nil {
		return nil, err
	}
	place := &ui.Place{Total: len(record.IDs)}
	at := slices.Index(record.IDs, id)
	if at < 0 {
		return place, nil
	}
	place.Position = at + 1
	if at > 0 {
		place.Previous = record.IDs[at-1]
	}
	if at+1 < len(record.IDs) {
		place.Next = record.IDs[at+1]
	}
	return place, nil
}
