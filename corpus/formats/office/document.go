package office

// Document is the text and the properties of a word processor file.
type Document struct {
	Title    string // as declared in its properties
	Language string // of the properties, else of its default style
	// Properties are those that a person named, by name; of a container, as strings.
	Properties map[string]any
	Blocks     []Block
	Pictures   int      // pictures in the text, which are not read
	Unread     []string // what else of it could not be read, for people
}
