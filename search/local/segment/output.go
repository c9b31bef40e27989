package segment

import (
	"bufio"
	"encoding/binary"
	"errors"
	"fmt"
	"hash/crc32"
	"io"
	"math"
	"os"
	"slices"
)

const (
	checksumBytes = 4
	footerBytes   = 8 + checksumBytes
)

// output writes a segment, section by section. Errors are kept until it is finished.
type output struct {
	to        io.Writer // nil to keep it in memory
	memory    []byte
	at        uint64
	checksum  uint32
	documents int
	table     []byte // what stands where
	sections  int    // told in the table
	writer    fieldWriter
	failed    error
}

func newOutput(to io.Writer) *output { return &output{to: to} }

func (out *output) write(data []byte) {
	out.checksum = crc32.Update(out.checksum, crc32.IEEETable, data)
	out.at += uint64(len(data))
	if out.to == nil {
		out.memory = append(out.memory, data...)
		return
	}
	if _, err := out.to.Write(data); err != nil {
		out.fail(err)
	}
}

func (out *output) fail(err error) {
	if out.failed == nil {
		out.failed = err
	}
}

// What a section of the table is.
const (
	sectionField = iota + 1
	sectionStrings
	sectionNumbers
)

// note begins an entry of the table.
func (out *output) note(section uint64, name string) {
	out.sections++
	out.table = binary.AppendUvarint(out.table, section)
	out.table = appendText(out.table, []byte(name))
}

// section writes data, and where it is into the table.
func (out *output) section(data []byte) {
	out.noteSection(out.at, uint64(len(data)))
	out.write(data)
}

func (out *output) noteSection(from, length uint64) {
	out.table = binary.AppendUvarint(out.table, from)
	out.table = binary.AppendUvarint(out.table, length)
}

// stringColumn writes a column of strings, unless all are empty.
func (out *output) stringColumn(name string, c *stringsBuilder) {
	if len(c.all) == 0 {
		return
	}
	if uint64(len(c.all)) > math.MaxUint32 {
		out.fail(fmt.Errorf("column %s: its strings have %d bytes, more than a segment can hold", name, len(c.all)))
		return
	}
	ends := make([]byte, 0, 4*len(c.ends))
	for _, end := range c.ends {
		ends = binary.LittleEndian.AppendUint32(ends, end)
	}
	out.note(sectionStrings, name)
	out.section(ends)
	out.section(c.all)
	if name == idColumn {
		out.numberColumn(idOrderColumn, idOrder(c))
	}
}

// numberColumn writes a column of numbers, unless all are 0.
func (out *output) numberColumn(name string, numbers []int32) {
	if !slices.ContainsFunc(numbers, func(n int32) bool { return n != 0 }) && name != idOrderColumn {
		return
	}
	all := make([]byte, 0, 4*len(numbers))
	for _, n := range numbers {
		all = binary.LittleEndian.AppendUint32(all, uint32(n))
	}
	out.note(sectionNumbers, name)
	out.section(all)
}

// finish writes the table and the footer. It returns the segment where it has been
// kept in memory.
func (out *output) finish() ([]byte, error) {
	table := out.at
	out.write(binary.AppendUvarint(binary.AppendUvarint(nil, uint64(out.documents)), uint64(out.sections)))
	out.write(out.table)
	out.write(binary.BigEndian.AppendUint64(nil, table))
	out.write(binary.BigEndian.AppendUint32(nil, out.checksum))
	return out.memory, out.failed
}

// writeFile writes a new file and returns its size. What is in it is durable then;
// its name is once its folder is. On an error there is none.
func writeFile(path string, write func(*output)) (size uint64, err error) {
	file, err := os.OpenFile(path, os.O_CREATE|os.O_WRONLY|os.O_TRUNC, 0o600)
	if err != nil {
		return 0, err
	}
	defer func() {
		if err != nil {
			err = errors.Join(fmt.Errorf("writing %s: %w", path, err), os.Remove(path))
		}
	}()
	buffer := bufio.NewWriterSize(file, 1<<18)
	out := newOutput(buffer)
	write(out)
	err = errors.Join(out.failed, buffer.Flush())
	if err == nil {
		err = file.Sync()
	}
	return out.at, errors.Join(err, file.Close())
}

// parse reads the table of a segment.
func parse(data []byte) (*Segment, error) {
	s := &Segment{data: data, fields: map[string]*Field{}, strings: map[string]Strings{}, numbers: map[string]Numbers{}}
	s.references.Store(1)
	if len(data) < footerBytes {
		return nil, fmt.Errorf("%w: it has %d bytes", ErrDamaged, len(data))
	}
	end := uint64(len(data) - footerBytes)
	table := binary.BigEndian.Uint64(data[end:])
	if table > end {
		return nil, fmt.Errorf("%w: its table is missing", ErrDamaged)
	}
	in := tableInput{input{rest: data[table:end]}, data[:table]}
	count := in.number()
	if count > math.MaxUint32 {
		return nil, fmt.Errorf("%w: it has %d documents", ErrDamaged, count)
	}
	s.count = uint32(count)
	for range in.number() {
		in.readSection(s)
		if in.damaged {
			return nil, fmt.Errorf("%w: its table cannot be read", ErrDamaged)
		}
	}
	return s, in.err()
}

// tableInput is the table of a segment.
type tableInput struct {
	input
	sections []byte
}

func (in *tableInput) readSection(s *Segment) {
	section, name := in.number(), string(in.text())
	switch section {
	case sectionField:
		f := &Field{kind: Kind(in.number()), terms: int(in.number())}
		f.postings, f.blocks, f.starts = in.section(), in.section(), in.section()
		s.fields[name] = f
	case sectionStrings:
		s.strings[name] = Strings{ends: in.section(), all: in.section()}
	case sectionNumbers:
		s.numbers[name] = Numbers{in.section()}
	default:
		in.fail()
	}
}

func (in *tableInput) section() []byte {
	from, length := in.number(), in.number()
	if from > uint64(len(in.sections)) || length > uint64(len(in.sections))-from {
		in.fail()
		return nil
	}
	return in.sections[from : from+length]
}
