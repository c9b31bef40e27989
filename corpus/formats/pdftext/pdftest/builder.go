// Package pdftest writes small PDF files for tests: whole files from the content
// of their pages, and odd ones object by object. It knows nothing of reading.
package pdftest

import (
	"bytes"
	"fmt"
	"strings"
)

// Builder collects the objects of a file. Its zero value is an empty file.
type Builder struct{ objects []string }

// Add adds an object, as it is written in the file, and returns its number.
func (b *Builder) Add(object string) int {
	b.objects = append(b.objects, object)
	return len(b.objects)
}

// Reserve returns the number of an object that is given with Set.
func (b *Builder) Reserve() int { return b.Add("null") }

// Set gives the object of a number.
func (b *Builder) Set(number int, object string) { b.objects[number-1] = object }

// Stream adds a stream; entries are those of its dictionary but for the length.
func (b *Builder) Stream(entries, data string) int {
	return b.Add(fmt.Sprintf("<< %s /Length %d >>\nstream\n%s\nendstream", entries, len(data), data))
}

// Bytes returns the file; trailer holds the entries of the trailer but for the
// size, such as "/Root 1 0 R".
func (b *Builder) Bytes(trailer string) []byte {
	var file bytes.Buffer
	file.WriteString("%PDF-1.4\n")
	offsets := make([]int, len(b.objects))
	for i, object := range b.objects {
		offsets[i] = file.Len()
		fmt.Fprintf(&file, "%d 0 obj\n%s\nendobj\n", i+1, object)
	}
	xref := file.Len()
	fmt.Fprintf(&file, "xref\n0 %d\n0000000000 65535 f \n", len(offsets)+1)
	for _, offset := range offsets {
		fmt.Fprintf(&file, "%010d 00000 n \n", offset)
	}
	fmt.Fprintf(&file, "trailer\n<< /Size %d %s >>\nstartxref\n%d\n%%%%EOF\n", len(offsets)+1, trailer, xref)
	return file.Bytes()
}

// Fonts are the resources of the pages that Pages writes: F1 is Helvetica, F2
// Times-Roman, both in WinAnsiEncoding.
const Fonts = "/Font << /F1 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >> " +
	"/F2 << /Type /Font /Subtype /Type1 /BaseFont /Times-Roman /Encoding /WinAnsiEncoding >> >>"

// Pages returns a file with a page of A4 for each content.
func Pages(contents ...string) []byte { return Document("", contents...) }

// Document is Pages with a document information dictionary of these entries.
func Document(information string, contents ...string) []byte {
	b := &Builder{}
	tree := b.Reserve()
	return b.File(tree, information, Fonts, contents...)
}

// File adds pages with the content and resources to the reserved page tree and
// returns the file.
func (b *Builder) File(tree int, information, resources string, contents ...string) []byte {
	var kids strings.Builder
	for _, content := range contents {
		stream := b.Stream("", content)
		fmt.Fprintf(&kids, "%d 0 R ", b.Add(fmt.Sprintf("<< /Type /Page /Parent %d 0 R /Contents %d 0 R >>", tree, stream)))
	}
	b.Set(tree, fmt.Sprintf("<< /Type /Pages /Kids [ %s] /Count %d /MediaBox [0 0 595 842] /Resources << %s >> >>",
		kids.String(), len(contents), resources))
	root := b.Add(fmt.Sprintf("<< /Type /Catalog /Pages %d 0 R >>", tree))
	info := b.Add(fmt.Sprintf("<< %s >>", information))
	return b.Bytes(fmt.Sprintf("/Root %d 0 R /Info %d 0 R", root, info))
}

// Lines returns content that shows lines of text from the top of the page, size
// points high and 1.2 times that apart.
func Lines(size float64, lines ...string) string {
	var content strings.Builder
	fmt.Fprintf(&content, "BT /F1 %g Tf %g TL 72 770 Td\n", size, 1.2*size)
	for _, line := range lines {
		fmt.Fprintf(&content, "(%s) Tj T*\n", Escape(line))
	}
	content.WriteString("ET\n")
	return content.String()
}

// Escape returns text as it stands between the brackets of a PDF string.
func Escape(text string) string {
	return strings.NewReplacer(`\`, `\\`, "(", `\(`, ")", `\)`).Replace(text)
}
