package ui

import (
	"html"
	"strings"

	"golang.org/x/text/language"

	"entente/search"
)

// segment is a piece of text, matched or not.
type segment struct {
	Text   string
	Marked bool
}

// paragraph is a run of segments.
type paragraph []segment

// segments cuts text at the marks. Marks that do not fit the text are cut to it.
func segments(text string, marks []search.Mark) paragraph {
	runes := []rune(text)
	var out paragraph
	at := 0
	for _, m := range marks {
		start, end := max(m[0], at), min(m[1], len(runes))
		if start >= end {
			continue
		}
		out = out.add(string(runes[at:start]), false)
		out = out.add(string(runes[start:end]), true)
		at = end
	}
	return out.add(string(runes[at:]), false)
}

func (p paragraph) add(text string, marked bool) paragraph {
	if text == "" {
		return p
	}
	return append(p, segment{text, marked})
}

// paragraphs cuts text with its marks where paragraphs end.
func paragraphs(text string, marks []search.Mark) []paragraph {
	var out []paragraph
	var current paragraph
	for _, s := range segments(text, marks) {
		for i, part := range strings.Split(s.Text, "\n\n") {
			if i > 0 && len(current) > 0 {
				out, current = append(out, current), nil
			}
			current = current.add(strings.Trim(part, "\n"), s.Marked)
		}
	}
	if len(current) > 0 {
		out = append(out, current)
	}
	return out
}

// fromMarkedHTML reads text in which <mark> is the only element. Anything else
// that looks like HTML is text.
func fromMarkedHTML(s string) paragraph {
	var out paragraph
	for s != "" {
		before, rest, found := strings.Cut(s, "<mark>")
		out = out.add(html.UnescapeString(before), false)
		if !found {
			break
		}
		marked, after, _ := strings.Cut(rest, "</mark>")
		out = out.add(html.UnescapeString(marked), true)
		s = after
	}
	return out
}

// capital writes the first letter large.
func capital(s string) string {
	if s == "" {
		return s
	}
	runes := []rune(s)
	return strings.ToUpper(string(runes[:1])) + string(runes[1:])
}

// sentenceOf ends what says something with a full stop, unless it ends already.
func sentenceOf(s string) string {
	if s == "" || strings.HasSuffix(s, ".") || strings.HasSuffix(s, "?") {
		return s
	}
	return s + "."
}

// languageTag returns the code of a language as the attribute lang takes it, or
// nothing where it is no language: a document may declare anything.
func languageTag(code string) string {
	if _, err := language.Parse(code); err != nil {
		return ""
	}
	return code
}
