package api

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"mime"
	"net/http"
	"os"
	"strconv"
	"strings"
	"time"
	"unicode"

	"github.com/labstack/echo/v4"

	"entente/api/wire"
	"entente/corpus"
)

// originalPath is the route of the original file of a document, whose bytes are
// sent as they are.
const originalPath = "/documents/:id/file"

// maxOriginals is how many original files are sent at once, over both handlers.
const maxOriginals = 16

// What keeps an original file from being opened.
var (
	ErrNoOriginal   = errors.New("no file is the document as a whole")
	ErrOriginalGone = errors.New("the file of the document cannot be opened")
)

// originalFile answers GET /documents/:id/file with the bytes that the document
// was read from, or not at all. The time of a request bounds the reading that makes
// sure of that; after it the answer goes on for as long as the client reads.
func (s *Server) originalFile(c echo.Context) error {
	if err := refuseParameters(c); err != nil {
		return err
	}
	release, err := s.originals.take("sends", "files")
	if err != nil {
		return err
	}
	defer release()
	ctx, cancel := context.WithTimeout(c.Request().Context(), s.options.RequestTimeout)
	defer cancel()
	c.SetRequest(c.Request().WithContext(ctx))
	document, err := s.findDocument(c)
	if err != nil {
		return err
	}
	file, size, err := s.openOriginal(ctx, document)
	if err != nil {
		return err
	}
	defer file.Close() // only read from
	setOriginalHeaders(c.Response().Header(), document)
	if hasTag(c.Request(), c.Response().Header().Get("ETag")) {
		return c.NoContent(http.StatusNotModified)
	}
	c.Response().Header().Set(echo.HeaderContentLength, strconv.FormatInt(size, 10))
	c.Response().WriteHeader(http.StatusOK)
	if c.Request().Method == http.MethodHead {
		return nil
	}
	if err := s.sendOriginal(c, file, size, document.Source.Hash); err != nil {
		s.options.Logger.Warn("file broke off", "id", requestID(c), "cause", err)
		panic(http.ErrAbortHandler)
	}
	return nil
}

// openOriginal opens the file that is the document, and returns its size, once it
// has been read through and is what the document was read from.
func (s *Server) openOriginal(ctx context.Context, d *corpus.Document) (*os.File, int64, error) {
	file, err := s.options.Files.OpenOriginal(ctx, d)
	if errors.Is(err, ErrNoOriginal) {
		return nil, 0, wire.NewProblem(wire.KindNoFile,
			"The document is a part of a file, or came from none that the server knows, so that there is no file to be had that is this document.")
	}
	gone := wire.NewProblem(wire.KindFileGone, "The file that the document was read from is not there any more, or has been changed since. The text is as it was read.")
	if errors.Is(err, ErrOriginalGone) {
		return nil, 0, gone
	}
	if err != nil {
		return nil, 0, fmt.Errorf("opening the file of a document: %w", err)
	}
	sum := sha256.New()
	size, err := io.Copy(sum, interruptible{ctx, file})
	if err == nil {
		_, err = file.Seek(0, io.SeekStart)
	}
	switch {
	case ctx.Err() != nil:
		err = ctx.Err()
	case err != nil || hex.EncodeToString(sum.Sum(nil)) != d.Source.Hash:
		err = gone
	}
	if err != nil {
		return nil, 0, errors.Join(err, file.Close())
	}
	return file, size, nil
}

// sendOriginal sends the file. Should it change meanwhile, its last byte is kept
// back, so that nobody takes what came for the file.
func (s *Server) sendOriginal(c echo.Context, file io.Reader, size int64, hash string) error {
	to := patientWriter{c.Response(), http.NewResponseController(c.Response()), s.options.IdleTimeout}
	sum := sha256.New()
	if _, err := io.CopyN(io.MultiWriter(sum, to), file, max(size-1, 0)); err != nil {
		return fmt.Errorf("sending the file: %w", err)
	}
	last, err := io.ReadAll(io.LimitReader(file, 2)) // more than one byte where it has grown
	if err != nil {
		return fmt.Errorf("reading the end of the file: %w", err)
	}
	sum.Write(last)
	if hex.EncodeToString(sum.Sum(nil)) != hash {
		return errors.New("the file was changed while it was sent")
	}
	_, err = to.Write(last)
	return err
}

// interruptible reads until ctx is done.
type interruptible struct {
	ctx    context.Context
	reader io.Reader
}

func (i interruptible) Read(p []byte) (int, error) {
	if err := i.ctx.Err(); err != nil {
		return 0, err
	}
	return i.reader.Read(p)
}

// patientWriter writes to a connection for as long as no single write takes longer
// than patience.
type patientWriter struct {
	io.Writer
	connection *http.ResponseController
	patience   time.Duration
}

func (w patientWriter) Write(p []byte) (int, error) {
	w.connection.SetWriteDeadline(time.Now().Add(w.patience))
	return w.Writer.Write(p)
}

// sandboxPolicy lets a file that a browser shows run nothing and load nothing, and
// keeps it apart from all that is served here.
const sandboxPolicy = "sandbox; default-src 'none'; frame-ancestors 'none'"

const mediaTypePDF = "application/pdf"

// setOriginalHeaders says what the file is and that it is to be kept, not shown. A
// PDF alone is shown, for the sake of links to its pages.
func setOriginalHeaders(h http.Header, d *corpus.Document) {
	mediaType, disposition := servedType(d.Source.MediaType), "attachment"
	if mediaType == mediaTypePDF {
		disposition = "inline"
	}
	h.Set("Content-Security-Policy", sandboxPolicy)
	h.Set(echo.HeaderContentType, mediaType)
	h.Set(echo.HeaderContentDisposition, mime.FormatMediaType(disposition, map[string]string{"filename": fileName(d.Source.Path)}))
	h.Set("Cache-Control", "private, no-cache")
	h.Set("ETag", `"`+d.Source.Hash+`"`)
}

// servedType returns the media type under which a file is sent: its own where no
// browser takes that for a page, else that of any bytes.
func servedType(mediaType string) string {
	switch mediaType {
	case mediaTypePDF, "text/plain", "text/csv", "text/rtf", "application/msword", "application/epub+zip", "application/vnd.oasis.opendocument.text",
		"application/vnd.openxmlformats-officedocument.wordprocessingml.document":
		return mediaType
	}
	return echo.MIMEOctetStream
}

// maxFileName is how many characters of a name are sent, with its extension.
const maxFileName = 120

// fileName returns the name of the file at a path, so that it is a name and shows
// as it is on every system: without what separates folders, what has a meaning to
// a shell of Windows, and what is not seen.
func fileName(path string) string {
	name := strings.Map(func(r rune) rune {
		if !unicode.IsPrint(r) || strings.ContainsRune(`"*:<>?|`, r) {
			return '_'
		}
		return r
	}, path[strings.LastIndexAny(path, `/\`)+1:])
	name = strings.Trim(name, " .")
	if runes := []rune(name); len(runes) > maxFileName {
		extension := []rune(name[max(strings.LastIndexByte(name, '.'), 0):])
		extension = extension[:min(len(extension), maxFileName/4)]
		name = string(runes[:maxFileName-len(extension)]) + string(extension)
	}
	if name == "" {
		return "document"
	}
	return name
}
