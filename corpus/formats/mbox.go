package formats

import (
	"bytes"
	"context"
	"fmt"
	"regexp"
)

// mailboxLine matches the line that parts the messages of a mailbox (RFC 4155),
// with the beginning of the header that follows.
var mailboxLine = regexp.MustCompile(`(?m)^From \S.*\b\d{4}[ \t]*\r?\n[!-9;-~]{1,80}:`)

// mailbox returns the messages of a mailbox: from a line that begins the file
// or follows a blank one, up to the next. It returns nil for what is no mailbox.
func mailbox(data []byte) [][]byte {
	if !bytes.HasPrefix(data, []byte("From ")) {
		return nil
	}
	var messages [][]byte
	start := 0
	for _, at := range mailboxLine.FindAllIndex(data, -1) {
		before := data[:at[0]]
		if at[0] == 0 || !bytes.HasSuffix(before, []byte("\n\n")) && !bytes.HasSuffix(before, []byte("\n\r\n")) {
			continue
		}
		messages = append(messages, data[start:at[0]])
		start = at[0]
	}
	return append(messages, data[start:])
}

// readMailbox reads each message as a file of its own.
func readMailbox(ctx context.Context, messages [][]byte, n *nest) ([]Record, error) {
	c := contents{nest: n, what: "message"}
	for i, data := range messages {
		if err := n.take(); err != nil {
			c.report(fmt.Sprintf("%d messages from the %dth on", len(messages)-i, i+1), err)
			break
		}
		if err := c.add(ctx, fmt.Sprintf("message %d.eml", i+1), data); err != nil {
			return nil, err
		}
	}
	return c.result()
}
