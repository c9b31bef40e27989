// Package office holds what the readers of word processor files share: ZIP
// containers and XML read within limits, the flow of paragraphs, table rows and
// notes into blocks, and the numerals of lists.
//
// What the elements and control words of one file format mean stands in the
// package of the format; what a block, a title or a reason is to the program, in
// package formats above.
package office

import (
	"archive/zip"
	"bytes"
	"context"
	"errors"
	"io"
	"path"
	"strings"
)

// Limits of a container and its parts. A file over one of them is refused, never
// read in part: a megabyte of ZIP can unpack to gigabytes.
const (
	MaxPart    = 64 << 20  // bytes of a part
	MaxTotal   = 256 << 20 // bytes of all parts read
	MaxEntries = 20_000    // parts
	MaxRatio   = 200       // bytes of a part to one byte of it as packed
	MaxDepth   = 256       // elements or groups within each other

	// ratioFrom is the size in bytes from which MaxRatio holds: a small part of
	// blanks packs better than that and does no harm.
	ratioFrom = 1 << 20
)

// Container is an opened ZIP container. It may be used by one goroutine at a time.
type Container struct {
	parts map[string]*zip.File // by canonical name
	read  int64                // bytes of all parts read so far
}

// Open opens the container whose bytes are data. The error is an *Error.
func Open(data []byte) (*Container, error) {
	// Counted before the directory is read, which would take memory for each entry.
	if n := bytes.Count(data, []byte("PK\x01\x02")); n > MaxEntries {
		return nil, TooLarge("the container has %d parts, the limit is %d", n, MaxEntries)
	}
	reader, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		return nil, Malformed("the ZIP container is damaged or cut off: %v", err)
	}
	c := &Container{parts: make(map[string]*zip.File, len(reader.File))}
	for _, file := range reader.File {
		name := canonicalName(file.Name)
		if _, twice := c.parts[name]; !twice {
			c.parts[name] = file
		}
	}
	return c, nil
}

// canonicalName is the form in which names of parts are compared: without regard
// to case and to the slash that a program wrote.
func canonicalName(name string) string {
	return strings.TrimPrefix(path.Clean("/"+strings.ToLower(strings.ReplaceAll(name, `\`, "/"))), "/")
}

// Has reports whether there is a part of the name.
func (c *Container) Has(name string) bool {
	_, ok := c.parts[canonicalName(name)]
	return ok
}

// Below returns how many parts there are in a folder.
func (c *Container) Below(folder string) (n int) {
	for name := range c.parts {
		if strings.HasPrefix(name, canonicalName(folder)+"/") {
			n++
		}
	}
	return n
}

// Part returns the bytes of a part. The error is an *Error, or ctx.Err().
func (c *Container) Part(ctx context.Context, name string) ([]byte, error) {
	file, ok := c.parts[canonicalName(name)]
	switch {
	case !ok:
		return nil, Malformed("the part %s is missing", name)
	case file.Flags&1 != 0:
		return nil, Encrypted("the part %s is locked with a password", name)
	}
	unpacked, err := file.Open()
	if err != nil {
		return nil, Malformed("the part %s: %v", name, err)
	}
	defer unpacked.Close()
	var data bytes.Buffer
	for {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		n, err := io.CopyN(&data, unpacked, chunk)
		c.read += n
		if err := c.withinLimits(name, int64(data.Len()), int64(file.CompressedSize64)); err != nil {
			return nil, err
		}
		if errors.Is(err, io.EOF) {
			return data.Bytes(), nil
		}
		if err != nil {
			return nil, Malformed("the part %s is damaged: %v", name, err)
		}
	}
}

// chunk is how many bytes are unpacked between two looks at limits and context.
const chunk = 1 << 20

func (c *Container) withinLimits(name string, size, packed int64) error {
	switch {
	case size > MaxPart:
		return TooLarge("the part %s has over %d MB, the limit of a part", name, MaxPart>>20)
	case c.read > MaxTotal:
		return TooLarge("the parts have over %d MB together, the limit of a file", MaxTotal>>20)
	case size > ratioFrom && size > packed*MaxRatio:
		return TooLarge("the part %s unpacks to over %d times its size, as no text does", name, MaxRatio)
	}
	return nil
}

// compoundMagic begins the files of the time before ZIP containers. In such a
// file Office also wraps a document that has a password.
var compoundMagic = []byte("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1")

// IsEncryptedPackage reports whether the bytes are of a document of Office that
// was encrypted with a password.
func IsEncryptedPackage(data []byte) bool {
	return bytes.HasPrefix(data, compoundMagic) && bytes.Contains(data, utf16Name("EncryptedPackage"))
}

// utf16Name returns an ASCII name as directories of compound files have it.
func utf16Name(name string) []byte {
	wide := make([]byte, 0, 2*len(name))
	for i := range len(name) {
		wide = append(wide, name[i], 0)
	}
	return wide
}
