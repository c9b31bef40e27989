package corpus

import (
	"errors"
	"fmt"
	"slices"
	"sync"
	"unicode/utf8"
)

// Limits on a document. What goes over one is refused by whoever makes or
// stores documents; nothing is cut.
const (
	// MaxTextBytes is the longest text of a document: title, headings and
	// passages together, in UTF-8 bytes. While a document is indexed it takes
	// about thirty times its size in memory.
	MaxTextBytes = 32 << 20
	// MaxPassages is how many passages a document may have.
	MaxPassages = 200_000
	// MaxName is the longest name of a tag, type, language or collection, in bytes.
	MaxName = 500
	// MaxUnread is how many unread parts a document may list, and MaxUnreadBytes
	// how long each may be.
	MaxUnread      = 1000
	MaxUnreadBytes = 1000
	// MaxPageLabels is how many pages may have a label, and MaxPageLabel how long
	// it may be in bytes.
	MaxPageLabels = 20_000
	MaxPageLabel  = 100
)

// Kinds lists the kinds of passage.
func Kinds() []Kind { return []Kind{Article, Page, Section, Preamble, Annex} }

// Check says whether the document can be stored and cited: its id names a
// document, its text is valid UTF-8 within the limits, its passages are of
// known kinds with what their kind is cited by, and its tags have names. The
// type and the language are free.
func (d *Document) Check() error {
	if err := CheckID(d.ID); err != nil {
		return err
	}
	if err := d.checkSize(); err != nil {
		return err
	}
	for _, name := range []struct{ what, value string }{{"type", d.Type}, {"language", d.Language}, {"collection", d.Source.Collection}} {
		if name.value != "" {
			if err := checkName(name.what, name.value); err != nil {
				return err
			}
		}
	}
	if err := d.checkTags(); err != nil {
		return err
	}
	if err := d.checkInstrument(); err != nil {
		return err
	}
	for n, p := range d.Passages {
		if err := p.check(); err != nil {
			return fmt.Errorf("passage %d: %w", n, err)
		}
	}
	return errors.Join(d.checkUnread(), d.checkLabels(), d.checkOrigins())
}

func (d *Document) checkLabels() error {
	if n := len(d.PageLabels); n > MaxPageLabels {
		return fmt.Errorf("it has labels of %d pages, the limit is %d", n, MaxPageLabels)
	}
	before := 0
	for _, l := range d.PageLabels {
		if l.Page <= before {
			return errors.New("the labels of its pages are not in their order, or of a page before the first")
		}
		if l.Label == "" || len(l.Label) > MaxPageLabel || !utf8.ValidString(l.Label) {
			return fmt.Errorf("%.80q is no label of a page: write 1 to %d bytes of UTF-8", l.Label, MaxPageLabel)
		}
		before = l.Page
	}
	return nil
}

func (d *Document) checkUnread() error {
	if n := len(d.Unread); n > MaxUnread {
		return fmt.Errorf("it lists %d unread parts, the limit is %d", n, MaxUnread)
	}
	for _, part := range d.Unread {
		if part == "" || len(part) > MaxUnreadBytes || !utf8.ValidString(part) {
			return fmt.Errorf("%.80q names no unread part: write 1 to %d bytes of UTF-8", part, MaxUnreadBytes)
		}
	}
	return nil
}

// CheckID says what is wrong with an id that is not a ValidID.
func CheckID(id string) error {
	if !ValidID(id) {
		return fmt.Errorf("the id %.80q cannot name a document: write 1 to %d letters A–Z a–z, digits and - _ . : that begin with a letter or digit", id, maxIDLength)
	}
	return nil
}

// TextBytes returns the length of the title, headings and passages in bytes.
func (d *Document) TextBytes() int64 {
	n := int64(len(d.Title))
	for _, p := range d.Passages {
		n += int64(len(p.Heading) + len(p.Text))
	}
	return n
}

func (d *Document) checkSize() error {
	if n := d.TextBytes(); n > MaxTextBytes {
		return fmt.Errorf("it has %d MB of text, the limit is %d MB: divide it", n>>20, MaxTextBytes>>20)
	}
	if n := len(d.Passages); n > MaxPassages {
		return fmt.Errorf("it has %d passages, the limit is %d: divide it", n, MaxPassages)
	}
	if !utf8.ValidString(d.Title) {
		return errors.New("its title is not valid UTF-8")
	}
	return nil
}

func (d *Document) checkOrigins() error {
	for name, o := range map[string]Origin{"title": d.TitleOrigin, "language": d.LanguageOrigin} {
		if o != "" && o != Declared && o != Detected {
			return fmt.Errorf("its %s has the origin %q: write %s, %s or none", name, o, Declared, Detected)
		}
	}
	return nil
}

// tagFields are the rows of the field table that are made of tags. They are asked for
// every document.
var tagFields = sync.OnceValue(func() []Field {
	return slices.DeleteFunc(Fields(), func(f Field) bool { return f.Tags == nil })
})

func (d *Document) checkTags() error {
	for _, f := range tagFields() {
		for _, t := range f.Tags(d) {
			if err := checkName(f.Name, t.Name); err != nil {
				return err
			}
			if t.Origin != Declared && t.Origin != Detected {
				return fmt.Errorf("%s %q has the origin %q: write %s or %s", f.Name, t.Name, t.Origin, Declared, Detected)
			}
		}
	}
	return nil
}

func checkName(what, name string) error {
	if name == "" || len(name) > MaxName || !utf8.ValidString(name) {
		return fmt.Errorf("%.80q is no %s: write 1 to %d bytes of UTF-8", name, what, MaxName)
	}
	return nil
}

func (p Passage) check() error {
	switch {
	case !slices.Contains(Kinds(), p.Kind):
		return fmt.Errorf("%q is no kind of passage: write one of %v", p.Kind, Kinds())
	case p.Kind == Article && p.Number == "":
		return errors.New("it is an article without a number")
	case p.Page < 0 || p.Kind == Page && p.Page == 0:
		return fmt.Errorf("%d is no page: they are counted from 1", p.Page)
	case !slices.IsSortedFunc(p.Breaks, func(a, b PageBreak) int { return a.Offset - b.Offset }):
		return errors.New("its page breaks are not in order")
	case len(p.Language) > MaxName || !utf8.ValidString(p.Language):
		return fmt.Errorf("its language is not 0 to %d bytes of UTF-8", MaxName)
	case !utf8.ValidString(p.Text) || !utf8.ValidString(p.Heading):
		return errors.New("its text is not valid UTF-8")
	}
	return nil
}
