package formats

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// TestEMLDamaged checks that a damaged message is read as far as it goes, and
// that what is damaged is told.
func TestEMLDamaged(t *testing.T) {
	const head = "From: a@example.org\nSubject: Bases\nMIME-Version: 1.0\n"
	for _, test := range []struct{ name, text, want, unread string }{
		{"no end", head + "Content-Type: multipart/mixed; boundary=x\n\n--x\n\nWords of it", "Words of it", "breaks off"},
		{"no boundary", head + "Content-Type: multipart/mixed\n\nWords of it", "Words of it", "cannot be told apart"},
		{"bad parameters", head + "Content-Type: text/plain; charset=utf-8; charset=\"us-ascii\"\n\nWords of it", "Words of it", ""},
		{"unknown character set", head + "Content-Type: text/plain; charset=x-unknown\n\nWords of it", "Words of it", ""},
		{"damaged base64", head + "Content-Transfer-Encoding: base64\n\nV29yZHMg*b2Yg\naXQ=", "Words of it", "characters that are no base64: 1"},
		{"odd escapes", head + "Content-Transfer-Encoding: quoted-printable\n\nWords=20of =\nit", "Words of it", ""},
		{"encrypted", head + "Content-Type: multipart/encrypted; boundary=x\n\n--x\n\nsecret\n--x--", "Subject: Bases", "encrypted: a part"},
		{"deep", head + deepMultipart(maxMultipart+2), "Subject: Bases", "deeper than 32"},
		{"plain in name only", head + "Content-Type: multipart/alternative; boundary=x\n\n--x\n\nSee HTML.\n--x\nContent-Type: text/html\n\n<p>Words of it, all of them and many more<p>than stand there.\n--x--", "than stand there.", ""},
	} {
		t.Run(test.name, func(t *testing.T) {
			records, err := readString(emlFormat(), test.text)
			if err != nil {
				t.Fatal(err)
			}
			last := records[0].Blocks[len(records[0].Blocks)-1].Text
			if !strings.HasSuffix(last, test.want) {
				t.Errorf("it ends with %q", last)
			}
			unread := strings.Join(records[0].Unread, "; ")
			if !strings.Contains(unread, test.unread) || test.unread == "" && unread != "" {
				t.Errorf("unread: %s", unread)
			}
		})
	}
}

func deepMultipart(depth int) string {
	var b strings.Builder
	for i := range depth {
		fmt.Fprintf(&b, "Content-Type: multipart/mixed; boundary=x%d\n\n--x%d\n", i, i)
	}
	return b.String() + "\nWords"
}

func TestEMLEmpty(t *testing.T) {
	_, err := readString(emlFormat(), "X-Mailer: none\n\n\n")
	var e *Error
	if !errors.As(err, &e) || e.Reason != Empty {
		t.Error(err)
	}
}

// nestedMessages is a message with a message as its attachment, and so on.
func nestedMessages(depth int) string {
	message := "From: a@example.org\nMIME-Version: 1.0\nSubject: innermost\n\nWords"
	for i := range depth {
		message = fmt.Sprintf("From: a@example.org\nMIME-Version: 1.0\nSubject: %d\nContent-Type: multipart/mixed; boundary=x%d\n\n--x%d\n\nSee below.\n--x%d\nContent-Type: message/rfc822\n\n%s\n--x%d--\n", i, i, i, i, message, i)
	}
	return message
}

func TestEMLNested(t *testing.T) {
	records, err := readString(emlFormat(), nestedMessages(2))
	if err != nil {
		t.Fatal(err)
	}
	var entries []string
	for _, r := range records {
		entries = append(entries, r.Entry+" "+r.Metadata.Title)
	}
	if diff := cmp.Diff([]string{" 1", "part 2.eml 0", "part 2.eml!part 2.eml innermost"}, entries); diff != "" {
		t.Error(diff)
	}
}

// TestEMLLimits checks that what is over a limit is told beside what was read.
func TestEMLLimits(t *testing.T) {
	const two = "From: a@example.org\nContent-Type: multipart/mixed; boundary=x\n\n--x\n\nWords\n" +
		"--x\nContent-Disposition: attachment; filename=a.txt\n\nmore words\n--x\nContent-Disposition: attachment; filename=b.txt\n\nlast words\n--x--\n"
	for _, test := range []struct {
		name, text string
		nest       nest
		want       string
		records    int
	}{
		{"parts", two, nest{entries: maxEntries - 2}, "too-large: more than 20000 entries", 2},
		{"bytes", two, nest{unpacked: maxUnpacked - 12}, "b.txt: too-large", 2},
		{"messages in messages", nestedMessages(maxDepth + 2), nest{}, "files within each other deeper than 8", maxDepth + 1},
	} {
		t.Run(test.name, func(t *testing.T) {
			records, err := readEML(context.Background(), strings.NewReader(test.text), int64(len(test.text)), &test.nest)
			if err != nil || len(records) != test.records {
				t.Fatal(len(records), err)
			}
			var unread []string
			for _, r := range records {
				unread = append(unread, r.Unread...)
			}
			if !strings.Contains(strings.Join(unread, "; "), test.want) {
				t.Errorf("unread: %q", unread)
			}
		})
	}
}

// TestEMLCharacters checks the encodings in which messages are written.
func TestEMLCharacters(t *testing.T) {
	const head = "From: a@example.org\nMIME-Version: 1.0\n"
	for name, text := range map[string]string{
		"UTF-8":            "Content-Type: text/plain; charset=utf-8\n\nTraité",
		"not declared":     "\nTraité",
		"ISO 8859-1":       "Content-Type: text/plain; charset=iso-8859-1\nContent-Transfer-Encoding: 8bit\n\nTrait\xe9",
		"quoted-printable": "Content-Type: text/plain; charset=windows-1252\nContent-Transfer-Encoding: Quoted-Printable\n\nTrait=E9",
		"base64":           "Content-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: base64\n\nVHJhaXTDqQ==",
		"HTML":             "Content-Type: text/html; charset=iso-8859-1\n\n<p>Trait\xe9",
		"HTML, entity":     "Content-Type: text/html\n\n<p>Trait&eacute;",
	} {
		records, err := readString(emlFormat(), head+text)
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		if last := records[0].Blocks[len(records[0].Blocks)-1].Text; last != "Traité" {
			t.Errorf("%s: %q", name, last)
		}
	}
}
