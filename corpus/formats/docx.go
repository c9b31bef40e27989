package formats

// docxFormat reads Word documents since 2007, with or without macros, and their
// templates.
func docxFormat() Format {
	return Format{
		Name:       "DOCX",
		Extensions: []string{".docx", ".docm", ".dotx", ".dotm"},
		MediaTypes: []string{"application/vnd.openxmlformats-officedocument.wordprocessingml.document"},
		Read:       readContainer,
	}
}
