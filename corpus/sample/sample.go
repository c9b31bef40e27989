// Package sample is the built-in collection: the instruments, bodies and
// topics of defence cooperation described in our own words, so that a newcomer
// has something to search before indexing files of their own.
//
// The collection is the Markdown files in docs, each with front matter, and
// they are read like anybody's Markdown files. Reading, tagging and storing
// them belong elsewhere, and so do the texts of the treaties themselves.
package sample

import (
	"embed"
	"fmt"
)

// Collection is the name under which the documents are indexed.
const Collection = "sample"

//go:embed docs/*.md
var docs embed.FS

// File is one document of the collection as a Markdown file.
type File struct {
	Name    string // without the folder: "north-atlantic-treaty.md"
	Content []byte
}

// Documents returns the files of the collection in the order of their names.
// The contents are the caller's own.
func Documents() ([]File, error) {
	entries, err := docs.ReadDir("docs")
	if err != nil {
		return nil, fmt.Errorf("listing the built-in collection: %w", err)
	}
	files := make([]File, 0, len(entries))
	for _, entry := range entries {
		content, err := docs.ReadFile("docs/" + entry.Name())
		if err != nil {
			return nil, fmt.Errorf("reading the built-in collection: %w", err)
		}
		files = append(files, File{Name: entry.Name(), Content: content})
	}
	return files, nil
}
