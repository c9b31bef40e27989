package formats

import (
	"context"
	"fmt"
	"io"
	"net/mail"
	"regexp"
	"slices"
	"strings"
	"time"
)

// emlFormat reads electronic mail. The message is the first record: a paragraph
// with sender, receivers and date, and its text, the plain one where it is there
// in several kinds and the plain one is not much shorter. Each attachment that
// can be read is a record of its own.
func emlFormat() Format {
	return Format{
		Name:       "e-mail",
		Extensions: []string{".eml", ".mbox", ".mht", ".mhtml"},
		MediaTypes: []string{"message/rfc822"},
		Read:       nestedReader(readEML).outermost,
		nested:     readEML,
	}
}

// maxMultipart is how many multipart bodies may be within each other.
const maxMultipart = 32

func readEML(ctx context.Context, file io.ReaderAt, size int64, n *nest) ([]Record, error) {
	data, err := readFile(ctx, file, size)
	if err != nil {
		return nil, err
	}
	if utf16Order(data) != nil || hasUTF16Mark(data) {
		text, _, err := decodeText(data)
		if err != nil {
			return nil, err
		}
		data = []byte(text)
	}
	if messages := mailbox(data); len(messages) > 1 {
		return readMailbox(ctx, messages, n)
	}
	p := parsePart(data)
	m := message{attachments: contents{nest: n, what: "attachment"}}
	if err := m.read(ctx, p, 0); err != nil {
		return nil, err
	}
	return m.records(envelopeOf(p))
}

// message gathers what is in a message.
type message struct {
	page        Metadata // of its first text that is a page with a title
	blocks      []Block
	unread      []string // each note once
	parts       int      // seen so far, without multipart bodies
	attachments contents
}

// note tells what cannot be read, up to maxReported of it.
func (m *message) note(format string, args ...any) {
	text := fmt.Sprintf(format, args...)
	if len(m.unread) < maxReported && !slices.Contains(m.unread, text) {
		m.unread = append(m.unread, text)
	}
}

// read adds a part. The error is only for what ends the reading of the file.
func (m *message) read(ctx context.Context, p mimePart, depth int) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	switch {
	case p.mediaType == "multipart/encrypted" || strings.HasSuffix(p.mediaType, "pkcs7-mime"):
		m.note("%s: a part of the message is encrypted", Encrypted)
		return nil
	case strings.HasPrefix(p.mediaType, "multipart/"):
		return m.multipart(ctx, p, depth)
	}
	m.parts++
	if p.isAttached() {
		return m.attach(ctx, p)
	}
	return m.text(ctx, p)
}

func (m *message) multipart(ctx context.Context, p mimePart, depth int) error {
	if depth >= maxMultipart {
		m.note("%s: parts within each other deeper than %d are not read", TooLarge, maxMultipart)
		return nil
	}
	parts, closed := p.parts()
	if len(parts) == 0 {
		m.note("the parts of the message cannot be told apart; it is read as plain text")
		p.mediaType = "text/plain"
		return m.text(ctx, p)
	}
	if !closed {
		m.note("the message breaks off: its last part has no end")
	}
	before := m.blocks
	var versions [][]Block
	for _, data := range parts {
		if err := m.attachments.nest.take(); err != nil {
			m.note("%s", failure(err))
			break
		}
		m.blocks = nil
		child := parsePart(data)
		if p.mediaType == "multipart/digest" && child.header["content-type"] == "" {
			child.mediaType = "message/rfc822"
		}
		if err := m.read(ctx, child, depth+1); err != nil {
			return err
		}
		versions = append(versions, m.blocks)
	}
	if p.mediaType == "multipart/alternative" {
		versions = [][]Block{bestVersion(versions)}
	}
	m.blocks = slices.Concat(before, slices.Concat(versions...))
	return nil
}

// bestVersion returns the first text, which is the plain one, unless another
// has more than twice as much: some programs write there only that the message
// needs a better program.
func bestVersion(versions [][]Block) []Block {
	length := func(blocks []Block) (n int) {
		for _, b := range blocks {
			n += len(b.Text)
		}
		return n
	}
	var best []Block
	for _, v := range versions {
		if length(v) > 2*length(best) {
			best = v
		}
	}
	return best
}

// text adds a part that is shown.
func (m *message) text(ctx context.Context, p mimePart) error {
	data, damage := p.decoded()
	if damage != "" {
		m.note("%s", damage)
	}
	text, unread, err := decodeCharset(data, p.parameters["charset"])
	if err != nil {
		m.note("a part of the message: %s", err)
		return nil
	}
	for _, part := range unread {
		m.note("%s", part)
	}
	if p.mediaType != "text/html" {
		// Lines of their own are greetings and names here, not headings.
		m.blocks = append(m.blocks, pagedParagraphs(text)...)
		return nil
	}
	page, err := htmlRecord(ctx, text)
	if err != nil && ctx.Err() != nil {
		return ctx.Err()
	}
	if err != nil {
		m.note("a part of the message: %s", err)
	}
	if m.page.Title == "" {
		m.page = page.Metadata
	}
	m.blocks = append(m.blocks, page.Blocks...)
	return nil
}

// attach adds a part that is a file of its own.
func (m *message) attach(ctx context.Context, p mimePart) error {
	name := p.fileName()
	if name == "" {
		name = fmt.Sprintf("part %d%s", m.parts, partExtensions[p.mediaType])
	}
	data, damage := p.decoded()
	if m.attachments.nest.unpacked += int64(len(data)); m.attachments.nest.left() < 0 {
		m.attachments.report(entryName(name), leftOut(nil))
		return nil
	}
	if damage != "" {
		m.note("%s: %s", entryName(name), damage)
	}
	if strings.HasPrefix(p.mediaType, "text/") {
		if text, _, err := decodeCharset(data, p.parameters["charset"]); err == nil {
			data = []byte(text)
		}
	}
	return m.attachments.add(ctx, name, data)
}

// partExtensions are the ends of names for attachments that have none.
var partExtensions = map[string]string{
	"message/rfc822": ".eml", "text/html": ".html", "text/plain": ".txt", "text/csv": ".csv", "application/pdf": ".pdf",
}

// envelope is what a message says about itself.
type envelope struct {
	subject, from, to, cc, bcc, language string
	date                                 string    // as written
	sent                                 time.Time // zero where that is no date
}

func envelopeOf(p mimePart) envelope {
	e := envelope{
		subject: p.text("subject"), from: p.text("from"), to: p.text("to"), cc: p.text("cc"), bcc: p.text("bcc"),
		language: p.text("content-language"), date: p.text("date"),
	}
	e.sent, _ = mail.ParseDate(e.date) // zero for no date
	return e
}

// records returns the message and its attachments.
func (m *message) records(e envelope) ([]Record, error) {
	r := Record{Metadata: Metadata{Title: e.subject, Language: languageCode(e.language)}}
	if e.subject == "" {
		r.Metadata.Title, r.Metadata.TitleFound = m.page.Title, m.page.TitleFound
	}
	if !e.sent.IsZero() {
		r.Metadata.Date = e.sent.Format(time.DateOnly)
	} else {
		r.Metadata.Date = e.date
	}
	if head := e.block(); head.Text != "" {
		r.Blocks = append(r.Blocks, head)
	}
	r.Blocks = append(r.Blocks, m.blocks...)
	r.Unread = slices.Concat(m.unread, m.attachments.unread())
	first, err := checked(r)
	if err != nil {
		return nil, err
	}
	return append([]Record{first}, m.attachments.records...), nil
}

// block is the paragraph at the head of the text.
func (e envelope) block() Block {
	var lines []string
	for _, field := range [][2]string{{"From", e.from}, {"To", e.to}, {"Cc", e.cc}, {"Bcc", e.bcc}, {"Date", e.date}, {"Subject", e.subject}} {
		if field[1] != "" {
			lines = append(lines, field[0]+": "+field[1])
		}
	}
	return Block{Text: cleanText(strings.Join(lines, "\n"))}
}

// isMessage reports whether a text begins with the header of a message. One
// that is not called a message must have fields that only programs write: a
// memorandum has From, To and Subject too.
func isMessage(head []byte, called bool) bool {
	if !headerLine.Match(head) {
		return false
	}
	if at := mailboxLine.FindIndex(head); at != nil && at[0] == 0 {
		return true
	}
	p := mimePart{header: map[string]string{}}
	p.readHeader(head)
	count := func(names ...string) (n int) {
		for _, name := range names {
			if p.header[name] != "" {
				n++
			}
		}
		return n
	}
	programs := count("message-id", "received", "mime-version", "return-path", "delivered-to")
	people := count("from", "to", "date", "subject", "content-type")
	isArchive := strings.HasPrefix(strings.ToLower(p.header["content-type"]), "multipart/") // of a web page
	return called && programs+people > 0 || programs > 0 && (people > 1 || isArchive)
}

var headerLine = regexp.MustCompile(`^(?:From |[A-Za-z][A-Za-z0-9-]{1,60}:)`)
