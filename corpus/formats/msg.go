package formats

import (
	"cmp"
	"context"
	"fmt"
	"time"

	"entente/corpus/formats/compound"
	"entente/corpus/formats/outlook"
	"entente/corpus/formats/rtf"
)

// msgFormat reads messages that Outlook saved, like those of emlFormat: the
// message is the first record, each attachment that can be read a record of its
// own.
func msgFormat() Format {
	return Format{
		Name:       "Outlook message",
		Extensions: []string{".msg"},
		MediaTypes: []string{outlookMessage},
		Read:       nestedReader(readCompound).outermost,
		nested:     readCompound,
	}
}

const outlookMessage = "application/vnd.ms-outlook"

func readMSG(ctx context.Context, root *compound.Storage, n *nest) ([]Record, error) {
	o, err := outlook.Read(ctx, root)
	if err != nil {
		return nil, officeError(err)
	}
	return outlookRecords(ctx, o, n)
}

func outlookRecords(ctx context.Context, o *outlook.Message, n *nest) ([]Record, error) {
	m := message{attachments: contents{nest: n, what: "attachment"}}
	for _, problem := range o.Unread {
		m.note("%s", problem)
	}
	if err := m.outlookText(ctx, o); err != nil {
		return nil, err
	}
	for i, a := range o.Attachments {
		if err := n.take(); err != nil {
			m.attachments.report(fmt.Sprintf("%d attachments", len(o.Attachments)-i), err)
			break
		}
		if err := m.attachOutlook(ctx, i, a); err != nil {
			return nil, err
		}
	}
	e := envelope{subject: o.Subject, from: o.From, to: o.To, cc: o.Cc, bcc: o.Bcc, sent: o.Sent}
	if !o.Sent.IsZero() {
		e.date = o.Sent.Format(time.RFC1123Z)
	}
	records, err := m.records(e)
	if err != nil {
		return nil, err
	}
	records[0].MediaType = outlookMessage
	return records, nil
}

// outlookText takes the text of a message in one of the kinds in which it is
// there: RTF only where there is no other.
func (m *message) outlookText(ctx context.Context, o *outlook.Message) error {
	versions := [][]Block{pagedParagraphs(o.Plain)}
	if len(o.HTML) > 0 {
		page, err := m.outlookHTML(ctx, o)
		if err != nil {
			return err
		}
		versions = append(versions, page)
	}
	if m.blocks = bestVersion(versions); len(m.blocks) > 0 || len(o.RTF) == 0 {
		return nil
	}
	d, err := rtf.Read(ctx, o.RTF)
	switch {
	case err != nil && ctx.Err() != nil:
		return ctx.Err()
	case err != nil:
		m.note("the text as RTF: %v", officeError(err))
		return nil
	}
	for _, problem := range d.Unread {
		m.note("%s", problem)
	}
	m.blocks = officeBlocks(d.Blocks)
	return nil
}

// outlookHTML reads the text as a page. The error is ctx.Err().
func (m *message) outlookHTML(ctx context.Context, o *outlook.Message) ([]Block, error) {
	text, unread, err := decodeHTML(o.HTML)
	if declared, _ := declaredEncoding(o.HTML); declared == nil {
		text, unread, err = decodeCharset(o.HTML, o.HTMLCharset)
	}
	var page Record
	if err == nil {
		page, err = htmlRecord(ctx, text)
	}
	switch {
	case err != nil && ctx.Err() != nil:
		return nil, ctx.Err()
	case err != nil:
		m.note("the text as HTML: %v", err)
	}
	for _, problem := range unread {
		m.note("%s", problem)
	}
	return page.Blocks, nil
}

// attachOutlook adds an attachment. The error is only for what ends the reading
// of the file.
func (m *message) attachOutlook(ctx context.Context, i int, a *outlook.Attachment) error {
	name := cmp.Or(oneLine(a.Name), fmt.Sprintf("attachment %d", i+1))
	inner, err := a.Message(ctx)
	switch {
	case err != nil && ctx.Err() != nil:
		return ctx.Err()
	case err != nil:
		m.attachments.report(m.attachments.unique(entryName(name)), officeError(err))
		return nil
	case inner != nil:
		return m.attachMessage(ctx, name, inner)
	}
	data, err := a.Data()
	if err != nil {
		m.attachments.report(m.attachments.unique(entryName(name)), officeError(err))
		return nil
	}
	n := m.attachments.nest
	if n.unpacked += int64(len(data)); n.left() < 0 {
		m.attachments.report(m.attachments.unique(entryName(name)), leftOut(nil))
		return nil
	}
	return m.attachments.add(ctx, name, data)
}

// attachMessage adds a message that is no file of its own.
func (m *message) attachMessage(ctx context.Context, name string, inner *outlook.Message) error {
	n := m.attachments.nest
	records, err := n.within(func() ([]Record, error) { return outlookRecords(ctx, inner, n) })
	return m.attachments.take(ctx, m.attachments.unique(entryName(name)+".msg"), records, outlookMessage, err)
}
