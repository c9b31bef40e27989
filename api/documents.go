package api

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"

	"github.com/labstack/echo/v4"

	"entente/api/wire"
	"entente/search"
)

// deleteDocuments answers DELETE /v1/documents, whose body is a list of ids.
func (s *Server) deleteDocuments(c echo.Context) error {
	if err := refuseParameters(c); err != nil {
		return err
	}
	ids, err := readIDs(c.Request().Body)
	if err != nil {
		return err
	}
	if len(ids) > 0 {
		ctx := c.Request().Context()
		if err := s.storeError(ctx, s.engine.Delete(ctx, ids)); err != nil {
			return fmt.Errorf("deleting %d documents: %w", len(ids), err)
		}
	}
	return c.NoContent(http.StatusNoContent)
}

// readIDs reads a JSON list of strings and nothing after it.
func readIDs(body io.Reader) ([]string, error) {
	decoder := json.NewDecoder(body)
	var ids []string
	err := decoder.Decode(&ids)
	if err == nil {
		if _, err = decoder.Token(); err == nil {
			err = errors.New("more than one value")
		} else if errors.Is(err, io.EOF) {
			err = nil
		}
	}
	var tooLarge *http.MaxBytesError
	switch {
	case errors.As(err, &tooLarge):
		return nil, err
	case err != nil || ids == nil:
		return nil, &search.InvalidError{Parameter: "body", Message: `must be a JSON list of ids, such as ["treaty-1949"]`}
	case len(ids) > wire.MaxDeleteIDs:
		return nil, &search.InvalidError{Parameter: "body", Message: fmt.Sprintf("lists %d ids; send at most %d at a time", len(ids), wire.MaxDeleteIDs)}
	}
	return ids, nil
}
