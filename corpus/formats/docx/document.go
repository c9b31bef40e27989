// Package docx reads the text of Word documents since 2007: paragraphs with the
// level of their headings and the visible numbers of their lists, tables,
// footnotes and endnotes, and the properties that a person declared.
//
// What is not part of the final text stays out: deleted and hidden text, headers
// and footers, comments, field codes. How blocks become passages is decided
// elsewhere.
package docx

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"path"
	"slices"

	"entente/corpus/formats/office"
)

// Read reads the document in a container. Errors are an *office.Error, or
// ctx.Err().
func Read(ctx context.Context, container *office.Container) (*office.Document, error) {
	r := &reader{ctx: ctx, container: container}
	mainPart := r.mainPart()
	if !container.Has(mainPart) {
		return nil, office.Malformed("the part %s, which holds the text, is missing", mainPart)
	}
	parts := r.relations(mainPart)
	r.styles = r.readStyles(parts.target("styles"))
	r.lists = r.readLists(parts.target("numbering"))
	r.footnotes = r.readNotes(parts.target("footnotes"), "footnote")
	r.endnotes = r.readNotes(parts.target("endnotes"), "endnote")
	body := r.readText(mainPart)
	if r.failed != nil {
		return nil, r.failed
	}
	d := &office.Document{Blocks: body.flow.Blocks(), Pictures: body.pictures, Language: r.styles.language}
	r.readProperties(d)
	if r.failed != nil {
		return nil, r.failed
	}
	if n := container.Below(path.Join(path.Dir(mainPart), "embeddings")); n > 0 {
		r.note(fmt.Sprintf("files of other programs within the text are not read (%d)", n))
	}
	d.Unread = slices.Compact(slices.Sorted(maps.Keys(r.unread)))
	return d, nil
}

// reader reads one file. Its methods do nothing once it failed.
type reader struct {
	ctx       context.Context
	container *office.Container
	styles    styles
	lists     lists
	footnotes map[string][]office.Block // by id
	endnotes  map[string][]office.Block
	unread    map[string]bool
	failed    error
}

// note says what could not be read.
func (r *reader) note(problem string) {
	if r.unread == nil {
		r.unread = map[string]bool{}
	}
	r.unread[problem] = true
}

// optional returns a part as a tree, nil where it is missing or damaged: the
// text can be read without it, and the document says so.
func (r *reader) optional(part, holds string) *office.Node {
	if r.failed != nil || !r.container.Has(part) {
		return nil
	}
	tree, err := r.container.Tree(r.ctx, part)
	if errors.Is(err, office.ErrMalformed) {
		r.note(holds + " could not be read: " + detail(err))
		return nil
	}
	if err != nil {
		r.failed = err
		return nil
	}
	return tree
}

func detail(err error) string {
	var known *office.Error
	if errors.As(err, &known) {
		return known.Detail
	}
	return err.Error()
}
