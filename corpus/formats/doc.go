package formats

import (
	"bytes"
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"strings"

	"entente/corpus/formats/compound"
	"entente/corpus/formats/oldword"
)

// docFormat reads Word documents from before 2007 with the help of a program that
// is installed, see package oldword. A file of the kind that is called so but is
// something else is read by what it is.
func docFormat() Format {
	return Format{
		Name:       "DOC",
		Extensions: []string{".doc", ".dot"},
		MediaTypes: []string{"application/msword"},
		Read:       nestedReader(readCompound).outermost,
		nested:     readCompound,
	}
}

func readDOC(ctx context.Context, root *compound.Storage, data []byte) ([]Record, error) {
	locked, err := isLocked(root)
	if err != nil {
		return nil, officeError(err)
	}
	if locked {
		return nil, &Error{Reason: Encrypted, Detail: "the document is protected by a password"}
	}
	reading, err := oldword.Read(ctx, data)
	switch {
	case err != nil && ctx.Err() != nil:
		return nil, ctx.Err()
	case errors.Is(err, oldword.ErrNoProgram):
		return nil, unsupported(compound.Word + ", which LibreOffice or antiword reads where one of them is installed: " +
			"install it and read the failed files again")
	case err != nil:
		return nil, &Error{Reason: Malformed, Detail: "no program that is installed could read it: " + oneLine(strings.ReplaceAll(err.Error(), "\n", "; "))}
	}
	records, err := readingRecords(ctx, reading)
	if failed := (*Error)(nil); errors.As(err, &failed) {
		failed.Engine = Engine(reading.Program)
	}
	for i := range records {
		records[i].Engine = Engine(reading.Program)
		records[i].MediaType = docFormat().MediaTypes[0]
	}
	return records, err
}

// isLocked reports whether the document needs a password (MS-DOC, FibBase).
func isLocked(root *compound.Storage) (bool, error) {
	const flags, encrypted = 0x0A, 0x0100
	stream, err := root.Stream("WordDocument")
	if err != nil || len(stream) < flags+2 {
		return false, err
	}
	return binary.LittleEndian.Uint16(stream[flags:])&encrypted != 0, nil
}

// readingRecords makes the record of what a program made of a document.
func readingRecords(ctx context.Context, reading *oldword.Reading) ([]Record, error) {
	if reading.DOCX != nil {
		return readContainer(ctx, bytes.NewReader(reading.DOCX), int64(len(reading.DOCX)))
	}
	blocks, tables, pictures := printedBlocks(reading.Text)
	if len(blocks) == 0 && pictures > 0 {
		return nil, &Error{Reason: NoText, Detail: fmt.Sprintf("%d pictures and no words", pictures)}
	}
	if len(blocks) == 0 { // which is not to say that there is none
		return nil, &Error{Reason: Empty, Detail: reading.Program + " found no text in it"}
	}
	r := Record{Blocks: blocks}
	if tables > 0 {
		r.Unread = append(r.Unread, fmt.Sprintf("%s prints tables line by line, so the words of a cell may stand apart (in %d lines)", reading.Program, tables))
	}
	r.Metadata.foundTitle(firstTitle(blocks))
	return single(r)
}

// printedBlocks returns the paragraphs of a text as antiword prints it: one a
// line, "[pic]" for pictures, lines of tables between "|". tables counts the last.
func printedBlocks(text string) (blocks []Block, tables, pictures int) {
	const picture, rule = "[pic]", "-----------------------"
	for line := range strings.SplitSeq(normalizeLines(text), "\n") {
		pictures += strings.Count(line, picture)
		line = cleanText(strings.ReplaceAll(line, picture, " "))
		if strings.HasPrefix(line, "|") && strings.HasSuffix(line, "|") {
			tables++
			line = tableLine(line)
		}
		if line != "" && line != rule {
			blocks = append(blocks, Block{Text: line})
		}
	}
	if tables == 0 { // whose lines are like headings
		markTitleLines(blocks)
	}
	return blocks, tables, pictures
}

// tableLine joins the cells of a line of a table that have words.
func tableLine(line string) string {
	var cells []string
	for cell := range strings.SplitSeq(line, "|") {
		if cell = strings.TrimSpace(cell); cell != "" {
			cells = append(cells, cell)
		}
	}
	return strings.Join(cells, cellMark)
}
