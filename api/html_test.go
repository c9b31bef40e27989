package api_test

import (
	"net/http"
	"slices"
	"strings"
	"testing"

	"golang.org/x/net/html"
)

// page asks for a page and reads its HTML.
func page(t testing.TB, target string) *html.Node {
	t.Helper()
	return pageOf(t, newTestServer(t, newTestEngine(t)).Public(), target)
}

func pageOf(t testing.TB, handler http.Handler, target string) *html.Node {
	t.Helper()
	root, err := html.Parse(get(t, handler, target).Body)
	if err != nil {
		t.Fatal(err)
	}
	return root
}

func attribute(n *html.Node, name string) string {
	for _, a := range n.Attr {
		if a.Key == name {
			return a.Val
		}
	}
	return ""
}

// all returns the elements with the name and, unless it is empty, the class.
func all(root *html.Node, name, class string) []*html.Node {
	var out []*html.Node
	for n := range root.Descendants() {
		if n.Type == html.ElementNode && n.Data == name && (class == "" || slices.Contains(strings.Fields(attribute(n, "class")), class)) {
			out = append(out, n)
		}
	}
	return out
}

// text returns what is read in n, with a blank where a block begins.
func text(n *html.Node) string {
	blocks := []string{"p", "li", "td", "th", "h1", "h2", "h3", "legend", "option", "section", "caption"}
	var out strings.Builder
	for d := range n.Descendants() {
		switch {
		case d.Type == html.TextNode:
			out.WriteString(d.Data)
		case slices.Contains(blocks, d.Data):
			out.WriteByte(' ')
		}
	}
	return strings.Join(strings.Fields(out.String()), " ")
}

func texts(nodes []*html.Node) []string {
	var out []string
	for _, n := range nodes {
		out = append(out, text(n))
	}
	return out
}

func first(t testing.TB, root *html.Node, name, class string) *html.Node {
	t.Helper()
	found := all(root, name, class)
	if len(found) == 0 {
		t.Fatalf("no %s.%s in %.2000s", name, class, text(root))
	}
	return found[0]
}

func contains(t testing.TB, got, want string) {
	t.Helper()
	if !strings.Contains(got, want) {
		t.Errorf("%q is not in %.1500q", want, got)
	}
}
