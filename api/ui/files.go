package ui

import (
	"io"
	"strings"
	"time"

	"entente/api/wire"
)

type filesView struct {
	frame
	Sentence string
	Groups   []fileGroup
	Under    string
	Unread   bool
	Carried  []hidden // parameters that the form of the folder carries along
	Clear    string
	Files    []fileView
	Pages    *pagesView
	Beyond   *link // where the list ends, for a page after that
}

// fileGroup is what the list can be narrowed by.
type fileGroup struct {
	Label  string
	Values []fileValue
}

// fileValue leads to the files with a value, or, where it is chosen, to those
// with any.
type fileValue struct {
	Text, Count, Path string
	Selected          bool
}

type fileView struct {
	Path, Folder     string // the folder ends in a slash
	Name             string
	State, Format    string
	Documents, Bytes string
	Read             time.Time
	Reason, Advice   string
	Unread           string
	How              string // it was read: by what, in what time
	Pages            string
	Quality          *qualityView
}

// Files draws the list of the files that the indexer saw.
func (p *Pages) Files(w io.Writer, r wire.FilesRequest, list *wire.FileList) error {
	view := filesView{
		frame: p.frame(p.say("Files"), ""), Sentence: p.filesSentence(r, list), Groups: p.fileGroups(r, list),
		Under: r.Under, Unread: r.Unread, Pages: p.filePages(r, list),
	}
	rest := r
	rest.Under, rest.Unread, rest.Page = "", false, 0
	view.Carried = hiddenOf(wire.FilesValues(rest))
	if all := filesPath(wire.FilesRequest{PerPage: r.PerPage}); all != filesPath(onFilePage(r, 0)) {
		view.Clear = all
	}
	for _, f := range list.Files {
		view.Files = append(view.Files, p.fileOf(f))
	}
	if len(list.Files) == 0 && list.Total > 0 {
		last := lastFilePage(list)
		view.Beyond = &link{Text: p.say("page %s", p.number(last)), Path: filesPath(onFilePage(r, last))}
	}
	return p.draw(w, filesTemplate, view)
}

// filesSentence says how many files are listed, as what.
func (t tongue) filesSentence(r wire.FilesRequest, list *wire.FileList) string {
	if list.Total == 0 {
		return t.say("No file")
	}
	sentence := t.count(list.Total, "file", "files")
	switch r.State {
	case failedState:
		sentence = t.count(list.Total, "file could not be read", "files could not be read")
	case "":
	default:
		sentence += t.say(", state: %s", t.say(r.State))
	}
	if r.Unread {
		sentence += t.say(", something left out")
	}
	return sentence
}

// failedState is the state of a file that could not be read.
const failedState = "failed"

func (t tongue) fileGroups(r wire.FilesRequest, list *wire.FileList) []fileGroup {
	var groups []fileGroup
	for _, g := range []struct {
		label  string
		counts []wire.FileCount
		choose func(r *wire.FilesRequest, value string)
	}{
		{t.say("State"), list.States, func(r *wire.FilesRequest, v string) { r.State = v }},
		{t.say("Reason"), list.Reasons, func(r *wire.FilesRequest, v string) { r.Reason = v }},
		{t.say("Format"), list.Formats, func(r *wire.FilesRequest, v string) { r.Format = v }},
	} {
		group := fileGroup{Label: g.label}
		for _, c := range g.counts {
			other := onFilePage(r, 0)
			g.choose(&other, c.Value)
			if c.Selected {
				g.choose(&other, "")
			}
			group.Values = append(group.Values, fileValue{t.say(c.Value), t.number(c.Count), filesPath(other), c.Selected})
		}
		if len(group.Values) > 0 {
			groups = append(groups, group)
		}
	}
	return groups
}

func (t tongue) fileOf(f wire.File) fileView {
	view := fileView{
		Path: f.Path, State: t.say(f.State), Format: f.Format, Read: f.Read.UTC(), Reason: f.Reason, Advice: sentenceOf(capital(f.Advice)),
		Unread: t.unreadParts(f.Unread[:min(len(f.Unread), maxUnreadShown)], len(f.Unread)),
	}
	at := strings.LastIndexAny(f.Path, `/\`) + 1
	view.Folder, view.Name = f.Path[:at], f.Path[at:]
	if f.Detail != "" {
		view.Reason += ": " + f.Detail
	}
	view.How, view.Pages, view.Quality = t.howRead(f), t.pagesRead(f), t.qualityOf(f)
	if f.Documents > 0 {
		view.Documents = t.count(f.Documents, "document", "documents")
		view.Bytes = t.count(int(f.TextBytes), "byte of text", "bytes of text")
	}
	return view
}

// filesPath returns the address of the list for a request.
func filesPath(r wire.FilesRequest) string {
	if query := wire.FilesValues(r).Encode(); query != "" {
		return "/files?" + query
	}
	return "/files"
}

func onFilePage(r wire.FilesRequest, page int) wire.FilesRequest {
	r.Page = page
	return r
}

func lastFilePage(list *wire.FileList) int {
	return max(1, (list.Total+list.PerPage-1)/list.PerPage)
}

// filePages returns nil when everything is on one page.
func (t tongue) filePages(r wire.FilesRequest, list *wire.FileList) *pagesView {
	last, present := lastFilePage(list), list.Page
	if last == 1 || present > last {
		return nil
	}
	to := func(n int) string { return filesPath(onFilePage(r, n)) }
	view := &pagesView{Numbers: t.numbers(present, last, to)}
	if present > 1 {
		view.Previous = to(present - 1)
	}
	if present < last {
		view.Next = to(present + 1)
	}
	return view
}
