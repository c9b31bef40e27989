package api_test

import (
	"maps"
	"slices"
	"strings"
	"testing"

	"golang.org/x/net/html"
)

// The page has every operation with every parameter and status, and every schema,
// and leads nowhere that is not on it.
func TestInterfacePageIsComplete(t *testing.T) {
	handler := newTestServer(t, newTestEngine(t)).Public()
	root, err := html.Parse(get(t, handler, "/docs/api").Body)
	if err != nil {
		t.Fatal(err)
	}
	sections := map[string]string{} // texts by the id of their heading
	ids := map[string]bool{}
	for _, s := range all(root, "section", "") {
		sections[attribute(s, "aria-labelledby")] = text(s)
	}
	for n := range root.Descendants() {
		if id := attribute(n, "id"); id != "" {
			if ids[id] {
				t.Errorf("two elements have the id %s", id)
			}
			ids[id] = true
		}
	}
	document := description(t, handler)
	for path, item := range document.Paths.Map() {
		for method, operation := range item.Operations() {
			section := sections["operation-"+operation.OperationID]
			wanted := append(slices.Collect(maps.Keys(operation.Responses.Map())), operation.Summary)
			for _, p := range append(item.Parameters, operation.Parameters...) {
				wanted = append(wanted, p.Value.Name+" ")
			}
			for _, w := range wanted {
				if !strings.Contains(section, w) {
					t.Errorf("%s %s: no %q in %q", method, path, w, section)
				}
			}
		}
	}
	for name, schema := range document.Components.Schemas {
		section := sections["schema-"+name]
		for member := range schema.Value.Properties {
			if !strings.Contains(section, member) {
				t.Errorf("schema %s has no %s in %q", name, member, section)
			}
		}
		if section == "" {
			t.Errorf("no schema %s", name)
		}
	}
	for _, a := range all(root, "a", "") {
		if path, found := strings.CutPrefix(attribute(a, "href"), "#"); found && !ids[path] {
			t.Errorf("it leads to %s, which is not there", path)
		}
	}
	if scripts := all(root, "script", ""); len(scripts) != 1 || !strings.HasPrefix(attribute(scripts[0], "src"), "/assets/") {
		t.Errorf("%d scripts", len(scripts))
	}
}
