package formats

import (
	"errors"
	"fmt"
	"strings"
	"testing"
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
