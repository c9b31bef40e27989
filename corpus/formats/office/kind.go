package office

import (
	"bytes"
	"context"
	"strings"
)

// Kind returns what the container holds by its parts: "DOCX", "ODT" or "EPUB",
// else a name of the kind for people. The error is an *Error, or ctx.Err().
func (c *Container) Kind(ctx context.Context) (string, error) {
	if c.Has("mimetype") {
		media, err := c.Part(ctx, "mimetype")
		if err != nil {
			return "", err
		}
		if kind := kindOfMedia(string(bytes.TrimSpace(media))); kind != "" {
			return kind, nil
		}
	}
	switch {
	case c.Has("META-INF/container.xml"):
		return "EPUB", nil
	case c.Has("word/document.xml"):
		return "DOCX", nil
	case c.Has("xl/workbook.xml"):
		return "Excel workbook (.xlsx)", nil
	case c.Has("ppt/presentation.xml"):
		return "PowerPoint (.pptx)", nil
	case c.Has("[Content_Types].xml"):
		return c.kindOfPackage(ctx)
	case c.Has("content.xml"):
		return "ODT", nil
	}
	return "ZIP archive", nil
}

func kindOfMedia(media string) string {
	const openDocument = "application/vnd.oasis.opendocument."
	switch {
	case media == "application/epub+zip":
		return "EPUB"
	case strings.HasPrefix(media, openDocument+"text"):
		return "ODT"
	case strings.HasPrefix(media, openDocument+"spreadsheet"):
		return "OpenDocument sheet (.ods)"
	case strings.HasPrefix(media, openDocument+"presentation"):
		return "OpenDocument slides (.odp)"
	case strings.HasPrefix(media, openDocument):
		return media
	}
	return ""
}

// kindOfPackage tells a package of Office whose main part has an unusual name.
func (c *Container) kindOfPackage(ctx context.Context) (string, error) {
	types, err := c.Part(ctx, "[Content_Types].xml")
	if err != nil {
		return "", err
	}
	if bytes.Contains(types, []byte("wordprocessingml.document.main+xml")) || bytes.Contains(types, []byte("ms-word.")) {
		return "DOCX", nil
	}
	return "a package of Office that is no text", nil
}
