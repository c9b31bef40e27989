package client

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"

	"entente/api/wire"
	"entente/corpus"
	"entente/search"
)

// Put sends documents, one a line, and reads what became of each while it
// sends. The server stores them in batches: when an error is returned some may
// be stored, and putting them again is safe. None is when one of them fails
// corpus.Document.Check.
func (c *Client) Put(ctx context.Context, documents []*corpus.Document) error {
	for _, d := range documents {
		if err := d.Check(); err != nil {
			return &search.InvalidError{Parameter: "document " + d.ID, Message: err.Error()}
		}
	}
	if len(documents) == 0 {
		return nil
	}
	reader, writer := io.Pipe()
	go func() { writer.CloseWithError(writeDocuments(writer, documents)) }()
	defer reader.Close() // ends the writing when the server has stopped reading
	response, err := c.do(ctx, http.MethodPost, "/v1/documents", wire.NDJSON, reader)
	if err != nil {
		return err
	}
	defer response.Body.Close()
	return c.readResults(ctx, response.Body, len(documents))
}

func writeDocuments(w io.Writer, documents []*corpus.Document) error {
	buffered := bufio.NewWriterSize(w, 64<<10)
	encoder := json.NewEncoder(buffered)
	encoder.SetEscapeHTML(false) // which would make a text longer than a line may be
	for _, d := range documents {
		if err := encoder.Encode(d); err != nil {
			return fmt.Errorf("writing document %q: %w", d.ID, err)
		}
	}
	return buffered.Flush()
}

// readResults reads one result for each document sent.
func (c *Client) readResults(ctx context.Context, answer io.Reader, sent int) error {
	decoder := json.NewDecoder(answer)
	received, failed := 0, 0
	var first error
	for {
		var result wire.PutResult
		err := decoder.Decode(&result)
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return c.broken(ctx, fmt.Errorf("reading what became of document %d of %d: %w", received+1, sent, err))
		}
		received++
		if result.Error != nil {
			if failed++; first == nil {
				first = fmt.Errorf("document %q: %w", result.ID, result.Error.Err())
			}
		}
	}
	switch {
	case failed > 0:
		return fmt.Errorf("%d of %d documents were not stored, the first of them %w", failed, sent, first)
	case received != sent:
		return fmt.Errorf("%w: the server acknowledged %d of %d documents", search.ErrUnavailable, received, sent)
	}
	return nil
}
