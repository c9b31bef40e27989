package ui

import (
	"bufio"
	"cmp"
	"fmt"
	"html/template"
	"strconv"
	"strings"
)

// English is the language in which the pages are written; phrases.tsv holds
// their phrases in the others.
const English = "en"

// French is the other language of the pages.
const French = "fr"

// Languages lists the languages of the pages, the default first.
func Languages() []string { return []string{English, French} }

// phraseFile is the one table of what the pages say: English, a tab, French.
const phraseFile = "phrases.tsv"

// tongue is a language that the pages speak.
type tongue struct {
	language string
	phrases  map[string]string // by the English; nil in English itself
}

// readTongues reads the table of phrases. An error means that the program is broken.
func readTongues() ([]tongue, error) {
	table, err := files.Open(phraseFile)
	if err != nil {
		return nil, fmt.Errorf("reading the phrases of the pages: %w", err)
	}
	defer table.Close()
	french := make(map[string]string)
	lines := bufio.NewScanner(table)
	for n := 1; lines.Scan(); n++ {
		line := lines.Text()
		if line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		english, other, ok := strings.Cut(line, "\t")
		if !ok || english == "" || other == "" || french[english] != "" {
			return nil, fmt.Errorf("line %d of %s is not a phrase and its translation, or is there twice", n, phraseFile)
		}
		french[english] = other
	}
	if err := lines.Err(); err != nil {
		return nil, fmt.Errorf("reading the phrases of the pages: %w", err)
	}
	return []tongue{{language: English}, {language: French, phrases: french}}, nil
}

// say returns a phrase of the table, with the arguments in it as fmt puts them.
// What is not in the table is said in English.
func (t tongue) say(english string, arguments ...any) string {
	phrase := cmp.Or(t.phrases[english], english)
	if len(arguments) == 0 {
		return phrase
	}
	return fmt.Sprintf(phrase, arguments...)
}

// sayCode returns a phrase in which `such` is code.
func (t tongue) sayCode(english string, arguments ...any) template.HTML {
	parts := strings.Split(template.HTMLEscapeString(t.say(english, arguments...)), "`")
	var out strings.Builder
	for i, part := range parts {
		switch {
		case i%2 == 0:
			out.WriteString(part)
		default:
			out.WriteString("<code>" + part + "</code>")
		}
	}
	return template.HTML(out.String())
}

// number writes n with a mark between thousands.
func (t tongue) number(n int) string {
	mark := ","
	if t.language == French {
		mark = "\u202f"
	}
	digits := strconv.Itoa(n)
	start := 0
	if n < 0 {
		start = 1
	}
	for i := len(digits) - 3; i > start; i -= 3 {
		digits = digits[:i] + mark + digits[i:]
	}
	return digits
}

// count writes "1 document", "2 documents". Both words are phrases of the table.
// In French nought is singular.
func (t tongue) count(n int, one, many string) string {
	if n == 1 || n == 0 && t.language == French {
		return t.number(n) + " " + t.say(one)
	}
	return t.number(n) + " " + t.say(many)
}

// quoted writes words in quotation marks, with commas.
func (t tongue) quoted(words []string) string {
	before, after := "“", "”"
	if t.language == French {
		before, after = "«\u00a0", "\u00a0»"
	}
	out := make([]string, len(words))
	for i, w := range words {
		out[i] = before + w + after
	}
	return strings.Join(out, ", ")
}
