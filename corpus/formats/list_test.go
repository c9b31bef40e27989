package formats

import (
	"errors"
	"slices"
	"strings"
	"testing"
)

func TestListIsComplete(t *testing.T) {
	var names, extensions []string
	for _, f := range List() {
		if f.Read == nil || len(f.Extensions) == 0 || len(f.MediaTypes) == 0 {
			t.Errorf("%s lacks something", f.Name)
		}
		names = append(names, f.Name)
		extensions = append(extensions, f.Extensions...)
	}
	for _, all := range [][]string{names, extensions} {
		slices.Sort(all)
		if len(slices.Compact(slices.Clone(all))) != len(all) {
			t.Errorf("something comes twice: %v", all)
		}
	}
}

func TestDetect(t *testing.T) {
	ole := "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1" + strings.Repeat("\x00", 600)
	for _, test := range []struct{ name, head, want string }{
		{"a.md", "plain words", "Markdown"},
		{"a.txt", "plain words", "plain text"},
		{"a", "plain words", "plain text"},
		{"a.unknown", "plain words", "plain text"},
		{"a.md", "<meta charset=utf-8>\n\n##Title", "Markdown"},
		{"a.txt", "---\ntitle: x\ndate: 1949\n---\n\nWords", "Markdown"},
		{"a", "# Title\n\nWords\n\n## Part\n", "Markdown"},
		{"a.txt", "# 5 of the treaty", "plain text"},
		{"a.html", "<p>Words", "HTML"},
		{"a.htm", "<!DOCTYPE html><html>", "HTML"},
		{"a.pdf", "<!DOCTYPE html><html>", "HTML"},
		{"a.md", "  <!-- x --><html>", "HTML"},
		{"a.xhtml", `<?xml version="1.0"?><html xmlns="http://www.w3.org/1999/xhtml">`, "HTML"},
		{"a.html", "words without a single tag", "plain text"},
		{"a.pdf", "%PDF-1.4\n%\xe2\xe3\xcf\xd3\n1 0 obj", "PDF"},
		{"a.txt", "%PDF-1.4\n%\xe2\xe3\xcf\xd3\n1 0 obj", "PDF"},
		{"a.json", `{"a": 1}`, "JSON"},
		{"a.json", "{\"a\": 1}\n{\"a\": 2}\n", "JSON Lines"},
		{"a.jsonl", `{"a": 1}`, "JSON Lines"},
		{"a", `[{"a": 1}, {"a`, "JSON"},
		{"a.csv", "a;b\n1;2\n", "CSV"},
		{"a.csv", "<!DOCTYPE html><html>", "HTML"},
		{"a", "Title,Text\nOne,Words\n", "CSV"},
		{"a.txt", "Title,Text\nOne,Words\n", "plain text"},
		{"a.pdf", "PK\x03\x04\x14\x00\x00\x00\x00\x00" + strings.Repeat("\x00", 16) + "\x05\x00\x00\x00a.txtwords", "ZIP"},
		{"a.txt", "Return-Path: <a@example.org>\nReceived: by x;\n\tTue\nReceived: by y;\n\tTue\nFrom: a\nSubject: b\n\nc", "e-mail"},
		{"a.txt", "From: The Minister\nTo: The Embassy\nSubject: Bases\n\nWords", "plain text"},
		{"a.eml", "From: The Minister\nTo: The Embassy\nSubject: Bases\n\nWords", "e-mail"},
		{"a.eml", "Words without a header", "plain text"},
		{"a", "<?xml version=\"1.0\"?>\n<!-- x --><notes><note/></notes>", "XML"},
		{"a.txt", "<TEI xmlns=\"http://www.tei-c.org/ns/1.0\"><text>", "XML"},
		{"a.xml", "<!DOCTYPE notes [<!ELEMENT notes ANY>]><notes>", "XML"},
		{"a.xml", "no element", "plain text"},
		{"a.txt", "[The Agreement is not in force]", "plain text"},
		{"a.txt", "T\x00r\x00e\x00a\x00t\x00y\x00 \x00o\x00f\x00", "plain text"},
		{"a.doc", ole, "DOC"},
		{"a", ole, "DOC"},
		{"a.msg", ole, "Outlook message"},
		{"a.rtf", `{\rtf1 words}`, "RTF"},
		{"a.doc", `{\rtf1 words}`, "RTF"},
		{"a.txt", "Trait\xe9 d\x92amiti\xe9", "plain text"},
	} {
		f, err := Detect(test.name, []byte(test.head))
		if err != nil || f.Name != test.want {
			t.Errorf("%s %.20q: %q, %v; want %q", test.name, test.head, f.Name, err, test.want)
		}
	}
}

func TestDetectRefuses(t *testing.T) {
	for _, test := range []struct {
		name, head string
		reason     Reason
		detail     string
	}{
		{"a.txt", "", Empty, "no bytes"},
		{"a.png", "\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", Unsupported, "PNG"},
		{"a.bin", "\x00\x01\x02\x03\xff\xfe\x00\x00", Unsupported, "unknown type"},
	} {
		_, err := Detect(test.name, []byte(test.head))
		var e *Error
		if !errors.As(err, &e) || e.Reason != test.reason || !strings.Contains(e.Detail, test.detail) {
			t.Errorf("%s: %v, want %s: …%s…", test.name, err, test.reason, test.detail)
		}
	}
}
