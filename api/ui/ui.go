// Package ui draws the pages: the search page and the reading page, complete in
// HTML without scripts, and the style sheet and script beside them. It is given
// requests, results and documents, and makes what the templates show out of
// them. It knows neither engines nor HTTP: which page is shown when, and with
// which status, is decided in api.
//
// Nothing that comes from a document or an engine is taken for HTML: the
// templates escape it, and titles that arrive as HTML are read and written anew.
package ui

import (
	"embed"
	"fmt"
	"html/template"
	"io"
	"slices"
	"strings"
)

//go:embed templates/*.html assets/*
var files embed.FS

// Labels gives the values of facets names for people.
type Labels interface {
	// Label returns the name of a value of the field, or "" or the value itself
	// when it has none.
	Label(field, name string) string
}

// Options says what the pages show beside the collection.
type Options struct {
	Version string
	Labels  Labels // nil means that values are shown as they are
}

// Pages draws pages. Its methods may be called from several goroutines.
type Pages struct {
	options   Options
	assets    []Asset
	templates map[string]*template.Template
}

// The names of the pages, as of their templates.
const (
	startTemplate    = "start"
	searchTemplate   = "search"
	documentTemplate = "document"
	filesTemplate    = "files"
	errorTemplate    = "error"
)

// New reads the templates. An error means that the program is broken.
func New(options Options) (*Pages, error) {
	p := &Pages{options: options, templates: make(map[string]*template.Template)}
	var err error
	if p.assets, err = loadAssets(); err != nil {
		return nil, err
	}
	functions := template.FuncMap{"asset": p.assetPath}
	for _, name := range []string{startTemplate, searchTemplate, documentTemplate, filesTemplate, errorTemplate} {
		t, err := template.New("layout.html").Funcs(functions).
			ParseFS(files, "templates/layout.html", "templates/parts.html", "templates/account.html", "templates/"+name+".html")
		if err != nil {
			return nil, fmt.Errorf("reading the template of the %s page: %w", name, err)
		}
		p.templates[name] = t
	}
	return p, nil
}

// frame is what the layout shows around every page.
type frame struct {
	Title   string // of the window
	Version string
	Query   string
	Focus   bool // the search box has the focus at first
	Hidden  []hidden
	Help    []helpPart
}

// hidden is a parameter that the search form carries along unseen.
type hidden struct{ Name, Value string }

func (p *Pages) frame(title, query string) frame {
	return frame{Title: title, Version: p.options.Version, Query: query, Help: newHelp()}
}

func (p *Pages) draw(w io.Writer, page string, view any) error {
	if err := p.templates[page].Execute(w, view); err != nil {
		return fmt.Errorf("drawing the %s page: %w", page, err)
	}
	return nil
}

// label returns the name of a facet value for people.
func (p *Pages) label(field, value string) string {
	if p.options.Labels != nil {
		if label := p.options.Labels.Label(field, value); label != "" {
			return label
		}
	}
	return value
}

// Asset is a file that the pages load. Its path holds a hash of its content, so
// that it never changes under one path.
type Asset struct {
	Path        string // from the root: /assets/style-0123456789abcdef.css
	ContentType string
	Body        []byte
}

// Asset returns the asset at a path.
func (p *Pages) Asset(path string) (Asset, bool) {
	i := slices.IndexFunc(p.assets, func(a Asset) bool { return a.Path == path })
	if i < 0 {
		return Asset{}, false
	}
	return p.assets[i], true
}

// Icon returns the icon of the pages.
func (p *Pages) Icon() Asset {
	icon, _ := p.Asset(p.assetPath("icon.svg"))
	return icon
}

// assetPath returns the path of the asset with that name in the folder assets.
func (p *Pages) assetPath(name string) string {
	stem, extension, _ := strings.Cut(name, ".")
	for _, a := range p.assets {
		if strings.HasPrefix(a.Path, assetFolder+stem+"-") && strings.HasSuffix(a.Path, "."+extension) {
			return a.Path
		}
	}
	return ""
}
