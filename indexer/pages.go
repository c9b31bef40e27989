package indexer

import (
	"math"
	"slices"

	"entente/corpus/formats"
)

// PageRun is a run of pages that were read alike.
type PageRun struct {
	Entry       string         `json:",omitempty"` // of a file that holds files, as in formats.Record
	First, Last int            // physical pages, counted from 1
	Engine      formats.Engine // that read their text, or tried last
	// Quality is about what part of the text on each was read, in whole per cent;
	// 100 where nothing is known to be missing or wrong, and nowhere else.
	Quality int
	Unread  bool   `json:",omitempty"` // there is something on each, and no word of it was read
	Problem string `json:",omitempty"` // what of each could not be read, for people
}

// pageRuns joins pages that follow each other and were read alike.
func pageRuns(pages []formats.PageReading) []PageRun {
	var runs []PageRun
	for _, p := range pages {
		run := PageRun{Entry: p.Entry, First: p.Number, Last: p.Number, Engine: p.Engine, Quality: percent(p.Quality), Unread: p.Unread, Problem: p.Problem}
		if last := len(runs) - 1; last >= 0 && runs[last].goesOn(run) {
			runs[last].Last = run.Last
			continue
		}
		runs = append(runs, run)
	}
	return runs
}

func (r PageRun) goesOn(next PageRun) bool {
	if next.First != r.Last+1 {
		return false
	}
	next.First, next.Last = r.First, r.Last
	return r == next
}

// percent rounds a part to whole per cent, what is less than all to 99 at most.
func percent(part float64) int {
	if part >= 1 {
		return 100
	}
	return min(max(int(math.Round(part*100)), 0), 99)
}

func (r PageRun) pages() int { return r.Last - r.First + 1 }

// PageCounts counts pages by how they were read.
type PageCounts struct {
	All    int
	Unread int // there is something on them, and no word of it was read
	Partly int // read, but something of them is known to be missing or wrong
	// Quality is the mean quality of all in per cent, rounded; 0 without pages.
	Quality int
}

// PageCounts counts the pages of the file.
func (f File) PageCounts() PageCounts {
	var c PageCounts
	sum := 0
	for _, run := range f.Pages {
		n := run.pages()
		c.All += n
		sum += n * run.Quality
		switch {
		case run.Unread:
			c.Unread += n
		case run.Quality < 100 || run.Problem != "":
			c.Partly += n
		}
	}
	if c.All > 0 {
		c.Quality = percent(float64(sum) / float64(100*c.All))
	}
	return c
}

// engines lists the engines of pages, each once, in the order of the pages; the
// own one where there are no pages.
func engines(pages []formats.PageReading) []formats.Engine {
	if len(pages) == 0 {
		return []formats.Engine{formats.OwnEngine}
	}
	var all []formats.Engine
	for _, p := range pages {
		if !slices.Contains(all, p.Engine) {
			all = append(all, p.Engine)
		}
	}
	return all
}
