// Package compound opens the compound files of Microsoft's programs (MS-CFB): the
// folders and streams in which Word, Excel and PowerPoint kept their documents
// before 2007 and in which Outlook keeps messages.
//
// It tells what such a file holds. What the streams of a message mean stands in
// package outlook.
package compound

import (
	"bytes"
	"context"
	"errors"
	"io"
	"strings"

	"github.com/richardlehane/mscfb"

	"entente/corpus/formats/office"
)

// Storage is a folder of a compound file.
type Storage struct {
	Name     string
	Storages []*Storage // in the order of the file

	streams map[string]*mscfb.File // by name in lower case, which makes no difference
	left    *int64                 // bytes that may still be read of the file
}

const maxStorages = 20_000

// Open returns the outermost storage of the compound file whose bytes are data.
// Errors are an *office.Error, or ctx.Err().
func Open(ctx context.Context, data []byte) (root *Storage, err error) {
	defer func() {
		if cause := recover(); cause != nil {
			root, err = nil, office.Malformed("the directory of the compound file is damaged: %v", cause)
		}
	}()
	file, err := mscfb.New(bytes.NewReader(data))
	if err != nil {
		return nil, office.Malformed("the compound file is damaged: %v", err)
	}
	// No byte is in two streams, so more than all bytes is a loop or a bomb.
	left := int64(len(data))
	root = &Storage{streams: map[string]*mscfb.File{}, left: &left}
	storages := map[string]*Storage{"": root}
	for _, entry := range file.File[1:] {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		parent := storages[pathKey(entry.Path)]
		if parent == nil {
			continue // what is below a stream is not in the file
		}
		if !entry.FileInfo().IsDir() {
			parent.streams[strings.ToLower(entry.Name)] = entry
			continue
		}
		if len(storages) > maxStorages {
			return nil, office.TooLarge("the compound file has more than %d folders", maxStorages)
		}
		child := &Storage{Name: entry.Name, streams: map[string]*mscfb.File{}, left: &left}
		parent.Storages = append(parent.Storages, child)
		storages[pathKey(append(entry.Path[:len(entry.Path):len(entry.Path)], entry.Name))] = child
	}
	return root, nil
}

func pathKey(path []string) string { return strings.Join(path, "\x00") }

// Has reports whether the storage has a stream of the name.
func (s *Storage) Has(name string) bool { return s.streams[strings.ToLower(name)] != nil }

// Storage returns the first storage of the name in this one, nil for none.
func (s *Storage) Storage(name string) *Storage {
	for _, child := range s.Storages {
		if strings.EqualFold(child.Name, name) {
			return child
		}
	}
	return nil
}

// Stream returns the bytes of a stream, nil where there are none. The error is an
// *office.Error when they cannot be read, or when more was read of the file
// than it has.
func (s *Storage) Stream(name string) (data []byte, err error) {
	stream := s.streams[strings.ToLower(name)]
	if stream == nil || stream.Size == 0 {
		return nil, nil
	}
	if stream.Size > *s.left {
		return nil, office.Malformed("the stream %s would have more bytes than the file", name)
	}
	*s.left -= stream.Size
	defer func() {
		if cause := recover(); cause != nil {
			data, err = nil, office.Malformed("the stream %s is damaged: %v", name, cause)
		}
	}()
	data = make([]byte, stream.Size)
	n, err := stream.ReadAt(data, 0)
	if err != nil && !errors.Is(err, io.EOF) || n < len(data) {
		return nil, office.Malformed("the stream %s is damaged: %v", name, err)
	}
	return data, nil
}

// What a compound file may hold, as Kind names it.
const (
	Word    = "Word document before 2007 (.doc)"
	Outlook = "Outlook message (.msg)"
)

// Kind returns what the file holds by the streams of its outermost storage: Word,
// Outlook, or another name of a kind for people. The error is an *office.Error
// for one that needs a password.
func (s *Storage) Kind() (string, error) {
	switch {
	case s.Has("EncryptedPackage"):
		return "", office.Encrypted("the document is protected by a password")
	case s.Has("__properties_version1.0"):
		return Outlook, nil
	case s.Has("WordDocument"):
		return Word, nil
	case s.Has("Workbook") || s.Has("Book"):
		return "Excel workbook before 2007 (.xls)", nil
	case s.Has("PowerPoint Document"):
		return "PowerPoint before 2007 (.ppt)", nil
	case s.Has("VisioDocument"):
		return "Visio drawing (.vsd)", nil
	}
	return "compound file of an unknown program", nil
}
