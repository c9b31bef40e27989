package formats

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func FuzzMarkdown(f *testing.F)  { fuzzFormat(f, markdownFormat(), "*.md") }
func FuzzText(f *testing.F)      { fuzzFormat(f, textFormat(), "*.txt") }
func FuzzHTML(f *testing.F)      { fuzzFormat(f, htmlFormat(), "*.html") }
func FuzzJSON(f *testing.F)      { fuzzFormat(f, jsonFormat(), "*.json") }
func FuzzCSV(f *testing.F)       { fuzzFormat(f, csvFormat(), "*.[ct]sv") }
func FuzzEML(f *testing.F)       { fuzzFormat(f, emlFormat(), "*.eml") }
func FuzzXML(f *testing.F)       { fuzzFormat(f, xmlFormat(), "*.xml") }
func FuzzJSONLines(f *testing.F) { fuzzFormat(f, jsonLinesFormat(), "*.jsonl") }
func FuzzRTF(f *testing.F)       { fuzzFormat(f, rtfFormat(), "*.rtf") }

// fuzzFormat holds a reader to what Format and Block promise: no panic, clean
// text, and an *Error for anything that is not read.
func fuzzFormat(f *testing.F, format Format, seeds string) {
	paths, _ := filepath.Glob(filepath.Join("testdata", seeds))
	for _, path := range paths {
		data, err := os.ReadFile(path)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(string(data))
	}
	f.Fuzz(func(t *testing.T, text string) {
		records, err := format.Read(context.Background(), strings.NewReader(text), int64(len(text)))
		if err != nil {
			var e *Error
			if !errors.As(err, &e) {
				t.Errorf("the error is no *Error: %v", err)
			}
			return
		}
		for _, r := range records {
			for _, b := range r.Blocks {
				checkBlock(t, format.Name, b)
			}
		}
	})
}

func FuzzDetect(f *testing.F) {
	f.Add("a.md", "---\ntitle: x\n---\n# Head")
	f.Add("a.json", "{\"a\": 1}\n{")
	f.Add("a", "PK\x03\x04")
	f.Fuzz(func(t *testing.T, name, head string) {
		format, err := Detect(name, []byte(head))
		var e *Error
		if err != nil && !errors.As(err, &e) {
			t.Errorf("the error is no *Error: %v", err)
		}
		if err == nil && format.Read == nil {
			t.Error("a format without a reader")
		}
	})
}

func FuzzParseLooseDate(f *testing.F) {
	for _, s := range []string{"4 April 1949", "02/03/1865", "1er avril 1949", "1949-04-04T00:00:00Z"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		if d, ok := ParseLooseDate(text); ok == d.IsZero() {
			t.Errorf("%q: %q, %v", text, d, ok)
		}
	})
}
