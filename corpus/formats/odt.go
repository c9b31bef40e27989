package formats

// odtFormat reads OpenDocument texts and their templates.
func odtFormat() Format {
	return Format{
		Name:       "ODT",
		Extensions: []string{".odt", ".ott", ".odm"},
		MediaTypes: []string{"application/vnd.oasis.opendocument.text"},
		Read:       readContainer,
	}
}
