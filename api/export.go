package api

import (
	"bytes"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"time"

	"github.com/labstack/echo/v4"

	"entente/api/ui"
	"entente/api/wire"
	"entente/corpus"
	"entente/export"
)

// maxExports is how many exports are under way at once, over both handlers. Each
// keeps a view of the collection for as long as its client takes to read.
const maxExports = 8

// export answers GET /v1/export: every hit, one after the other. The time of a
// request bounds the search; after that the answer goes on for as long as the
// client reads. An answer that cannot be completed says so and is cut off, so
// that neither people nor programs take it for whole.
func (s *Server) export(c echo.Context) error {
	values, err := wire.ParseQueryString(c.Request().URL.RawQuery)
	if err != nil {
		return err
	}
	request, name, err := wire.ParseExport(values)
	if err != nil {
		return err
	}
	format, err := export.FormatNamed(name)
	if err != nil {
		return err
	}
	release, err := s.exports.take("writes", "exports")
	if err != nil {
		return err
	}
	defer release()
	answer := &exportAnswer{context: c, format: format, idle: s.options.IdleTimeout, record: wire.RecordValues(request).Encode()}
	err = export.Write(c.Request().Context(), answer, format, s.exportOptions(c), s.engine, request)
	var incomplete *export.IncompleteError
	switch {
	case errors.Is(err, errHead):
		return nil
	case errors.As(err, &incomplete):
		s.options.Logger.Warn("export broke off", "id", requestID(c), "cause", err)
		c.Response().Flush() // so that what it says about its end arrives
		panic(http.ErrAbortHandler)
	case err != nil:
		return err
	}
	answer.begin()
	return nil
}

// exportOptions are what exports and citations are written with.
func (s *Server) exportOptions(c echo.Context) export.Options {
	o := export.Options{Base: s.base(c), Patience: s.options.RequestTimeout}
	if s.options.Labels != nil {
		o.Label = s.options.Labels.Label
	}
	return o
}

// base returns the address under which people reach the server.
func (s *Server) base(c echo.Context) string {
	if s.options.URL != "" {
		return s.options.URL
	}
	return "http://" + c.Request().Host
}

// errHead ends an export of which only the head was asked for.
var errHead = errors.New("only the head was asked for")

// exportAnswer is the answer that an export is written to. Nothing is sent before
// the first Write, so that a search that fails is answered like any other.
type exportAnswer struct {
	context echo.Context
	format  export.Format
	idle    time.Duration // that one Write may take
	record  string        // parameters of the record of the search
}

// begin sends the head, once.
func (a *exportAnswer) begin() {
	response := a.context.Response()
	if response.Committed {
		return
	}
	h := response.Header()
	h.Set(echo.HeaderContentType, a.format.MediaType)
	h.Set(echo.HeaderContentDisposition, fmt.Sprintf(`attachment; filename="entente-%s.%s"`, time.Now().UTC().Format(time.DateOnly), a.format.Extension))
	h.Set("Cache-Control", "no-store")
	h.Set("Link", `</v1/record?`+a.record+`>; rel="describedby"`)
	response.WriteHeader(http.StatusOK)
}

func (a *exportAnswer) Write(p []byte) (int, error) {
	connection := http.NewResponseController(a.context.Response())
	connection.SetWriteDeadline(time.Now().Add(a.idle))
	a.begin()
	if a.context.Request().Method == http.MethodHead {
		return 0, errHead
	}
	return a.context.Response().Write(p)
}

// citation answers GET /v1/documents/:id/citation.
func (s *Server) citation(c echo.Context) error {
	cited, format, err := s.findCited(c, wire.ParseCitation)
	if err != nil {
		return err
	}
	text, mediaType, err := export.Cite(cited, format, s.exportOptions(c))
	if err != nil {
		return err
	}
	c.Response().Header().Set("Cache-Control", "no-store")
	return c.Blob(http.StatusOK, mediaType, []byte(text))
}

// citationPage answers GET /documents/:id/citation with all formats.
func (s *Server) citationPage(c echo.Context) error {
	cited, _, err := s.findCited(c, wire.ParseCitationPage)
	if err != nil {
		return err
	}
	page := ui.Cited{Citation: cited, Texts: map[string]string{}}
	for _, format := range export.Citing() {
		if page.Texts[format], _, err = export.Cite(cited, format, s.exportOptions(c)); err != nil {
			return err
		}
	}
	return writePage(c, http.StatusOK, func(w *bytes.Buffer) error { return s.pagesFor(c).Citation(w, page) })
}

// findCited finds what is to be cited, and in which format.
func (s *Server) findCited(c echo.Context, parse func(url.Values, []string) (int, string, error)) (cited export.Citation, format string, err error) {
	values, err := wire.ParseQueryString(c.Request().URL.RawQuery)
	if err != nil {
		return cited, "", err
	}
	cited.Read = today()
	if cited.Passage, format, err = parse(values, export.Citing()); err != nil {
		return cited, "", err
	}
	if cited.Document, err = s.findDocument(c); err != nil {
		return cited, "", err
	}
	if cited.Passage >= len(cited.Document.Passages) {
		err = noPassage(cited.Document, cited.Passage)
	}
	return cited, format, err
}

// noPassage says that the document has fewer passages.
func noPassage(d *corpus.Document, n int) error {
	return wire.NewProblem(wire.KindPassage,
		fmt.Sprintf("The document has %d passages, counted from 0; there is no passage %d.", len(d.Passages), n))
}

// today is the date, by Greenwich.
func today() corpus.Date {
	now := time.Now().UTC()
	date, _ := corpus.NewDate(now.Year(), int(now.Month()), now.Day()) // a date of the clock is one
	return date
}
