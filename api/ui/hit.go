package ui

import (
	"cmp"
	"strings"

	"entente/search"
)

// evidenceShown is how many of the words that led to a tag a hit shows.
const evidenceShown = 3

type hitView struct {
	Title         paragraph
	Path          string
	Language      string
	Type, Date    string
	Signed        string // unless it is the Date
	InForce       string
	Organizations []tagView
	Passages      []snippetView
	More          *link
	Compare       link // leads to the choice of a document to compare it with
	Unread        string
	Places        string // how many files have the text, where several do
	Why           *whyView
}

type tagView struct {
	Label    string
	Path     string
	Detected bool
	Evidence string
	Compare  string // leads to a comparison with the document it names
	Where    string // path of that document's file
}

type snippetView struct {
	Citation, Path string
	Language       string // of the passage
	InLanguage     string // for people, where the document is in several
	Text           paragraph
}

func (p *Pages) hit(r search.Request, h search.Hit) hitView {
	view := hitView{
		Title: titleOf(h), Path: HitPath(r, &h), Language: languageTag(h.Language),
		Type: named("type", p.label("type", h.Type)), Date: h.Date.String(),
		InForce: h.InForce.String(), Why: p.whyOf(h),
		Compare: link{Text: p.say("Compare %s", cmp.Or(h.Title, h.ID)), Path: partnersPath(h.ID)},
	}
	if h.Signed != h.Date {
		view.Signed = h.Signed.String()
	}
	for _, name := range h.Organizations {
		view.Organizations = append(view.Organizations, p.hitTag("org", name, h.Detected))
	}
	for _, s := range h.Passages {
		view.Passages = append(view.Passages, snippetView{
			Citation: cmp.Or(s.Label, p.unnamed(s.Passage)), Path: documentPath(h.ID, r, s.Passage), Text: segments(s.Text, s.Marks),
			Language: languageTag(cmp.Or(s.Language, h.Language)), InLanguage: p.inLanguage(s.Language),
		})
	}
	view.Unread = p.unreadParts(h.Unread, h.UnreadParts)
	if n := len(h.Source.Places); n > 1 {
		view.Places = p.count(n, "file", "files")
	}
	view.More = p.moreMatches(h, view.Path)
	return view
}

// titleOf returns the title with what matched in it; the id of a document without
// a title.
func titleOf(h search.Hit) paragraph {
	if title := fromMarkedHTML(h.TitleHTML); len(title) > 0 {
		return title
	}
	return segments(cmp.Or(h.Title, h.ID), nil)
}

// moreMatches leads to the passages that match and are not shown; nil for none.
func (t tongue) moreMatches(h search.Hit, path string) *link {
	rest := h.MatchedPassages - len(h.Passages)
	if rest <= 0 {
		return nil
	}
	return &link{Text: t.count(rest, "more passage matches", "more passages match"), Path: path}
}

func (p *Pages) hitTag(field, name string, detected []search.DetectedTag) tagView {
	tag := tagView{Label: p.label(field, name)}
	for _, d := range detected {
		if d.Field == field && d.Value == name {
			tag.Detected, tag.Evidence = true, p.evidence(d.Evidence)
		}
	}
	return tag
}

func (t tongue) evidence(words []string) string {
	if len(words) <= evidenceShown {
		return t.quoted(words)
	}
	return t.quoted(words[:evidenceShown]) + " " + t.say("and %s more", t.number(len(words)-evidenceShown))
}

// unreadParts lists parts that could not be read, those of all that are given.
func (t tongue) unreadParts(parts []string, all int) string {
	list := strings.Join(parts, "; ")
	if rest := all - len(parts); rest > 0 && len(parts) > 0 {
		list += "; " + t.say("and %s more", t.number(rest))
	}
	return list
}

func (h hitView) detected() bool {
	for _, t := range h.Organizations {
		if t.Detected {
			return true
		}
	}
	return false
}
