package api

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"time"

	"github.com/labstack/echo/v4"

	"entente/api/wire"
	"entente/corpus"
)

// Documents of an upload are put together up to these limits, since one at a
// time is many times slower and more at a time costs only memory.
const (
	maxBatchDocuments = 500
	maxBatchBytes     = 2 << 20
)

// putDocuments answers POST /v1/documents: documents in JSON, one a line, are
// stored in batches, and one result line is sent for each. A line that is no
// document, or one that fails corpus.Document.Check, fails alone. A batch that
// cannot be stored fails whole: some of it may be stored, and sending it again is
// safe.
func (s *Server) putDocuments(c echo.Context) error {
	if err := refuseParameters(c); err != nil {
		return err
	}
	u := s.newUpload(c)
	for {
		line, number, err := u.lines.next()
		switch {
		case errors.Is(err, io.EOF):
			return u.store()
		case errors.Is(err, errLineTooLong):
			u.reject(number, "", wire.NewProblem(wire.KindTooLarge,
				fmt.Sprintf("The line is longer than %d MiB: divide the document.", wire.MaxLineBytes>>20)))
		case err != nil:
			return u.abandon(err)
		case len(bytes.TrimSpace(line)) > 0:
			u.add(number, line)
		}
		if u.full() {
			if err := u.store(); err != nil {
				return err
			}
		}
	}
}

// upload is one POST /v1/documents under way. Results of the documents since
// the last store are kept in the order of their lines.
type upload struct {
	server     *Server
	context    echo.Context
	connection *http.ResponseController
	lines      *lineReader
	documents  []*corpus.Document
	results    []wire.PutResult
	bytes      int
}

func (s *Server) newUpload(c echo.Context) *upload {
	u := &upload{server: s, context: c, connection: http.NewResponseController(c.Response())}
	// A recorder in a test has no connection to set; the server's has.
	u.connection.EnableFullDuplex()
	body := &patientReader{body: c.Request().Body, connection: u.connection, idle: s.options.IdleTimeout}
	u.lines = &lineReader{source: bufio.NewReaderSize(body, 64<<10), limit: wire.MaxLineBytes}
	return u
}

// add reads a line into the batch.
func (u *upload) add(number int, line []byte) {
	document, id, err := readDocument(line)
	u.bytes += len(line)
	if err != nil {
		u.reject(number, id, wire.ProblemOf(err))
		return
	}
	u.documents = append(u.documents, document)
	u.results = append(u.results, wire.PutResult{Line: number, ID: document.ID})
}

func (u *upload) reject(number int, id string, p *wire.Problem) {
	u.results = append(u.results, wire.PutResult{Line: number, ID: id, Status: p.Status, Error: p})
}

func (u *upload) full() bool {
	return len(u.results) >= maxBatchDocuments || u.bytes >= maxBatchBytes
}

// store puts the batch and sends its results.
func (u *upload) store() error {
	status, problem := http.StatusOK, (*wire.Problem)(nil)
	if err := u.put(); err != nil {
		problem = u.server.problem(fmt.Errorf("storing %d documents: %w", len(u.documents), err), u.context)
		status = problem.Status
	}
	for i := range u.results {
		if u.results[i].Error == nil {
			u.results[i].Status, u.results[i].Error = status, problem
		}
	}
	err := u.send()
	u.documents, u.results, u.bytes = nil, nil, 0
	return err
}

// put gives the batch to the engine, which has Options.StoreTimeout for it.
func (u *upload) put() error {
	if len(u.documents) == 0 {
		return nil
	}
	ctx, cancel := context.WithTimeout(u.context.Request().Context(), u.server.options.StoreTimeout)
	defer cancel()
	return u.server.storeError(ctx, u.server.engine.Put(ctx, u.documents))
}

func (u *upload) send() error {
	response := u.context.Response()
	u.connection.SetWriteDeadline(time.Now().Add(u.server.options.IdleTimeout))
	if !response.Committed {
		response.Header().Set(echo.HeaderContentType, wire.NDJSON)
		response.Header().Set("Cache-Control", "no-store")
		response.WriteHeader(http.StatusOK)
	}
	encoder := json.NewEncoder(response)
	for _, r := range u.results {
		if err := encoder.Encode(r); err != nil {
			return fmt.Errorf("sending results: %w", err)
		}
	}
	response.Flush()
	return nil
}

// abandon ends an upload whose body broke off. What came since the last results
// is not stored, and the answer is cut off, so that nobody takes it for complete.
func (u *upload) abandon(cause error) error {
	u.server.options.Logger.Warn("upload broke off", "id", requestID(u.context), "unstored", len(u.documents), "cause", cause)
	panic(http.ErrAbortHandler)
}
