package indexer

import (
	"cmp"
	"fmt"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"unicode/utf8"

	"entente/corpus"
	"entente/corpus/formats"
)

// Limits of what is taken over from metadata. What is over them is left out,
// and listed among what of the file could not be used.
const (
	maxTitle = 1000 // characters
	maxNames = 500  // organizations, topics or parties each
)

// merged is what holds for a record: what is declared beside the file before
// what the record declares. Of a file with several records it is the other way
// round, since what is beside it speaks of all of them; the name, date and
// address of an archive or message are not those of the files in it.
func (x *extraction) merged(own formats.Metadata) formats.Metadata {
	switch {
	case x.entry != "":
		beside := x.Metadata
		beside.ID, beside.Title, beside.Date, beside.URL = "", "", "", ""
		return overlay(own, beside)
	case x.several && !x.entries:
		return overlay(own, x.Metadata)
	}
	return overlay(x.Metadata, own)
}

// overlay fills what first does not declare from second, key by key.
func overlay(first, second formats.Metadata) formats.Metadata {
	return formats.Metadata{
		ID:            cmp.Or(first.ID, second.ID),
		Title:         cmp.Or(first.Title, second.Title),
		TitleFound:    first.TitleFound || first.Title == "" && second.TitleFound,
		Type:          cmp.Or(first.Type, second.Type),
		Date:          cmp.Or(first.Date, second.Date),
		Language:      cmp.Or(first.Language, second.Language),
		Organizations: either(first.Organizations, second.Organizations),
		Topics:        either(first.Topics, second.Topics),
		Parties:       either(first.Parties, second.Parties),
		URL:           cmp.Or(first.URL, second.URL),
		Instrument:    overlayInstrument(first.Instrument, second.Instrument),
	}
}

// either returns the first list, or the second where that is empty.
func either(first, second []string) []string {
	if len(first) > 0 {
		return first
	}
	return second
}

// declare writes what the metadata says into the document.
func (x *extraction) declare(d *corpus.Document, number int, m formats.Metadata, r formats.Record) {
	note := func(format string, args ...any) { x.note(number, fmt.Sprintf(format, args...)) }
	d.Title, d.TitleOrigin = x.title(number, m, r.Blocks, note)
	d.Date = x.date(m, r.Metadata, note)
	d.Type = x.oneOf("type", m.Type, note)
	if d.Language = x.language(m.Language, note); d.Language != "" {
		d.LanguageOrigin = corpus.Declared
	}
	d.Organizations = x.tags("org", m.Organizations, note)
	d.Topics = x.tags("topic", apart(m.Topics), note)
	d.Parties = x.tags("party", m.Parties, note)
	d.Source.URL = webAddress(m.URL, note)
	d.Instrument = declaredInstrument(m.Instrument, note)
}

// title is the declared one or the line that the format takes for it, else the first
// heading, else the file's name, which has no origin.
func (x *extraction) title(number int, m formats.Metadata, blocks []formats.Block, note func(string, ...any)) (string, corpus.Origin) {
	title := oneLine(m.Title)
	if n := utf8.RuneCountInString(title); n > maxTitle {
		note("the title has %d characters and is not used; the limit is %d", n, maxTitle)
		title = ""
	}
	switch {
	case title != "" && m.TitleFound:
		return title, corpus.Detected
	case title != "":
		return title, corpus.Declared
	}
	for _, b := range blocks {
		if heading := oneLine(b.Text); b.Level > 0 && heading != "" && utf8.RuneCountInString(heading) <= maxTitle {
			return heading, corpus.Detected
		}
	}
	return x.nameAsTitle(number), ""
}

// nameAsTitle makes a title of the file's name.
func (x *extraction) nameAsTitle(number int) string {
	name := x.Name
	if x.entry != "" {
		name = path.Base(x.entry)
	}
	extension := filepath.Ext(name)
	name = strings.ToValidUTF8(strings.TrimSuffix(name, extension), "\uFFFD")
	name = oneLine(strings.ReplaceAll(name, "_", " "))
	if _, record, found := strings.Cut(extension, "#"); found && x.entry != "" {
		return fmt.Sprintf("%s, record %s", name, record)
	}
	if x.several && !x.entries {
		return fmt.Sprintf("%s, record %d", name, number)
	}
	return name
}

// date is the declared one, or the file's own where only that is understood.
func (x *extraction) date(m, own formats.Metadata, note func(string, ...any)) corpus.Date {
	for _, text := range slices.Compact([]string{m.Date, own.Date}) {
		if text == "" {
			continue
		}
		if d, ok := formats.ParseLooseDate(text); ok {
			return d
		}
		note("the date %q is not understood; write 1949, 1949-04 or 1949-04-04", shortened(text))
	}
	return corpus.Date{}
}

// oneOf returns the canonical value of a field with a fixed list of values.
func (x *extraction) oneOf(field, name string, note func(string, ...any)) string {
	if name == "" {
		return ""
	}
	value, ok := x.tagger.Resolve(field, name)
	if !ok {
		note("the %s %q is not known and not used", labelOf(field), shortened(name))
	}
	return value
}

// language is the declared one. Where several are declared, such as "en+zh" or
// "en, fr", which of them the text is in is left to detection.
func (x *extraction) language(declared string, note func(string, ...any)) string {
	names := strings.FieldsFunc(declared, func(r rune) bool { return strings.ContainsRune("+,;/|&", r) })
	isKnown := func(name string) bool { _, ok := x.tagger.Resolve("lang", name); return ok }
	if len(names) > 1 && slices.ContainsFunc(names, isKnown) {
		return ""
	}
	return x.oneOf("lang", declared, note)
}

// listMark joins several topics in one string, as some catalogues write them.
const listMark = " | "

func apart(topics []string) []string {
	var all []string
	for _, topic := range topics {
		all = append(all, strings.Split(topic, listMark)...)
	}
	return all
}

// tags makes declared tags, known names in their canonical form and others as
// they are given.
func (x *extraction) tags(field string, names []string, note func(string, ...any)) []corpus.Tag {
	var tags []corpus.Tag
	for _, name := range names {
		name = oneLine(name)
		if known, ok := x.tagger.Resolve(field, name); ok {
			name = known
		}
		switch {
		case name == "" || slices.ContainsFunc(tags, func(t corpus.Tag) bool { return t.Name == name }):
		case len(name) > corpus.MaxName:
			note("the %s %q is not used: it is over %d bytes", labelOf(field), shortened(name), corpus.MaxName)
		case len(tags) == maxNames:
			note("of %d values of %s the first %d are used", len(names), labelOf(field), maxNames)
			return tags
		default:
			tags = append(tags, corpus.Tag{Name: name, Origin: corpus.Declared})
		}
	}
	return tags
}

// labelOf is what a field is called in a message.
func labelOf(field string) string {
	f, _ := corpus.FieldNamed(field)
	return strings.ToLower(f.Label)
}

// webAddress returns the address where it is one that a reader can follow.
func webAddress(address string, note func(string, ...any)) string {
	if address == "" {
		return ""
	}
	if corpus.WebAddress(address) == "" {
		note("the url %q is not used: it is no http or https address", shortened(address))
		return ""
	}
	return address
}

// unreadParts is what a document says of its parts that could not be read,
// within the limits of corpus.Document; the ledger has it whole.
func unreadParts(parts []string) []string {
	var all []string
	for i, part := range parts {
		if i == corpus.MaxUnread-1 && len(parts) > corpus.MaxUnread {
			return append(all, fmt.Sprintf("and %d more parts", len(parts)-i))
		}
		part = oneLine(strings.ToValidUTF8(part, "\uFFFD"))
		if len(part) > corpus.MaxUnreadBytes {
			const mark = "…"
			part = strings.ToValidUTF8(part[:corpus.MaxUnreadBytes-len(mark)], "") + mark
		}
		all = append(all, part)
	}
	return all
}

// pageLabels is how the pages are numbered otherwise than by their places.
func pageLabels(pages []formats.PageReading) (labels []corpus.PageLabel) {
	for _, p := range pages {
		if p.Label != "" {
			labels = append(labels, corpus.PageLabel{Page: p.Number, Label: p.Label})
		}
	}
	return labels
}

// shortened is for quoting in a message.
func shortened(s string) string {
	const most = 60
	if utf8.RuneCountInString(s) <= most {
		return s
	}
	return string([]rune(s)[:most]) + "…"
}
