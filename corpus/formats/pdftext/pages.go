package pdftext

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"github.com/ledongthuc/pdf"
)

// pageNode is a page of the page tree.
type pageNode struct {
	page pdf.Value
	inherited
}

// inherited is what a page may have from the nodes above it.
type inherited struct{ resources, mediaBox, cropBox pdf.Value }

// under returns what holds at a node: its own, or what it has inherited.
func (i inherited) under(node pdf.Value) inherited {
	for key, field := range map[string]*pdf.Value{"Resources": &i.resources, "MediaBox": &i.mediaBox, "CropBox": &i.cropBox} {
		if own := node.Key(key); own.Kind() == pdf.Dict || own.Kind() == pdf.Array {
			*field = own
		}
	}
	return i
}

// visible returns the part of the plane that is seen: everything where the file
// does not say it.
func (i inherited) visible() box {
	seen := boxOf(i.mediaBox)
	if crop := seen.and(boxOf(i.cropBox)); !crop.empty() {
		return crop
	}
	return seen
}

// isEncryptionError reports whether the library refused the file's encryption,
// which it says in words only.
func isEncryptionError(err error) bool {
	return strings.Contains(err.Error(), "encryption")
}

// pageNodes returns the pages in their order.
func (f *file) pageNodes() (nodes []pageNode, err error) {
	defer func() {
		if cause := recover(); cause != nil {
			nodes, err = nil, failed(ErrMalformed, "the page tree: %s", printable(cause))
		}
	}()
	root := f.reader.Trailer().Key("Root").Key("Pages")
	if root.Kind() != pdf.Dict {
		return nil, failed(ErrMalformed, "it has no page tree")
	}
	w := &treeWalk{}
	if err := w.walk(root, inherited{}, 0); err != nil {
		return nil, err
	}
	if len(w.pages) == 0 {
		return nil, failed(ErrMalformed, "it has no pages")
	}
	return w.pages, nil
}

// treeWalk collects the pages below a node of the page tree.
type treeWalk struct {
	pages []pageNode
	nodes int
}

func (w *treeWalk) walk(node pdf.Value, above inherited, depth int) error {
	if w.nodes++; w.nodes > maxTreeNodes || depth > maxTreeDepth {
		return failed(ErrMalformed, "its page tree does not end")
	}
	here := above.under(node)
	kids := node.Key("Kids")
	if kids.Kind() != pdf.Array {
		if len(w.pages) >= maxPages {
			return failed(ErrTooLarge, "more than %d pages", maxPages)
		}
		w.pages = append(w.pages, pageNode{node, here})
		return nil
	}
	for i := range kids.Len() {
		kid, err := child(kids, i)
		if err != nil {
			// The place of a page that cannot be loaded is kept, for the numbers of the next.
			kid = pdf.Value{}
		}
		if err := w.walk(kid, here, depth+1); err != nil {
			return err
		}
	}
	return nil
}

// child loads an element of an array; the library panics on a damaged one.
func child(array pdf.Value, i int) (v pdf.Value, err error) {
	defer func() {
		if cause := recover(); cause != nil {
			err = fmt.Errorf("loading an object: %v", cause)
		}
	}()
	return array.Index(i), nil
}

// readPage reads the text of a page. The error is that of the context; all else
// is a problem of the page.
func (f *file) readPage(ctx context.Context, node pageNode) (page Page, err error) {
	in := newInterpreter(ctx, f)
	defer func() {
		if cause := recover(); cause != nil {
			in.unreadable(printable(cause))
			page, err = in.finish(), nil
		}
	}()
	if node.page.Kind() != pdf.Dict {
		return Page{Problem: "the page is missing from the file", partial: true}, nil
	}
	in.visible = node.visible()
	r := newResources(f, node.resources)
	if err := in.run(f.contents(node.page, in), r); err != nil {
		return Page{}, err
	}
	if err := in.annotations(node.page, r); err != nil {
		return Page{}, err
	}
	return in.finish(), nil
}

// contents returns the content of a page, whose streams are one program.
func (f *file) contents(page pdf.Value, in *interpreter) []byte {
	var content []byte
	for _, stream := range asList(page.Key("Contents")) {
		data, err := in.decode(stream)
		if err != nil && !errors.Is(err, errNoStream) {
			in.unreadable(err.Error())
		}
		if content == nil {
			content = data
			continue
		}
		content = append(append(content, '\n'), data...)
	}
	return content
}
