package formats

import (
	"encoding/json"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"entente/corpus"
)

// Keys by which catalogues and treaty collections name what Metadata holds, in
// order of preference. An "id" of such an object is not taken for the id of
// the document: nothing says that it is unique beyond its own file.
var (
	catalogueTitles  = []string{"title", "title_en", "treaty_en", "name", "treaty_title", "treaty"}
	catalogueParties = []string{"parties", "party", "country_name", "countries", "signatories"}
	catalogueURLs    = []string{"url", "source_url", "document_url"}
)

// maxLine is the length in characters up to which a value stands on a line
// with its key.
const maxLine = 300

// flattened writes an object as readable text: a short value as a paragraph
// "key: value", a long one under its key as heading, a list of articles as
// "Article N" with its texts in every language present. Title, date, language,
// parties and address are recognised by the usual keys of catalogues (those of
// MetadataFrom; treaty_en, name, country_name, document_url; parties may stand
// in one string with ";" between).
func flattened(object jsonObject) Record {
	f := flattener{}
	f.object(object, 2)
	return Record{Metadata: catalogueMetadata(object), Blocks: f.blocks}
}

func catalogueMetadata(object jsonObject) Metadata {
	values := map[string]any{}
	for _, m := range object {
		key := metadataKey(m.Key)
		_, isString := m.Value.(string)
		_, notStrings := stringList(m.Value)
		switch {
		case key == "id", isCatalogueType(key) && !isKnownType(m.Value):
		case isString, slices.Contains(organizationKeys, key) && notStrings == nil, slices.Contains(topicKeys, key) && notStrings == nil:
			values[key] = m.Value
		}
	}
	metadata, _ := MetadataFrom(values) // only strings and lists of strings are left: no error
	metadata.Title = firstString(object, catalogueTitles)
	metadata.URL = strings.ReplaceAll(firstString(object, catalogueURLs), `\`, "/")
	metadata.Parties = catalogueNames(object, catalogueParties)
	return metadata
}

func isCatalogueType(key string) bool { return key == "type" }

func isKnownType(value any) bool {
	s, _ := value.(string)
	return slices.Contains(corpus.Types(), strings.ToLower(s))
}

func firstString(object jsonObject, keys []string) string {
	for _, key := range keys {
		if value, ok := object.get(key); ok {
			if s, ok := value.(string); ok && strings.TrimSpace(s) != "" {
				return oneLine(s)
			}
		}
	}
	return ""
}

// catalogueNames returns the names under the first key that has any.
func catalogueNames(object jsonObject, keys []string) []string {
	for _, key := range keys {
		value, _ := object.get(key)
		list, err := stringList(value)
		if err != nil {
			continue
		}
		var names []string
		for _, item := range list {
			for name := range strings.SplitSeq(item, ";") {
				if name = oneLine(name); name != "" && !slices.Contains(names, name) {
					names = append(names, name)
				}
			}
		}
		if len(names) > 0 {
			return names
		}
	}
	return nil
}

type flattener struct {
	blocks []Block
	last   string // the heading written last, so that its translation does not repeat it
}

func (f *flattener) object(object jsonObject, level int) {
	for _, m := range object {
		if articles, ok := articleList(m.Value); ok {
			f.articles(articles, level)
			continue
		}
		f.member(m.Key, m.Value, level)
	}
}

func (f *flattener) member(key string, value any, level int) {
	switch v := value.(type) {
	case nil:
	case jsonObject:
		f.heading(level, readableKey(key))
		f.object(v, level+1)
	case []any:
		f.array(key, v, level)
	default:
		f.scalar(key, scalarText(v), level)
	}
}

func (f *flattener) array(key string, array []any, level int) {
	var texts []string
	for _, item := range array {
		switch item.(type) {
		case jsonObject, []any:
			f.items(key, array, level)
			return
		}
		if text := oneLine(scalarText(item)); text != "" {
			texts = append(texts, text)
		}
	}
	f.scalar(key, strings.Join(texts, "; "), level)
}

func (f *flattener) items(key string, array []any, level int) {
	for i, item := range array {
		f.member(fmt.Sprintf("%s %d", key, i+1), item, level)
	}
}

func (f *flattener) scalar(key, text string, level int) {
	blocks := paragraphs(normalizeLines(text), 0)
	switch {
	case len(blocks) == 0:
	case len(blocks) == 1 && !isLongText(key, blocks[0].Text):
		f.blocks = append(f.blocks, Block{Text: cleanText(readableKey(key) + ": " + blocks[0].Text)})
	default:
		f.heading(level, readableKey(languageSuffix.ReplaceAllString(key, "")))
		f.blocks = append(f.blocks, blocks...)
	}
}

// isLongText reports whether a value deserves its key as heading. A preamble
// always does.
func isLongText(key, text string) bool {
	return utf8.RuneCountInString(text) > maxLine || strings.HasPrefix(strings.ToLower(key), "preamble")
}

func (f *flattener) heading(level int, text string) {
	text = oneLine(text)
	if text == "" || text == f.last {
		return
	}
	f.last = text
	if utf8.RuneCountInString(text) > maxHeading {
		level = 0
	}
	f.blocks = append(f.blocks, Block{Level: min(level, 6), Text: text})
}

// articleList returns a list of objects that each have the number of an article.
func articleList(value any) ([]jsonObject, bool) {
	array, _ := value.([]any)
	var articles []jsonObject
	for _, item := range array {
		object, ok := item.(jsonObject)
		if !ok || articleNumber(object) == "" {
			return nil, false
		}
		articles = append(articles, object)
	}
	return articles, len(articles) > 0
}

var articleNumberKeys = []string{"article", "article_number", "article_no"}

func articleNumber(object jsonObject) string {
	for _, key := range articleNumberKeys {
		value, _ := object.get(key)
		if text := oneLine(scalarText(value)); text != "" && utf8.RuneCountInString(text) <= 12 {
			return text
		}
	}
	return ""
}

func (f *flattener) articles(articles []jsonObject, level int) {
	for _, a := range articles {
		f.last = ""
		f.heading(level, articleHeading(a))
		for _, m := range a {
			f.articleMember(m, level)
		}
	}
}

func articleHeading(article jsonObject) string {
	title := firstString(article, []string{"title", "title_en", "heading", "heading_en"})
	if title == "" {
		return "Article " + articleNumber(article)
	}
	return "Article " + articleNumber(article) + ": " + title
}

func (f *flattener) articleMember(m jsonMember, level int) {
	key := strings.ToLower(languageSuffix.ReplaceAllString(m.Key, ""))
	text, isString := m.Value.(string)
	switch {
	case slices.Contains(articleNumberKeys, key):
	case (key == "title" || key == "heading") && strings.HasSuffix(f.last, ": "+oneLine(text)):
	case isString && (key == "title" || key == "heading" || key == "content" || key == "text"):
		f.blocks = append(f.blocks, paragraphs(normalizeLines(text), 0)...)
	default:
		f.member(m.Key, m.Value, level+1)
	}
}

// languageSuffix matches the language at the end of a key: "content_en".
var languageSuffix = regexp.MustCompile(`_[a-z]{2}$`)

// readableKey turns "signed_event_date" into "signed event date".
func readableKey(key string) string {
	return strings.TrimSpace(strings.NewReplacer("_", " ", "-", " ").Replace(key))
}

func scalarText(value any) string {
	switch v := value.(type) {
	case string:
		return v
	case json.Number:
		return v.String()
	case bool:
		if v {
			return "yes"
		}
		return "no"
	}
	return ""
}
