package formats

import (
	"archive/zip"
	"context"
	"fmt"
	"io"
	"path"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"
)

// zipFormat reads ZIP archives like folders: each entry that can be read is one
// record or several, hidden ones are left out. A document that is a ZIP (DOCX,
// ODT, EPUB) is left to its own reader, also where its first bytes do not tell.
func zipFormat() Format {
	return Format{
		Name:       "ZIP",
		Extensions: []string{".zip"},
		MediaTypes: []string{"application/zip"},
		Read:       nestedReader(readZIP).outermost,
		nested:     readZIP,
	}
}

func readZIP(ctx context.Context, file io.ReaderAt, size int64, n *nest) ([]Record, error) {
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	archive, err := zip.NewReader(file, size)
	if err != nil {
		return nil, &Error{Reason: Malformed, Err: err}
	}
	if what, mediaType := packaged(archive); what != "" {
		return readPackage(ctx, file, size, what, mediaType)
	}
	c := contents{nest: n, what: archiveEntry}
	for i, entry := range archive.File {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		name := zipName(entry)
		if strings.HasSuffix(entry.Name, "/") || isBeside(name) {
			continue
		}
		if err := n.take(); err != nil || n.left() < 0 {
			c.report(fmt.Sprintf("%d entries from %s on", len(archive.File)-i, name), leftOut(err))
			break
		}
		data, err := unzip(entry, n)
		if err != nil {
			c.report(name, err)
			continue
		}
		if err := c.add(ctx, name, data); err != nil {
			return nil, err
		}
	}
	return c.result()
}

// leftOut is why entries are not tried.
func leftOut(err error) error {
	if err != nil {
		return err
	}
	return tooLarge("those before have %d MB in all, which is the limit", maxUnpacked>>20)
}

func unzip(entry *zip.File, n *nest) ([]byte, error) {
	const encrypted = 1
	switch {
	case entry.Flags&encrypted != 0:
		return nil, &Error{Reason: Encrypted, Detail: "a password is needed"}
	case !entry.Mode().IsRegular():
		return nil, unsupported("a link or device")
	}
	reader, err := entry.Open()
	if err != nil {
		return nil, failure(err)
	}
	defer reader.Close() // only read from
	data, err := n.unpack(reader, int64(max(1, entry.CompressedSize64)))
	if err != nil {
		return nil, failure(err)
	}
	return data, nil
}

// zipName is the name of an entry. What is not marked as UTF-8 and is none is
// in the code page of MS-DOS.
func zipName(entry *zip.File) string {
	if utf8.ValidString(entry.Name) {
		return entry.Name
	}
	name, err := charmap.CodePage437.NewDecoder().String(entry.Name)
	if err != nil {
		return entry.Name
	}
	return name
}

// isBeside reports whether an entry is hidden, as such files are in folders, or
// holds what a Macintosh keeps beside files.
func isBeside(name string) bool {
	for part := range strings.SplitSeq(strings.ReplaceAll(name, `\`, "/"), "/") {
		hidden := strings.HasPrefix(part, ".") && part != "." && part != ".."
		if hidden || strings.HasPrefix(part, "~$") || part == "__MACOSX" || part == "Thumbs.db" || part == "desktop.ini" {
			return true
		}
	}
	return false
}

// packaged tells a document that is a ZIP by the entries that only it has: what
// it is called and its media type; "" for an archive.
func packaged(archive *zip.Reader) (what, mediaType string) {
	names := map[string]bool{}
	folders := map[string]bool{}
	for _, entry := range archive.File {
		if entry.Name == "mimetype" && packageMediaType(entry) != "" {
			mediaType = packageMediaType(entry)
			return packageName(mediaType), mediaType
		}
		names[entry.Name] = true
		folder, _, _ := strings.Cut(entry.Name, "/")
		folders[folder] = true
	}
	const office = "application/vnd.openxmlformats-officedocument."
	switch {
	case names["META-INF/container.xml"]:
		return binaryNames["epub"], "application/epub+zip"
	case !names["[Content_Types].xml"]:
		return "", ""
	case folders["word"]:
		return binaryNames["docx"], office + "wordprocessingml.document"
	case folders["xl"]:
		return binaryNames["xlsx"], office + "spreadsheetml.sheet"
	case folders["ppt"]:
		return binaryNames["pptx"], office + "presentationml.presentation"
	}
	return "", ""
}

// packageMediaType reads the entry that OpenDocument and EPUB begin with.
func packageMediaType(entry *zip.File) string {
	reader, err := entry.Open()
	if err != nil {
		return ""
	}
	defer reader.Close() // only read from
	const longest = 128
	data, err := io.ReadAll(io.LimitReader(reader, longest))
	mediaType := strings.TrimSpace(string(data))
	if err != nil || (mediaType != "application/epub+zip" && !strings.HasPrefix(mediaType, "application/vnd.oasis.opendocument.")) {
		return ""
	}
	return mediaType
}

func packageName(mediaType string) string {
	names := map[string]string{"epub+zip": "epub", "vnd.oasis.opendocument.text": "odt",
		"vnd.oasis.opendocument.spreadsheet": "ods", "vnd.oasis.opendocument.presentation": "odp"}
	if name := binaryNames[names[path.Base(mediaType)]]; name != "" {
		return name
	}
	return mediaType
}

// readPackage hands a document to the reader of its media type.
func readPackage(ctx context.Context, file io.ReaderAt, size int64, what, mediaType string) ([]Record, error) {
	for _, f := range List() {
		for _, known := range f.MediaTypes {
			if known != mediaType || f.nested != nil {
				continue
			}
			records, err := f.Read(ctx, file, size)
			for i := range records {
				records[i].MediaType = mediaType
			}
			return records, err
		}
	}
	return nil, unsupported(what)
}
