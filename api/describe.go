package api

import (
	"bytes"
	"fmt"
	"net/http"
	"slices"
	"strconv"
	"strings"

	"github.com/labstack/echo/v4"
	"go.yaml.in/yaml/v3"

	"entente/api/ui"
)

// ordered is a mapping of YAML in the order in which it is written.
type ordered[T any] []struct {
	Name  string
	Value T
}

// UnmarshalYAML reads a mapping, also one that stands elsewhere.
func (o *ordered[T]) UnmarshalYAML(node *yaml.Node) error {
	if node.Kind == yaml.AliasNode {
		node = node.Alias
	}
	if node.Kind != yaml.MappingNode {
		return fmt.Errorf("line %d: it is no mapping", node.Line)
	}
	for i := 0; i+1 < len(node.Content); i += 2 {
		entry := struct {
			Name  string
			Value T
		}{Name: node.Content[i].Value}
		if err := node.Content[i+1].Decode(&entry.Value); err != nil {
			return fmt.Errorf("%s: %w", entry.Name, err)
		}
		*o = append(*o, entry)
	}
	return nil
}

// described is what of openapi.yaml the page of the interface shows.
type described struct {
	Info struct{ Title, Version, Summary, Description string }
	Tags []struct{ Name, Description string }
	// The value of a path is its operations, beside parameters of all of them.
	Paths      ordered[ordered[yaml.Node]]
	Components struct {
		Parameters map[string]parameterShape
		Responses  map[string]responseShape
		Schemas    ordered[schemaShape]
	}
}

type operationShape struct {
	ID                   string `yaml:"operationId"`
	Summary, Description string
	Tags                 []string
	Parameters           []parameterShape
	RequestBody          *struct {
		Description string
		Content     ordered[struct{ Schema schemaShape }]
	} `yaml:"requestBody"`
	Responses ordered[responseShape]
}

type parameterShape struct {
	Ref         string `yaml:"$ref"`
	Name, In    string
	Required    bool
	Description string
	Schema      schemaShape
	Example     yaml.Node
}

type responseShape struct {
	Ref         string `yaml:"$ref"`
	Description string
	Content     ordered[struct{ Schema schemaShape }]
}

type schemaShape struct {
	Ref                 string `yaml:"$ref"`
	Type                yaml.Node
	Description, Format string
	Enum                []string
	Const, Default      yaml.Node
	Minimum, Maximum    *float64
	MaxLength           *int `yaml:"maxLength"`
	Items               *schemaShape
	AnyOf               []schemaShape `yaml:"anyOf"`
	Required            []string
	Properties          ordered[schemaShape]
}

// readInterface reads what the page of the interface shows of openapi.yaml.
func readInterface(source []byte) (ui.Interface, error) {
	var d described
	if err := yaml.Unmarshal(source, &d); err != nil {
		return ui.Interface{}, fmt.Errorf("reading openapi.yaml: %w", err)
	}
	page := ui.Interface{Summary: d.Info.Summary, Description: d.Info.Description}
	for _, tag := range d.Tags {
		group := ui.InterfaceGroup{Name: tag.Name, Description: tag.Description}
		for _, path := range d.Paths {
			operations, err := d.operations(path.Name, path.Value, tag.Name)
			if err != nil {
				return page, fmt.Errorf("reading %s of openapi.yaml: %w", path.Name, err)
			}
			group.Operations = append(group.Operations, operations...)
		}
		page.Groups = append(page.Groups, group)
	}
	for _, s := range d.Components.Schemas {
		page.Schemas = append(page.Schemas, s.Value.shown(s.Name))
	}
	return page, nil
}

// operations returns those operations of a path that have the tag.
func (d *described) operations(path string, items ordered[yaml.Node], tag string) ([]ui.InterfaceOperation, error) {
	var shared []parameterShape
	var list []ui.InterfaceOperation
	for _, item := range items {
		if item.Name == "parameters" {
			if err := item.Value.Decode(&shared); err != nil {
				return nil, err
			}
			continue
		}
		var o operationShape
		if err := item.Value.Decode(&o); err != nil {
			return nil, err
		}
		if len(o.Tags) == 0 || o.Tags[0] != tag {
			continue
		}
		list = append(list, d.operation(strings.ToUpper(item.Name), path, o, shared))
	}
	return list, nil
}

func (d *described) operation(method, path string, o operationShape, shared []parameterShape) ui.InterfaceOperation {
	shown := ui.InterfaceOperation{ID: o.ID, Method: method, Path: path, Summary: o.Summary, Description: o.Description}
	for _, p := range append(shared[:len(shared):len(shared)], o.Parameters...) {
		if p.Ref != "" {
			p = d.Components.Parameters[lastOf(p.Ref)]
		}
		shown.Parameters = append(shown.Parameters, ui.InterfaceParameter{
			Name: p.Name, In: p.In, Required: p.Required, Type: p.Schema.kind(), Description: p.Description, Example: p.Example.Value,
		})
	}
	if o.RequestBody != nil {
		shown.Body = o.RequestBody.Description
		for _, c := range o.RequestBody.Content {
			shown.BodyTypes = append(shown.BodyTypes, ui.InterfaceContent{MediaType: c.Name, Schema: c.Value.Schema.kind()})
		}
	}
	for _, r := range o.Responses {
		response := r.Value
		if response.Ref != "" {
			response = d.Components.Responses[lastOf(response.Ref)]
		}
		answer := ui.InterfaceAnswer{Status: r.Name, Description: response.Description}
		for _, c := range response.Content {
			answer.Types = append(answer.Types, ui.InterfaceContent{MediaType: c.Name, Schema: c.Value.Schema.kind()})
		}
		shown.Answers = append(shown.Answers, answer)
	}
	return shown
}

// shown returns the schema as the page has it.
func (s schemaShape) shown(name string) ui.InterfaceSchema {
	view := ui.InterfaceSchema{Name: name, Type: s.kind().Text, Description: s.Description}
	for _, p := range s.Properties {
		view.Members = append(view.Members, ui.InterfaceParameter{
			Name: p.Name, Required: slices.Contains(s.Required, p.Name), Type: p.Value.kind(), Description: p.Value.Description,
		})
	}
	return view
}

// kind says in a few words which values the schema allows.
func (s schemaShape) kind() ui.InterfaceType {
	switch {
	case s.Ref != "":
		return ui.InterfaceType{Text: lastOf(s.Ref), Schema: lastOf(s.Ref)}
	case s.Items != nil:
		item := s.Items.kind()
		return ui.InterfaceType{Text: "list of " + item.Text, Schema: item.Schema}
	case len(s.AnyOf) > 0:
		var list []string
		for _, one := range s.AnyOf {
			list = append(list, one.kind().Text)
		}
		return ui.InterfaceType{Text: strings.Join(list, " or ")}
	case len(s.Enum) > 0:
		return ui.InterfaceType{Text: strings.Join(s.Enum, ", ") + s.ifNone()}
	case s.Const.Value != "":
		return ui.InterfaceType{Text: s.Const.Value}
	}
	text := s.Type.Value
	for i, one := range s.Type.Content {
		if i > 0 {
			text += " or "
		}
		text += one.Value
	}
	if s.Format != "" {
		text += " (" + s.Format + ")"
	}
	return ui.InterfaceType{Text: text + s.limits() + s.ifNone()}
}

func (s schemaShape) limits() string {
	text := ""
	if s.Minimum != nil {
		text += " from " + strconv.FormatFloat(*s.Minimum, 'f', -1, 64)
	}
	if s.Maximum != nil {
		text += " up to " + strconv.FormatFloat(*s.Maximum, 'f', -1, 64)
	}
	if s.MaxLength != nil {
		text += ", at most " + strconv.Itoa(*s.MaxLength) + " characters"
	}
	return text
}

func (s schemaShape) ifNone() string {
	if s.Default.Value == "" {
		return ""
	}
	return "; " + s.Default.Value + " if none is given"
}

// lastOf returns the name that a reference ends with.
func lastOf(reference string) string { return reference[strings.LastIndex(reference, "/")+1:] }

// interfacePage answers GET /docs/api.
func (s *Server) interfacePage(c echo.Context) error {
	if err := refuseParameters(c); err != nil {
		return err
	}
	return writePage(c, http.StatusOK, func(w *bytes.Buffer) error { return s.pagesFor(c).Interface(w, s.described) })
}
