package api

import (
	"bytes"
	"context"
	"net/http"
	"os"

	"github.com/labstack/echo/v4"

	"entente/api/wire"
	"entente/corpus"
)

// Files knows every file that the indexer saw.
type Files interface {
	// ListFiles returns the page of files that the request asks for, with all its
	// defaults filled in. The error is a *search.InvalidError for a state, reason,
	// format or folder that no file can have.
	ListFiles(ctx context.Context, r wire.FilesRequest) (*wire.FileList, error)
	// HasOriginal reports whether a file is known that is the document as a whole.
	// It does not look for the file.
	HasOriginal(ctx context.Context, d *corpus.Document) (bool, error)
	// OpenOriginal opens that file, for the caller to close and to compare with the
	// document's hash. No other file is opened, whatever the document says. The error
	// is ErrNoOriginal when none is known, ErrOriginalGone when it cannot be opened.
	OpenOriginal(ctx context.Context, d *corpus.Document) (*os.File, error)
}

// noFiles stands for the files where there is no indexer.
type noFiles struct{}

func (noFiles) ListFiles(_ context.Context, r wire.FilesRequest) (*wire.FileList, error) {
	none := []wire.FileCount{}
	return &wire.FileList{Files: []wire.File{}, States: none, Reasons: none, Formats: none, Page: r.Page, PerPage: r.PerPage}, nil
}

func (noFiles) HasOriginal(context.Context, *corpus.Document) (bool, error) { return false, nil }

func (noFiles) OpenOriginal(context.Context, *corpus.Document) (*os.File, error) {
	return nil, ErrNoOriginal
}

// files answers GET /v1/files.
func (s *Server) files(c echo.Context) error {
	request, err := parameters(c, wire.ParseFiles)
	if err != nil {
		return err
	}
	list, err := s.options.Files.ListFiles(c.Request().Context(), request)
	if err != nil {
		return err
	}
	return writeJSON(c, list)
}

// filesPage answers GET /files.
func (s *Server) filesPage(c echo.Context) error {
	values, err := pageValues(c)
	if err != nil {
		return err
	}
	request, err := wire.ParseFiles(values)
	if err != nil {
		return err
	}
	list, err := s.options.Files.ListFiles(c.Request().Context(), request)
	if err != nil {
		return err
	}
	return writePage(c, http.StatusOK, func(w *bytes.Buffer) error { return s.pagesFor(c).Files(w, request, list) })
}
