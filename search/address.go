package search

import "strconv"

// DocumentPath returns the path of the reading page of a document, as engines write
// it into hits and the server answers it. An id needs no escaping (corpus.ValidID).
func DocumentPath(id string) string { return "/documents/" + id }

// PassagePath returns the path and fragment of a passage on the reading page, by its
// index in the document.
func PassagePath(id string, n int) string { return DocumentPath(id) + "#" + PassageAnchor(n) }

// PassageAnchor returns the fragment that names a passage on the reading page.
func PassageAnchor(n int) string { return "p" + strconv.Itoa(n) }
