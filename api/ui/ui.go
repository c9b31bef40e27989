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
	"cmp"
	"embed"
	"fmt"
	"html/template"
	"io"
	"net/url"
	"slices"
	"strings"
)

//go:embed templates/*.html assets/* phrases.tsv
var files embed.FS

// Labels gives the values of facets names for people.
type Labels interface {
	// Label returns the name of a value of the field, or "" or the value itself
	// when it has none.
	Label(field, name string) string
	// LabelIn returns the name of the value in another language, or "" where it
	// has none that is known.
	LabelIn(language, field, name string) string
}

// Options says what the pages show beside the collection.
type Options struct {
	Version string
	Labels  Labels // nil means that values are shown as they are
}

// Pages draws pages in one language. Its methods may be called from several
// goroutines.
type Pages struct {
	tongue
	options   Options
	assets    []Asset
	templates map[string]*template.Template
	spoken    map[string]*Pages // these pages in every language
	path      string            // of the page that is visited
}

// The names of the pages, as of their templates.
const (
	startTemplate    = "start"
	searchTemplate   = "search"
	documentTemplate = "document"
	filesTemplate    = "files"
	citationTemplate = "citation"
	errorTemplate    = "error"

	interfaceTemplate  = "interface"
	comparisonTemplate = "comparison"
	partnersTemplate   = "partners"
	clausesTemplate    = "clauses"
)

// New reads the templates and phrases, and returns the pages in English. An
// error means that the program is broken.
func New(options Options) (*Pages, error) {
	assets, err := loadAssets()
	if err != nil {
		return nil, err
	}
	tongues, err := readTongues()
	if err != nil {
		return nil, err
	}
	spoken := make(map[string]*Pages)
	for _, t := range tongues {
		p := &Pages{tongue: t, options: options, assets: assets, spoken: spoken}
		if err := p.parse(); err != nil {
			return nil, err
		}
		spoken[t.language] = p
	}
	return spoken[English], nil
}

// Visit is a request for a page.
type Visit struct {
	Language string // one of Languages; any other means English
	Path     string // of the page, with its query, to lead back to
}

// For returns the pages as they are for a visit.
func (p *Pages) For(v Visit) *Pages {
	spoken, ok := p.spoken[v.Language]
	if !ok {
		spoken = p.spoken[English]
	}
	visited := *spoken
	visited.path = v.Path
	return &visited
}

// parse reads the templates.
func (p *Pages) parse() error {
	p.templates = make(map[string]*template.Template)
	functions := template.FuncMap{"asset": p.assetPath, "say": p.say, "sayCode": p.sayCode, "tongue": func() string { return p.language }}
	for _, name := range []string{startTemplate, searchTemplate, documentTemplate, filesTemplate, citationTemplate, interfaceTemplate, comparisonTemplate, partnersTemplate, clausesTemplate, errorTemplate} {
		t, err := template.New("layout.html").Funcs(functions).
			ParseFS(files, "templates/layout.html", "templates/parts.html", "templates/account.html", "templates/timeline.html", "templates/"+name+".html")
		if err != nil {
			return fmt.Errorf("reading the template of the %s page: %w", name, err)
		}
		p.templates[name] = t
	}
	return nil
}

// frame is what the layout shows around every page.
type frame struct {
	Title   string // of the window
	Version string
	Query   string
	Start   bool // the page without a search: the search box has the focus at first
	Hidden  []hidden
	Help    []helpPart
	Others  []languageView
	Feed    *link // of the search that is shown
}

// languageView leads to the same page in another language.
type languageView struct{ Language, Name, Path string }

// hidden is a parameter that the search form carries along unseen.
type hidden struct{ Name, Value string }

func (p *Pages) frame(title, query string) frame {
	return frame{Title: windowTitle(title), Version: p.options.Version, Query: query, Help: p.newHelp(), Others: p.otherLanguages()}
}

// windowTitle returns the title of the window for a page, "" for the start page.
func windowTitle(page string) string {
	if page == "" {
		return "Entente"
	}
	return page + " – Entente"
}

func (p *Pages) otherLanguages() []languageView {
	var out []languageView
	for _, language := range Languages() {
		if language != p.language {
			back := url.Values{"back": {cmp.Or(p.path, "/")}}
			out = append(out, languageView{language, languageName(language), "/language/" + language + "?" + back.Encode()})
		}
	}
	return out
}

// languageName returns what a language of the pages calls itself.
func languageName(language string) string {
	if language == French {
		return "Français"
	}
	return "English"
}

func (p *Pages) draw(w io.Writer, page string, view any) error {
	if err := p.templates[page].Execute(w, view); err != nil {
		return fmt.Errorf("drawing the %s page: %w", page, err)
	}
	return nil
}

// label returns the name of a facet value for people.
func (p *Pages) label(field, value string) string { return p.labelled(field, value, "") }

// labelled returns the name of a facet value for people, whose English name is
// known where it is given.
func (p *Pages) labelled(field, value, english string) string {
	if p.options.Labels == nil {
		return cmp.Or(english, value)
	}
	if p.language != English {
		if label := p.options.Labels.LabelIn(p.language, field, value); label != "" {
			return label
		}
	}
	return p.say(cmp.Or(english, p.options.Labels.Label(field, value), value))
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
