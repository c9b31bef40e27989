package formats

import (
	"bytes"
	"encoding/json"
	"path/filepath"
	"regexp"
	"slices"
	"strings"

	"github.com/gabriel-vasile/mimetype"

	"entente/corpus/formats/compound"
	"entente/corpus/formats/office"
)

// List returns the formats that can be read, in the order shown to people.
func List() []Format {
	return []Format{
		markdownFormat(),
		textFormat(),
		htmlFormat(),
		pdfFormat(),
		docxFormat(),
		odtFormat(),
		epubFormat(),
		rtfFormat(),
		docFormat(),
		jsonLinesFormat(),
		jsonFormat(),
		csvFormat(),
		zipFormat(),
		tarFormat(),
		gzipFormat(),
		emlFormat(),
		msgFormat(),
		xmlFormat(),
	}
}

// DetectBytes is how many of the first bytes of a file Detect can use.
const DetectBytes = 16 << 10

// Detect returns the format of a file by its first bytes, and where those leave
// it open by the extension of its name: a page saved as report.pdf is HTML, a
// text is Markdown when it is called .md. The error is an *Error of reason
// Empty for a file without bytes, and Unsupported, naming what the file is,
// where there is no reader.
func Detect(name string, head []byte) (Format, error) {
	head = head[:min(len(head), DetectBytes)]
	if len(head) == 0 {
		return Format{}, &Error{Reason: Empty, Detail: "the file has no bytes"}
	}
	kind := mimetype.Detect(head)
	if !isText(kind) && !isTextOfAnotherKind(name, head, kind) {
		return binaryFormat(name, head, kind)
	}
	if kind.Is("text/rtf") {
		return Named("RTF")
	}
	return textualFormat(name, head), nil
}

func isText(kind *mimetype.MIME) bool {
	for ; kind != nil; kind = kind.Parent() {
		if kind.Is("text/plain") {
			return true
		}
	}
	return false
}

// isTextOfAnotherKind reports whether bytes of no known type are called a text
// and could be one in UTF-16 or a code page: its reader says what is wrong.
func isTextOfAnotherKind(name string, head []byte, kind *mimetype.MIME) bool {
	if !kind.Is("application/octet-stream") {
		return false
	}
	if utf16Order(head) != nil {
		return true
	}
	called := byExtension(name)
	return !looksBinary(head) && called != "" && called != "PDF" && containers[called] == nil
}

func binaryFormat(name string, head []byte, kind *mimetype.MIME) (Format, error) {
	for _, f := range List() {
		for _, mediaType := range f.MediaTypes {
			if kind.Is(mediaType) {
				return f, nil
			}
		}
	}
	if i := bytes.Index(head[:min(len(head), 1024)], []byte("%PDF-")); i >= 0 {
		return Named("PDF")
	}
	if office.IsEncryptedPackage(head) {
		return Format{}, &Error{Reason: Encrypted, Detail: "the document is protected by a password"}
	}
	if kind.Is("application/x-ole-storage") {
		return compoundFormat(name)
	}
	if isContainer(kind) {
		if f, ok := containerFormat(name, head); ok {
			return f, nil
		}
	}
	return Format{}, unsupported(binaryName(name, kind))
}

// compoundFormat returns the format of a compound file whose first bytes do not
// tell what it is. Its reader sees, unless the name says that there is none.
func compoundFormat(name string) (Format, error) {
	called := binaryNames[strings.TrimPrefix(strings.ToLower(filepath.Ext(name)), ".")]
	switch {
	case called == compound.Outlook:
		return msgFormat(), nil
	case called == "" || called == compound.Word:
		return docFormat(), nil
	}
	return Format{}, unsupported(called)
}

func isContainer(kind *mimetype.MIME) bool {
	for ; kind != nil; kind = kind.Parent() {
		if kind.Is("application/zip") {
			return true
		}
	}
	return false
}

// binaryName names a type of file for people.
func binaryName(name string, kind *mimetype.MIME) string {
	extension := strings.ToLower(filepath.Ext(name))
	if known := binaryNames[strings.TrimPrefix(kind.Extension(), ".")]; known != "" {
		return known
	}
	called := binaryNames[strings.TrimPrefix(extension, ".")]
	switch {
	case kind.Is("application/octet-stream") && called != "":
		return "data of an unknown type, called " + called
	case kind.Is("application/octet-stream"):
		return "data of an unknown type"
	case kind.Is("application/zip") && called != "":
		return called
	}
	return kind.String()
}

var binaryNames = map[string]string{
	"doc": compound.Word, "docx": "Word document (.docx)", "xls": "Excel workbook before 2007 (.xls)",
	"xlsx": "Excel workbook (.xlsx)", "ppt": "PowerPoint before 2007 (.ppt)", "pptx": "PowerPoint (.pptx)",
	"odt": "OpenDocument text (.odt)", "ods": "OpenDocument sheet (.ods)", "odp": "OpenDocument slides (.odp)",
	"epub": "EPUB book", "wpd": "WordPerfect document (.wpd)", "msg": compound.Outlook, "djvu": "DjVu",
	"zip": "ZIP archive", "gz": "gzip archive", "7z": "7-Zip archive", "tar": "tar archive", "rar": "RAR archive",
	"jpg": "JPEG image", "png": "PNG image", "tiff": "TIFF image", "gif": "GIF image", "ps": "PostScript",
}

func unsupported(what string) *Error { return &Error{Reason: Unsupported, Detail: what} }

// textualFormat decides between the formats that are text.
func textualFormat(name string, head []byte) Format {
	text := textHead(head)
	extension := byExtension(name)
	switch {
	case isPage(text):
		return htmlFormat()
	case isXML(text, extension == "XML"):
		return xmlFormat()
	case isMessage(text, extension == "e-mail"):
		return emlFormat()
	case extension == "JSON Lines", extension == "JSON" && isJSONLines(text):
		return jsonLinesFormat()
	case extension == "JSON":
		return jsonFormat()
	case extension == "Markdown":
		return markdownFormat()
	case extension == "CSV":
		return csvFormat()
	case extension == "HTML" && anyTag.Match(text):
		return htmlFormat()
	case isJSONLines(text):
		return jsonLinesFormat()
	case isJSON(text):
		return jsonFormat()
	case isTable(name, text):
		return csvFormat()
	case isMarkdown(text):
		return markdownFormat()
	case extension == "" && fragmentStart.Match(text):
		return htmlFormat()
	}
	return textFormat()
}

// textHead returns the first bytes of a text without a byte order mark, those of
// UTF-16 as UTF-8; the last character may be cut off.
func textHead(head []byte) []byte {
	if hasUTF16Mark(head) || utf16Order(head) != nil {
		if text, _, err := decodeText(head); err == nil {
			return []byte(strings.TrimSpace(text))
		}
	}
	return bytes.TrimSpace(bytes.TrimPrefix(head, []byte(utf8Mark)))
}

var (
	pageStart     = regexp.MustCompile(`(?is)^(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html[\s>])`)
	anyTag        = regexp.MustCompile(`(?i)</?[a-z][a-z0-9]*[\s/>]`)
	fragmentStart = regexp.MustCompile(`(?i)^<(?:head|body|div|p|h[1-6]|table|meta|title|article|main|section|script|style)[\s/>]`)
	frontMatterAt = regexp.MustCompile(`^---[ \t]*\r?\n(?:[A-Za-z_][\w-]*:.*\r?\n|[ \t#-].*\r?\n|\r?\n)*?---[ \t]*(?:\r?\n|$)`)
	headingLine   = regexp.MustCompile(`(?m)^#{1,6} \S`)
	linkOrList    = regexp.MustCompile(`(?m)\]\([^)\s]+\)|^[*+-] \S|\*\*\S`)
)

// isMarkdown wants front matter, or two headings, or one heading and other
// marks: a "#" alone also begins comments and numbers.
func isMarkdown(text []byte) bool {
	if frontMatterAt.Match(text) {
		return true
	}
	headings := len(headingLine.FindAll(text, 2))
	return headings == 2 || headings == 1 && linkOrList.Match(text)
}

// isJSONLines reports whether the first line is a whole object and another
// line begins one.
func isJSONLines(text []byte) bool {
	line, rest, found := bytes.Cut(text, []byte("\n"))
	line, rest = bytes.TrimSpace(line), bytes.TrimSpace(rest)
	return found && bytes.HasPrefix(line, []byte("{")) && json.Valid(line) && bytes.HasPrefix(rest, []byte("{"))
}

// isJSON reports whether the bytes are the beginning of a JSON object or list.
func isJSON(text []byte) bool {
	if len(text) == 0 || (text[0] != '{' && text[0] != '[') {
		return false
	}
	decoder := json.NewDecoder(bytes.NewReader(text))
	for tokens := 0; ; tokens++ {
		if _, err := decoder.Token(); err != nil {
			return tokens >= 3 && brokenOff(err, decoder, len(text))
		}
	}
}

// brokenOff reports whether reading ended because the bytes did.
func brokenOff(err error, decoder *json.Decoder, length int) bool {
	return decoder.InputOffset() >= int64(length)-1 || strings.Contains(err.Error(), "EOF")
}

// byExtension returns the name of the format with the extension of the file, or "".
func byExtension(name string) string {
	extension := strings.ToLower(filepath.Ext(name))
	for _, f := range List() {
		if slices.Contains(f.Extensions, extension) {
			return f.Name
		}
	}
	return ""
}

// Named returns the format of that name.
func Named(name string) (Format, error) {
	for _, f := range List() {
		if f.Name == name {
			return f, nil
		}
	}
	return Format{}, unsupported(name)
}
