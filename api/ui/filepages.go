package ui

import (
	"strconv"
	"strings"

	"entente/api/wire"
)

// qualityView says how well each page of a file was read.
type qualityView struct {
	Summary string
	Items   []string
}

// qualityOf returns nil for a file without pages, and for one of which nothing is
// known to be missing or wrong. Of very many pages it tells the first.
func qualityOf(f wire.File) *qualityView {
	if f.Quality == nil || *f.Quality == 100 {
		return nil
	}
	view := &qualityView{Summary: "Quality of the pages: " + percent(*f.Quality)}
	for i, run := range f.PageQuality {
		if i == maxUnreadShown {
			view.Items = append(view.Items, "and so on: the list for programs has all")
			break
		}
		view.Items = append(view.Items, runText(run))
	}
	return view
}

// runText tells how a run of pages was read: "pp. 4–5: 80%, pdfium, some
// characters cannot be read".
func runText(run wire.PageRun) string {
	pages := "p. " + strconv.Itoa(run.First)
	if run.Last > run.First {
		pages = "pp. " + strconv.Itoa(run.First) + "–" + strconv.Itoa(run.Last)
	}
	if run.Entry != "" {
		pages = run.Entry + ", " + pages
	}
	quality := percent(run.Quality)
	if run.Unread {
		quality = "not read"
	}
	parts := []string{quality, engineName(run.Engine)}
	if run.Problem != "" {
		parts = append(parts, run.Problem)
	}
	return pages + ": " + strings.Join(parts, ", ")
}

func percent(n int) string { return strconv.Itoa(n) + "%" }

// pagesRead says how many pages were read, nothing of a file without pages.
func pagesRead(f wire.File) string {
	if f.Pages == 0 {
		return ""
	}
	text := number(f.Pages-f.UnreadPages) + " of " + count(f.Pages, "page", "pages") + " read"
	if f.PartlyPages > 0 {
		text += ", " + number(f.PartlyPages) + " of them in part"
	}
	return text
}

// howRead says by what a file was read and how long it took.
func howRead(f wire.File) string {
	if len(f.Engines) == 0 {
		return ""
	}
	names := make([]string, len(f.Engines))
	for i, engine := range f.Engines {
		names[i] = engineName(engine)
	}
	return "by " + strings.Join(names, " and ") + " in " + strconv.FormatFloat(f.Seconds, 'f', 2, 64) + " s"
}

// ownEngine is what the interface calls the readers of this program.
const ownEngine = "own"

func engineName(engine string) string {
	if engine == ownEngine {
		return "own reader"
	}
	return engine
}
