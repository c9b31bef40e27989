// Package outlook reads the messages that Outlook saves as files (MS-OXMSG):
// what the header of the message says, its text in each of the kinds in which it
// is there, and its attachments, which may be messages.
//
// Which text is taken and how attachments are read is decided by the caller.
package outlook

import (
	"cmp"
	"context"
	"fmt"
	"strings"
	"time"

	"entente/corpus/formats/compound"
	"entente/corpus/formats/office"
)

// Message is a message without its attachments.
type Message struct {
	Subject, From, To, Cc, Bcc string
	Sent                       time.Time // zero where it is not told

	Plain       string // its text, "" where there is none of the kind
	HTML        []byte
	HTMLCharset string // of HTML where that does not say itself, such as "windows-1252"
	RTF         []byte

	Attachments []*Attachment
	Unread      []string // what of the header and the text could not be read, for people
}

// Attachment is a file or a message that is attached to a message.
type Attachment struct {
	Name string // "" for none

	storage *compound.Storage
	method  int64
	page    int
}

// The identifiers of properties (MS-OXPROPS).
const (
	subject           = 0x0037
	clientSubmitTime  = 0x0039
	representingName  = 0x0042
	representingMail  = 0x0065
	recipientType     = 0x0C15
	senderName        = 0x0C1A
	senderMail        = 0x0C1F
	displayBcc        = 0x0E02
	displayCc         = 0x0E03
	displayTo         = 0x0E04
	deliveryTime      = 0x0E06
	body              = 0x1000
	rtfCompressed     = 0x1009
	html              = 0x1013
	displayName       = 0x3001
	mailAddress       = 0x3003
	attachData        = 0x3701
	attachFileName    = 0x3704
	attachMethod      = 0x3705
	attachLongName    = 0x3707
	smtpAddress       = 0x39FE
	internetCodePage  = 0x3FDE
	messageCodePage   = 0x3FFD
	senderSMTP        = 0x5D01
	representingSMTP  = 0x5D02
	byValue           = 1 // method of an attachment
	embeddedMessage   = 5
	storageAttachment = 6
)

// The lengths of what stands before the properties, in bytes.
const (
	outermostHeader = 32
	embeddedHeader  = 24
	smallHeader     = 8 // of recipients and attachments
)

// Read reads the message that is the outermost storage of a file. Errors are an
// *office.Error, or ctx.Err().
func Read(ctx context.Context, root *compound.Storage) (*Message, error) {
	return read(ctx, root, outermostHeader, 0)
}

func read(ctx context.Context, storage *compound.Storage, header, page int) (*Message, error) {
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	p, err := readProperties(storage, header, page)
	if err != nil {
		return nil, err
	}
	m := &Message{
		Subject: p.text(subject),
		From:    address(cmp.Or(p.text(senderName), p.text(representingName)), p.mail(senderSMTP, senderMail, representingSMTP, representingMail)),
		Sent:    firstTime(p.time(clientSubmitTime), p.time(deliveryTime)),
		Plain:   p.text(body),
		HTML:    p.markup(html), HTMLCharset: charsetOf(int(p.integer(internetCodePage))),
	}
	if packed := p.bytes(rtfCompressed); len(packed) > 0 {
		if m.RTF, err = decompress(packed); err != nil {
			p.note("the text as RTF: %v", err)
		}
	}
	if err := m.readParts(ctx, storage, p); err != nil {
		return nil, err
	}
	m.Unread = p.unread
	return m, nil
}

// readParts reads the recipients and lists the attachments.
func (m *Message) readParts(ctx context.Context, storage *compound.Storage, p *properties) error {
	var lists [4][]string
	for _, child := range storage.Storages {
		if err := ctx.Err(); err != nil {
			return err
		}
		attached, addressed := strings.HasPrefix(child.Name, "__attach_version1.0_"), strings.HasPrefix(child.Name, "__recip_version1.0_")
		if !attached && !addressed {
			continue
		}
		part, err := readProperties(child, smallHeader, p.page)
		if err != nil {
			p.note("%s: %v", child.Name, err)
			continue
		}
		if attached {
			m.Attachments = append(m.Attachments, &Attachment{
				Name:    cmp.Or(part.text(attachLongName), part.text(attachFileName), part.text(displayName)),
				storage: child, method: part.integer(attachMethod), page: p.page,
			})
		} else if kind := part.integer(recipientType); kind > 0 && kind < int64(len(lists)) {
			lists[kind] = append(lists[kind], address(part.text(displayName), part.mail(smtpAddress, mailAddress)))
		}
		p.unread = append(p.unread, part.unread...)
	}
	m.To = cmp.Or(strings.Join(lists[1], ", "), p.text(displayTo))
	m.Cc = cmp.Or(strings.Join(lists[2], ", "), p.text(displayCc))
	m.Bcc = cmp.Or(strings.Join(lists[3], ", "), p.text(displayBcc))
	return nil
}

// Message returns the message that is attached, nil where it is a file. Errors
// are an *office.Error, or ctx.Err().
func (a *Attachment) Message(ctx context.Context) (*Message, error) {
	inner := a.storage.Storage(streamName(attachData, typeObject))
	if a.method != embeddedMessage || inner == nil {
		return nil, nil
	}
	return read(ctx, inner, embeddedHeader, a.page)
}

// Data returns the bytes of the file that is attached. Errors are an *office.Error.
func (a *Attachment) Data() ([]byte, error) {
	name := streamName(attachData, typeBinary)
	switch {
	case a.storage.Has(name):
		return a.storage.Stream(name)
	case a.method == byValue:
		return nil, office.Malformed("the attachment has no content")
	case a.method == storageAttachment:
		return nil, office.Unsupported("an object of another program within the message")
	}
	return nil, office.Unsupported("the message has only a reference to the file")
}

// address joins a name and an address of e-mail.
func address(name, mail string) string {
	switch {
	case mail == "" || mail == name:
		return name
	case name == "":
		return mail
	}
	return fmt.Sprintf("%s <%s>", name, mail)
}

func firstTime(values ...time.Time) time.Time {
	for _, v := range values {
		if !v.IsZero() {
			return v
		}
	}
	return time.Time{}
}
