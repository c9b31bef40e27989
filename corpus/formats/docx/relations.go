package docx

import (
	"path"
	"strings"

	"entente/corpus/formats/office"
)

// relations are the parts that a part points to.
type relations struct {
	byType map[string]string // target by the last word of the type: "styles"
	byID   map[string]string
}

func (r relations) target(kind string) string { return r.byType[kind] }

// relations reads to which parts the part points; "" stands for the container.
func (r *reader) relations(part string) relations {
	folder, name := path.Split(part)
	found := relations{byType: map[string]string{}, byID: map[string]string{}}
	tree := r.optional(folder+"_rels/"+name+".rels", "the list of parts")
	if tree == nil {
		return found
	}
	for _, relation := range tree.Children {
		target := relation.Value("Target")
		if relation.Value("TargetMode") == "External" || target == "" {
			continue
		}
		if !strings.HasPrefix(target, "/") {
			target = path.Join("/", folder, target)
		}
		target = strings.TrimPrefix(path.Clean(target), "/")
		kind := path.Base(relation.Value("Type"))
		if found.byType[kind] == "" {
			found.byType[kind] = target
		}
		found.byID[relation.Value("Id")] = target
	}
	return found
}

// mainPart returns the name of the part that holds the text.
func (r *reader) mainPart() string {
	if target := r.relations("").target("officeDocument"); target != "" {
		return target
	}
	return "word/document.xml"
}

// readProperties reads what the file declares about itself. The names of its
// author and company are those of the program's user, its dates those of the
// file's making: none of them is the document's own.
func (r *reader) readProperties(d *office.Document) {
	parts := r.relations("")
	core := r.optional(parts.target("core-properties"), "the properties")
	for _, property := range children(core) {
		switch property.Name {
		case "title":
			d.Title = property.Text
		case "language":
			if property.Text != "" {
				d.Language = property.Text
			}
		}
	}
	custom := r.optional(parts.target("custom-properties"), "the custom properties")
	d.Properties = map[string]any{}
	for _, property := range children(custom) {
		name := property.Value("name")
		if len(property.Children) == 1 && name != "" {
			d.Properties[name] = property.Children[0].Text
		}
	}
}

func children(n *office.Node) []*office.Node {
	if n == nil {
		return nil
	}
	return n.Children
}
