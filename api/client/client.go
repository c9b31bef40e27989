// Package client is a search.Engine that asks a server for its answers: over
// the unix socket in the data folder, where it may write, or over any address,
// where it may only read. Errors come back as the engine behind the server
// returned them. It is how the command line works while a server holds the data.
//
// How requests and errors are written stands in api/wire; nothing here knows
// how the server is built.
package client

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"mime"
	"net"
	"net/http"
	"net/url"
	"strings"
	"time"

	"entente/api/wire"
	"entente/corpus"
	"entente/export"
	"entente/search"
)

// MaxAnswerBytes bounds an answer read into memory. A larger one is an error.
const MaxAnswerBytes = 256 << 20

// dialTimeout bounds how long a server may take to accept a connection.
const dialTimeout = 5 * time.Second

// socketHost stands in the addresses of requests over a socket, where no name
// is looked up.
const socketHost = "http://entente"

// Client asks one server. Its methods may be called from several goroutines.
// Where it cannot reach the server the error is search.ErrUnavailable.
type Client struct {
	base string // address without a slash at the end
	http *http.Client
}

var _ search.Engine = (*Client)(nil)

// New returns a client for the server at base, such as "http://127.0.0.1:8080".
func New(base string) (*Client, error) {
	u, err := url.Parse(base)
	if err != nil || u.Host == "" || (u.Scheme != "http" && u.Scheme != "https") {
		return nil, fmt.Errorf("%q is not the address of a server: write http://HOST:PORT", base)
	}
	return newClient(strings.TrimSuffix(base, "/"), "tcp", ""), nil
}

// NewSocket returns a client for the server on the unix socket at path.
func NewSocket(path string) *Client { return newClient(socketHost, "unix", path) }

// newClient returns a client that dials address whatever the request names;
// an empty address stands for what the request names.
func newClient(base, network, address string) *Client {
	dialer := &net.Dialer{Timeout: dialTimeout}
	return &Client{base: base, http: &http.Client{
		Transport: &http.Transport{
			DialContext: func(ctx context.Context, _, named string) (net.Conn, error) {
				if address != "" {
					named = address
				}
				return dialer.DialContext(ctx, network, named)
			},
			DisableCompression: true, // costs more than it saves on one machine
		},
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
	}}
}

// Search answers one request.
func (c *Client) Search(ctx context.Context, r search.Request) (*search.Result, error) {
	if _, err := r.Normalize(); err != nil {
		return nil, err
	}
	result := new(search.Result)
	if err := c.read(ctx, "/v1/search", wire.Values(r), result); err != nil {
		return nil, timedOut(err)
	}
	return result, nil
}

// Document returns the document with that id.
func (c *Client) Document(ctx context.Context, id string) (*corpus.Document, error) {
	if !corpus.ValidID(id) {
		return nil, &search.UnknownIDError{ID: id}
	}
	document := new(corpus.Document)
	if err := c.read(ctx, "/v1/documents/"+id, nil, document); err != nil {
		return nil, err
	}
	return document, nil
}

// Locate says which words of the document the query matches.
func (c *Client) Locate(ctx context.Context, id string, r search.Request) ([]search.PassageMarks, error) {
	if !corpus.ValidID(id) {
		return nil, &search.UnknownIDError{ID: id}
	}
	var marks wire.Marks
	if err := c.read(ctx, "/v1/documents/"+id+"/marks", wire.MarkValues(r), &marks); err != nil {
		return nil, timedOut(err)
	}
	if len(marks.Passages) == 0 {
		return nil, nil
	}
	return marks.Passages, nil
}

// NearDuplicates returns the documents with nearly the same text.
func (c *Client) NearDuplicates(ctx context.Context, id string) ([]search.NearDuplicate, error) {
	if !corpus.ValidID(id) {
		return nil, &search.UnknownIDError{ID: id}
	}
	var answer wire.NearDuplicates
	if err := c.read(ctx, "/v1/documents/"+id+"/near-duplicates", nil, &answer); err != nil {
		return nil, timedOut(err)
	}
	return answer.NearDuplicates, nil
}

// Record returns every hit of the request.
func (c *Client) Record(ctx context.Context, r search.Request) (*search.Record, error) {
	record := new(search.Record)
	if err := c.read(ctx, "/v1/record", wire.RecordValues(r), record); err != nil {
		return nil, timedOut(err)
	}
	return record, nil
}

// Walk gives every hit of the request as it arrives.
func (c *Client) Walk(ctx context.Context, r search.Request, begin func(*search.Record) error, hit func(*search.Hit) error) error {
	response, err := c.do(ctx, http.MethodGet, "/v1/export?"+wire.ExportValues(r, "jsonl").Encode(), "", nil)
	if err != nil {
		return timedOut(err)
	}
	defer response.Body.Close()
	err = export.ReadLines(response.Body, begin, hit)
	var incomplete *export.IncompleteError
	if errors.As(err, &incomplete) {
		return timedOut(c.broken(ctx, err))
	}
	return err
}

// Suggest completes the beginning of a query.
func (c *Client) Suggest(ctx context.Context, text string, limit int) (*search.Suggestions, error) {
	suggestions := new(search.Suggestions)
	if err := c.read(ctx, "/v1/suggest", wire.SuggestValues(text, limit), suggestions); err != nil {
		return nil, timedOut(err)
	}
	return suggestions, nil
}

// Delete removes the documents with these ids, some at a time.
func (c *Client) Delete(ctx context.Context, ids []string) error {
	for len(ids) > 0 {
		part := ids[:min(len(ids), wire.MaxDeleteIDs)]
		ids = ids[len(part):]
		body, err := json.Marshal(part)
		if err != nil {
			return fmt.Errorf("writing ids: %w", err)
		}
		response, err := c.do(ctx, http.MethodDelete, "/v1/documents", wire.JSON, bytes.NewReader(body))
		if err != nil {
			return err
		}
		response.Body.Close()
	}
	return nil
}

// Stats describes the collection as it is.
func (c *Client) Stats(ctx context.Context) (search.Stats, error) {
	var stats search.Stats
	err := c.read(ctx, "/v1/stats", nil, &stats)
	return stats, err
}

// Revision names the collection by what Stats tells of it.
func (c *Client) Revision(ctx context.Context) (string, error) {
	stats, err := c.Stats(ctx)
	if err != nil {
		return "", err
	}
	return fmt.Sprintf("%s-%d-%d-%d", stats.Identity, stats.Generation, stats.Sequence, stats.UnreadFiles), nil
}

// Ready returns nil when the server is there and its engine answers.
func (c *Client) Ready(ctx context.Context) error {
	var answer struct{}
	return c.read(ctx, "/readyz", nil, &answer)
}

// Close closes connections that are not in use. The server goes on.
func (c *Client) Close() error {
	c.http.CloseIdleConnections()
	return nil
}

// read asks for path and reads the JSON that is answered into target.
func (c *Client) read(ctx context.Context, path string, values url.Values, target any) error {
	if query := values.Encode(); query != "" {
		path += "?" + query
	}
	response, err := c.do(ctx, http.MethodGet, path, "", nil)
	if err != nil {
		return err
	}
	defer response.Body.Close()
	body, err := readAll(response.Body)
	if err != nil {
		return c.broken(ctx, err)
	}
	if err := json.Unmarshal(body, target); err != nil {
		return fmt.Errorf("reading the server's answer to %s: %w", path, err)
	}
	return nil
}

func readAll(r io.Reader) ([]byte, error) {
	body, err := io.ReadAll(io.LimitReader(r, MaxAnswerBytes+1))
	if err == nil && len(body) > MaxAnswerBytes {
		err = fmt.Errorf("the answer is larger than %d bytes", MaxAnswerBytes)
	}
	return body, err
}

// do sends a request and returns the answer when it is a good one, else the
// error that it describes.
func (c *Client) do(ctx context.Context, method, path, mediaType string, body io.Reader) (*http.Response, error) {
	request, err := http.NewRequestWithContext(ctx, method, c.base+path, body)
	if err != nil {
		return nil, fmt.Errorf("making a request: %w", err)
	}
	if mediaType != "" {
		request.Header.Set("Content-Type", mediaType)
	}
	response, err := c.http.Do(request)
	if err != nil {
		return nil, c.broken(ctx, err)
	}
	if response.StatusCode < 300 {
		return response, nil
	}
	defer response.Body.Close()
	return nil, answeredError(response)
}

// broken says that the server could not be reached or went away, unless it was
// the caller who gave up.
func (c *Client) broken(ctx context.Context, err error) error {
	if ctx.Err() != nil {
		return fmt.Errorf("asking the server: %w", ctx.Err())
	}
	return fmt.Errorf("%w: %w", search.ErrUnavailable, err)
}

// timedOut makes the end of the caller's time the timeout that an engine reports.
func timedOut(err error) error {
	if errors.Is(err, context.DeadlineExceeded) {
		return fmt.Errorf("%w: %w", search.ErrTimeout, err)
	}
	return err
}

// answeredError returns the error that an answer describes.
func answeredError(response *http.Response) error {
	mediaType, _, _ := mime.ParseMediaType(response.Header.Get("Content-Type"))
	body, err := readAll(response.Body)
	problem := new(wire.Problem)
	if mediaType != wire.ProblemJSON || err != nil || json.Unmarshal(body, problem) != nil {
		return fmt.Errorf("the server answered %s, which is no answer of ours", response.Status)
	}
	return problem.Err()
}
