package ui

import "io"

// Interface is the description of the interface for programs.
type Interface struct {
	Summary, Description string
	Groups               []InterfaceGroup
	Schemas              []InterfaceSchema
}

// InterfaceGroup is operations that belong together.
type InterfaceGroup struct {
	Name, Description string
	Operations        []InterfaceOperation
}

// InterfaceOperation is what can be asked at an address by a method.
type InterfaceOperation struct {
	ID, Method, Path, Summary, Description string
	Parameters                             []InterfaceParameter
	Body                                   string
	BodyTypes                              []InterfaceContent
	Answers                                []InterfaceAnswer
}

// InterfaceParameter is a parameter, or a member of an object.
type InterfaceParameter struct {
	Name, In             string
	Required             bool
	Type                 InterfaceType
	Description, Example string
}

// InterfaceType says in words which values there may be; Schema names the schema
// that says more, if one does.
type InterfaceType struct{ Text, Schema string }

// InterfaceAnswer is an answer by its status.
type InterfaceAnswer struct {
	Status, Description string
	Types               []InterfaceContent
}

// InterfaceContent is a form that a body can have.
type InterfaceContent struct {
	MediaType string
	Schema    InterfaceType
}

// InterfaceSchema is an object that stands in bodies.
type InterfaceSchema struct {
	Name, Type, Description string
	Members                 []InterfaceParameter
}

type interfaceView struct {
	frame
	Interface
}

// Interface draws the page that describes the interface for programs.
func (p *Pages) Interface(w io.Writer, described Interface) error {
	return p.draw(w, interfaceTemplate, interfaceView{p.frame(p.say("Interface for programs"), ""), described})
}
