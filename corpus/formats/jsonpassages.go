package formats

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"entente/corpus"
)

// passageKeys are the keys of a passage that are read.
var passageKeys = []string{"kind", "number", "within", "heading", "page", "text"}

// passagesBody writes passages as the headings and paragraphs from which
// corpus/passages makes them again.
func passagesBody(value any) (Record, error) {
	list, ok := value.([]any)
	if !ok {
		return Record{}, fmt.Errorf("passages is %s, not a list", kindOf(value))
	}
	w := passageWriter{unknown: map[string]int{}}
	for i, item := range list {
		if err := w.write(item); err != nil {
			return Record{}, fmt.Errorf("passages, item %d: %w", i+1, err)
		}
	}
	return Record{Blocks: w.blocks, Unread: w.unread()}, nil
}

type passageWriter struct {
	blocks  []Block
	place   string         // the annex or protocol that the text is in
	unknown map[string]int // keys that are not read, with how many passages have them
}

func (w *passageWriter) write(item any) error {
	object, ok := item.(jsonObject)
	if !ok {
		return fmt.Errorf("is %s, not an object", kindOf(item))
	}
	p, err := passageFrom(object)
	if err != nil {
		return err
	}
	title, err := passageTitle(p)
	if err != nil {
		return err
	}
	level := w.enter(p)
	if title != "" {
		w.blocks = append(w.blocks, Block{Level: level, Page: p.Page, Text: title})
	}
	w.blocks = append(w.blocks, paragraphs(normalizeLines(p.Text), p.Page)...)
	for _, m := range object {
		if m.Value != nil && !slices.Contains(passageKeys, m.Key) {
			w.unknown[m.Key]++
		}
	}
	return nil
}

// enter writes the heading of the annex or protocol that the passage stands in,
// unless it stands there, and returns the level of the passage's own heading.
func (w *passageWriter) enter(p corpus.Passage) int {
	const outer, inner = 2, 3
	if p.Within == "" {
		w.place = ""
		if p.Kind == corpus.Annex {
			w.place = passageLabel(p)
		}
		return outer
	}
	if p.Within != w.place {
		w.blocks = append(w.blocks, Block{Level: outer, Page: p.Page, Text: p.Within})
		w.place = p.Within
	}
	return inner
}

// unread names the keys that are not read, up to maxReported of them.
func (w *passageWriter) unread() []string {
	var keys []string
	for key := range w.unknown {
		keys = append(keys, key)
	}
	slices.Sort(keys)
	var told []string
	for _, key := range keys[:min(maxReported, len(keys))] {
		told = append(told, fmt.Sprintf("passages: the key %.80q is not read (in %d)", key, w.unknown[key]))
	}
	if more := len(keys) - maxReported; more > 0 {
		told = append(told, fmt.Sprintf("passages: %d more keys are not read", more))
	}
	return told
}

func passageFrom(object jsonObject) (p corpus.Passage, err error) {
	var kind string
	for _, field := range []struct {
		key  string
		read func(jsonObject, string) (string, error)
		to   *string
	}{
		{"kind", optionalString, &kind}, {"number", optionalNumber, &p.Number}, {"within", optionalString, &p.Within},
		{"heading", optionalString, &p.Heading}, {"text", optionalString, &p.Text},
	} {
		if *field.to, err = field.read(object, field.key); err != nil {
			return p, err
		}
	}
	p.Kind, p.Within = corpus.Kind(strings.ToLower(kind)), oneLine(p.Within)
	p.Page, err = optionalPage(object)
	return p, err
}

// passageTitle returns the heading from which a passage is known again.
func passageTitle(p corpus.Passage) (string, error) {
	switch {
	case p.Kind != "" && !slices.Contains(corpus.Kinds(), p.Kind):
		return "", fmt.Errorf("kind is %q: write article, page, section, preamble or annex", p.Kind)
	case p.Kind == corpus.Article && p.Number == "":
		return "", errors.New("an article without a number")
	}
	label := passageLabel(p)
	switch {
	case label == "":
		return oneLine(p.Heading), nil
	case p.Heading == "":
		return label, nil
	}
	return oneLine(label + ": " + p.Heading), nil
}

func passageLabel(p corpus.Passage) string {
	switch p.Kind {
	case corpus.Article:
		return oneLine("Article " + p.Number)
	case corpus.Annex:
		return oneLine("Annex " + p.Number)
	case corpus.Preamble:
		return "Preamble"
	}
	return oneLine(p.Number)
}
