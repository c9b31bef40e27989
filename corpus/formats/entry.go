package formats

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"path"
	"slices"
	"strings"
)

// Limits of files that hold files, over all that are nested in one: archives,
// messages with attachments. What is over one is told as not read.
const (
	maxEntryBytes = 64 << 20  // of one entry, unpacked
	maxUnpacked   = 256 << 20 // of all entries together
	maxEntries    = 20_000
	maxRatio      = 200     // unpacked to packed bytes, for what unpacks to more than
	freeOfRatio   = 1 << 20 // this many
	maxDepth      = 8       // files within each other
)

// EntryMark stands between the name of a file and the entry in it, and between
// that and an entry of the entry.
const EntryMark = "!"

// nest is what a file and all that is nested in it have taken of the limits.
type nest struct {
	depth    int // of the file that is being read
	entries  int
	records  int
	unpacked int64 // bytes
}

// nestedReader reads a file that holds files.
type nestedReader func(ctx context.Context, file io.ReaderAt, size int64, n *nest) ([]Record, error)

// outermost is the Read of a format for a file that is not nested in another.
func (read nestedReader) outermost(ctx context.Context, file io.ReaderAt, size int64) ([]Record, error) {
	return read(ctx, file, size, &nest{})
}

// take counts an entry.
func (n *nest) take() error {
	if n.entries >= maxEntries {
		return tooLarge("more than %d entries", maxEntries)
	}
	n.entries++
	return nil
}

// left is how many bytes may still be unpacked.
func (n *nest) left() int64 { return maxUnpacked - n.unpacked }

// unpack reads an entry that has packed bytes, 0 where that is not known.
func (n *nest) unpack(entry io.Reader, packed int64) ([]byte, error) {
	limit := min(n.left(), maxEntryBytes)
	if packed > 0 {
		limit = min(limit, max(freeOfRatio, packed*maxRatio))
	}
	data, err := io.ReadAll(io.LimitReader(entry, limit+1))
	n.unpacked += int64(len(data))
	switch {
	case int64(len(data)) <= limit:
		return data, err
	case n.left() < 0:
		return nil, tooLarge("the entries have more than %d MB in all", maxUnpacked>>20)
	case limit == maxEntryBytes:
		return nil, tooLarge("it has more than %d MB, the limit of an entry", maxEntryBytes>>20)
	}
	return nil, tooLarge("it unpacks to more than %d times its size", maxRatio)
}

const archiveEntry = "entry"

// contents gathers the records of the entries of a file.
type contents struct {
	failures
	nest    *nest
	what    string // what an entry is called: archiveEntry, "attachment"
	records []Record
	names   map[string]int
}

// add reads an entry. The error is only for what ends the reading of the file.
func (c *contents) add(ctx context.Context, name string, data []byte) error {
	name = entryName(name)
	base := path.Base(name) // by which its format is told
	name = c.unique(name)
	if c.what == archiveEntry && IsBeside(base) {
		c.report(name, unsupported("metadata of other files is not read in archives"))
		return nil
	}
	records, mediaType, err := c.nest.read(ctx, base, data)
	return c.take(ctx, name, records, mediaType, err)
}

// take takes what the reading of the entry of a name gave.
func (c *contents) take(ctx context.Context, name string, records []Record, mediaType string, err error) error {
	if err != nil && ctx.Err() != nil {
		return ctx.Err()
	}
	if err != nil {
		c.report(name, err)
		return nil
	}
	if c.nest.records += len(records); c.nest.records > maxRecords {
		return tooLarge("more than %d records", maxRecords)
	}
	c.records = append(c.records, placed(records, name, mediaType)...)
	return nil
}

// read reads the bytes of an entry by what they are.
func (n *nest) read(ctx context.Context, name string, data []byte) ([]Record, string, error) {
	format, err := Detect(name, data)
	if err != nil {
		return nil, "", err
	}
	file, size := bytes.NewReader(data), int64(len(data))
	if format.nested == nil {
		records, err := format.Read(ctx, file, size)
		return records, format.MediaTypes[0], err
	}
	records, err := n.within(func() ([]Record, error) { return format.nested(ctx, file, size, n) })
	return records, format.MediaTypes[0], err
}

// within reads what is one level deeper.
func (n *nest) within(read func() ([]Record, error)) ([]Record, error) {
	if n.depth >= maxDepth {
		return nil, tooLarge("files within each other deeper than %d", maxDepth)
	}
	n.depth++
	defer func() { n.depth-- }()
	return read()
}

// placed says of records where in the file they are.
func placed(records []Record, name, mediaType string) []Record {
	numbered := len(records) > 1 && !HasEntries(records)
	for i := range records {
		r := &records[i]
		switch {
		case numbered:
			r.Entry = fmt.Sprintf("%s#%d", name, i+1)
		case r.Entry != "":
			r.Entry = name + EntryMark + r.Entry
		default:
			r.Entry = name
		}
		if r.MediaType == "" {
			r.MediaType = mediaType
		}
		for k, part := range r.Unread {
			r.Unread[k] = name + ": " + part
		}
	}
	return records
}

// HasEntries reports whether the records of a file are of files in it.
func HasEntries(records []Record) bool {
	return slices.ContainsFunc(records, func(r Record) bool { return r.Entry != "" })
}

// entryName is the name of an entry as a path below the file: without "..", a
// drive or a root, and fit to be shown.
func entryName(name string) string {
	name = strings.ReplaceAll(strings.ToValidUTF8(name, "\uFFFD"), `\`, "/")
	name = strings.TrimPrefix(path.Clean("/"+oneLine(name)), "/")
	if name == "" {
		return "unnamed"
	}
	return name
}

// unique tells entries of one name apart.
func (c *contents) unique(name string) string {
	if c.names == nil {
		c.names = map[string]int{}
	}
	c.names[name]++
	if n := c.names[name]; n > 1 {
		return c.unique(fmt.Sprintf("%s (%d)", name, n))
	}
	return name
}

// report tells that an entry is not read.
func (c *contents) report(name string, err error) { c.fail(err, oneLine(name+": "+err.Error())) }

// unread is what of the entries could not be read.
func (c *contents) unread() []string { return c.told("that could not be read") }

// result returns the records. What could not be read is told with the first of
// them, there being no other place that speaks for the file.
func (c *contents) result() ([]Record, error) {
	unread := c.unread()
	switch {
	case len(c.records) == 0 && c.bad > 0:
		return nil, &Error{Reason: c.reason, Detail: fmt.Sprintf("nothing in it could be read; %s", strings.Join(unread[:min(3, len(unread))], "; "))}
	case len(c.records) == 0:
		return nil, &Error{Reason: Empty, Detail: fmt.Sprintf("no %s in it", c.what)}
	}
	first := &c.records[0]
	first.Unread = slices.Concat(unread, first.Unread)
	return c.records, nil
}
