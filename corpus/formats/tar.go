package formats

import (
	"archive/tar"
	"bufio"
	"compress/gzip"
	"context"
	"errors"
	"io"

	"github.com/gabriel-vasile/mimetype"
)

// tarFormat reads tar archives like folders, see zipFormat.
func tarFormat() Format {
	return Format{
		Name:       "TAR",
		Extensions: []string{".tar"},
		MediaTypes: []string{"application/x-tar"},
		Read:       nestedReader(readTAR).outermost,
		nested:     readTAR,
	}
}

// gzipFormat reads tar archives packed with gzip, and single files.
func gzipFormat() Format {
	return Format{
		Name:       "gzip",
		Extensions: []string{".gz", ".tgz"},
		MediaTypes: []string{"application/gzip"},
		Read:       nestedReader(readGzip).outermost,
		nested:     readGzip,
	}
}

func readTAR(ctx context.Context, file io.ReaderAt, size int64, n *nest) ([]Record, error) {
	return readTARFrom(ctx, io.NewSectionReader(file, 0, size), n)
}

func readTARFrom(ctx context.Context, file io.Reader, n *nest) ([]Record, error) {
	archive, c := tar.NewReader(file), contents{nest: n, what: archiveEntry}
	last := "the beginning"
	for {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		header, err := archive.Next()
		if errors.Is(err, io.EOF) {
			return c.result()
		}
		if err == nil {
			err = n.take()
		}
		if err == nil && n.left() < 0 {
			err = leftOut(nil)
		}
		if err != nil {
			c.report("what follows "+last, failure(err))
			return c.result()
		}
		last = entryName(header.Name)
		if err := c.addTAR(ctx, archive, header); err != nil {
			return nil, err
		}
	}
}

func (c *contents) addTAR(ctx context.Context, archive *tar.Reader, header *tar.Header) error {
	switch {
	case header.Typeflag == tar.TypeDir || header.Typeflag == tar.TypeXGlobalHeader || isBeside(header.Name):
		return nil
	case header.Typeflag != tar.TypeReg:
		c.report(entryName(header.Name), unsupported("a link, device or sparse file"))
		return nil
	}
	if header.Size > maxEntryBytes {
		c.report(entryName(header.Name), tooLarge("it has %d MB, the limit of an entry is %d MB", header.Size>>20, maxEntryBytes>>20))
		return nil
	}
	data, err := c.nest.unpack(archive, 0)
	if err != nil {
		c.report(entryName(header.Name), failure(err))
		return nil
	}
	return c.add(ctx, header.Name, data)
}

func readGzip(ctx context.Context, file io.ReaderAt, size int64, n *nest) ([]Record, error) {
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	unpacked, err := gzip.NewReader(io.NewSectionReader(file, 0, size))
	if err != nil {
		return nil, &Error{Reason: Malformed, Err: err}
	}
	limited := &bounded{reader: unpacked, left: max(freeOfRatio, min(n.left(), size*maxRatio))}
	buffered := bufio.NewReaderSize(limited, DetectBytes)
	head, err := buffered.Peek(DetectBytes)
	if err != nil && !errors.Is(err, io.EOF) {
		return nil, failure(err)
	}
	if mimetype.Detect(head).Is("application/x-tar") {
		return readTARFrom(ctx, buffered, n)
	}
	c := contents{nest: n, what: archiveEntry}
	name := unpacked.Name
	if name == "" {
		name = "content"
	}
	if err := n.take(); err != nil {
		return nil, err
	}
	data, err := n.unpack(buffered, size)
	if err != nil {
		return nil, failure(err)
	}
	if err := c.add(ctx, name, data); err != nil {
		return nil, err
	}
	return c.result()
}

// bounded fails when more is read from it than there may be.
type bounded struct {
	reader io.Reader
	left   int64 // bytes
}

func (b *bounded) Read(p []byte) (int, error) {
	if b.left < 0 {
		return 0, b.over()
	}
	n, err := b.reader.Read(p[:min(int64(len(p)), b.left+1)])
	if b.left -= int64(n); b.left < 0 {
		return 0, b.over()
	}
	return n, err
}

func (b *bounded) over() error {
	return tooLarge("it unpacks to more than %d MB or %d times its size", maxUnpacked>>20, maxRatio)
}
