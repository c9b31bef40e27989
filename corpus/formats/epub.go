package formats

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"net/url"
	"path"
	"regexp"
	"strings"

	"entente/corpus/formats/office"
)

// epubFormat reads EPUB books: the chapters in their order, with what the book
// declares about itself. Its makers and publisher are not the organizations of a
// document and are not taken.
func epubFormat() Format {
	return Format{
		Name:       "EPUB",
		Extensions: []string{".epub"},
		MediaTypes: []string{"application/epub+zip"},
		Read:       readContainer,
	}
}

func epubRecord(ctx context.Context, container *office.Container) (Record, error) {
	b := book{container: container}
	if err := b.open(ctx); err != nil {
		return Record{}, err
	}
	r := Record{}
	locked := 0
	for _, chapter := range b.chapters {
		blocks, unread, err := b.read(ctx, chapter)
		switch {
		case errors.Is(err, office.ErrEncrypted):
			locked++
			unread = []string{"locked by the seller"}
		case errors.Is(err, office.ErrMalformed):
			unread = []string{officeError(err).Error()}
		case err != nil:
			return Record{}, err
		}
		r.Blocks = append(r.Blocks, blocks...)
		for _, problem := range unread {
			r.Unread = append(r.Unread, chapter.path+": "+problem)
		}
	}
	switch {
	case len(r.Blocks) == 0 && locked > 0:
		return Record{}, office.Encrypted("the chapters are locked by the seller (DRM)")
	case len(r.Blocks) == 0 && b.pictures > 0:
		return Record{}, &Error{Reason: NoText, Detail: fmt.Sprintf("%d pictures and no words", b.pictures)}
	case len(r.Blocks) == 0 && len(r.Unread) > 0:
		return Record{}, office.Malformed("no chapter could be read: %s", pagesDetail("", r.Unread))
	}
	r.Metadata = b.metadata
	r.Metadata.Language = spokenLanguage(b.metadata.Language, r.Blocks)
	return r, nil
}

// book is an EPUB book.
type book struct {
	container *office.Container
	metadata  Metadata
	chapters  []bookPart // in the order of reading
	locked    map[string]bool
	pictures  int
}

// bookPart is a part of a book as its manifest lists it.
type bookPart struct{ path, mediaType, properties string }

// open reads what the book consists of.
func (b *book) open(ctx context.Context) error {
	const pointer = "META-INF/container.xml"
	tree, err := b.container.Tree(ctx, pointer)
	if err != nil {
		return err
	}
	description := tree.Child("rootfiles").Child("rootfile").Value("full-path")
	if description == "" {
		return office.Malformed("%s does not say where the book is described", pointer)
	}
	content, err := b.container.Tree(ctx, description)
	if err != nil {
		return err
	}
	if err := b.readLocked(ctx); err != nil {
		return err
	}
	b.describe(content.Child("metadata"))
	b.order(content, path.Dir(description))
	if len(b.chapters) == 0 {
		return office.Malformed("%s lists no chapters", description)
	}
	return nil
}

// readLocked notes the parts that are encrypted. Fonts often are, which does no harm.
func (b *book) readLocked(ctx context.Context) error {
	const list = "META-INF/encryption.xml"
	b.locked = map[string]bool{}
	if !b.container.Has(list) {
		return nil
	}
	tree, err := b.container.Tree(ctx, list)
	if err != nil {
		return err
	}
	for _, n := range tree.Children {
		reference := n.Child("CipherData").Child("CipherReference").Value("URI")
		b.locked[bookPath(".", reference)] = true
	}
	return nil
}

// describe reads the metadata. The first title is that of the book, others are
// subtitles and series.
func (b *book) describe(metadata *office.Node) {
	if metadata == nil {
		return
	}
	m := &b.metadata
	for _, n := range metadata.Children {
		text := oneLine(n.Text)
		switch n.Name {
		case "title":
			m.Title = cmp.Or(m.Title, text)
		case "language":
			m.Language = cmp.Or(m.Language, text)
		case "date":
			if event := n.Value("event"); event == "" || strings.Contains(event, "publication") {
				m.Date = cmp.Or(m.Date, text)
			}
		case "identifier", "source":
			m.URL = cmp.Or(m.URL, webAddress(text))
		}
	}
}

// order reads the manifest and the order of the chapters. The table of contents
// that programs show is no chapter, and each part is read once.
func (b *book) order(content *office.Node, folder string) {
	parts := map[string]bookPart{}
	if manifest := content.Child("manifest"); manifest != nil {
		for _, item := range manifest.Children {
			parts[item.Value("id")] = bookPart{bookPath(folder, item.Value("href")), item.Value("media-type"), item.Value("properties")}
			if strings.HasPrefix(item.Value("media-type"), "image/") {
				b.pictures++
			}
		}
	}
	spine := content.Child("spine")
	if spine == nil {
		return
	}
	for _, reference := range spine.Children {
		id := reference.Value("idref")
		part, known := parts[id]
		if known && !strings.Contains(" "+part.properties+" ", " nav ") {
			b.chapters = append(b.chapters, part)
		}
		delete(parts, id)
	}
}

// bookPath returns the path in the container of a reference from a folder.
func bookPath(folder, reference string) string {
	reference, _, _ = strings.Cut(reference, "#")
	if plain, err := url.PathUnescape(reference); err == nil {
		reference = plain
	}
	return strings.TrimPrefix(path.Join("/", folder, reference), "/")
}

// emptyElement matches an element that XML may close at once and after which
// HTML would take all that follows for its content.
var emptyElement = regexp.MustCompile(`(?i)<(title|script|style|textarea|iframe|noscript|noframes|noembed|xmp|h[1-6])(\s[^<>]*)?/>`)

// read reads a chapter. The error is an *office.Error or ctx.Err().
func (b *book) read(ctx context.Context, chapter bookPart) (blocks []Block, unread []string, err error) {
	if b.locked[chapter.path] {
		return nil, nil, office.Encrypted("the part %s", chapter.path)
	}
	if !strings.Contains(chapter.mediaType, "html") && !strings.HasSuffix(chapter.mediaType, "/xml") {
		return nil, []string{"a chapter that is " + chapter.mediaType + ", not text"}, nil
	}
	data, err := b.container.Part(ctx, chapter.path)
	if err != nil || len(data) == 0 {
		return nil, nil, err
	}
	text, unread, err := decodeHTML(data)
	if err != nil {
		return nil, nil, office.Malformed("%v", err)
	}
	// A book has nothing beside its text that would have to be left out, and
	// notes stand in elements that are beside the text of web pages.
	w := newHTMLWalker(true)
	if err := w.walk(ctx, emptyElement.ReplaceAllString(text, "<$1$2></$1>")); err != nil {
		if ctx.Err() != nil {
			return nil, nil, ctx.Err()
		}
		return nil, nil, office.Malformed("%v", err)
	}
	for _, block := range w.out {
		blocks = append(blocks, block.Block)
	}
	return mergeMarkers(blocks), unread, nil
}
