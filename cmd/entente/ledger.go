package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"entente/api"
	"entente/api/wire"
	"entente/corpus"
	"entente/corpus/formats"
	"entente/indexer"
	"entente/search"
)

// What the ledger has is told in the words of the interface here, for the
// command line, the pages and programs alike.

// ListFiles answers the server's question about the files.
func (f *folder) ListFiles(ctx context.Context, r wire.FilesRequest) (*wire.FileList, error) {
	filter, err := filterOf(r)
	if err != nil {
		return nil, err
	}
	list, err := f.ledger.List(ctx, filter, r.PerPage, (r.Page-1)*r.PerPage)
	if err != nil {
		return nil, err
	}
	answer := &wire.FileList{
		Total: list.Total, Files: []wire.File{}, Page: r.Page, PerPage: r.PerPage,
		States: fileCounts(list.States, string(filter.State)), Reasons: fileCounts(list.Reasons, string(filter.Reason)),
		Formats: fileCounts(byFormat(list.MediaTypes), formatOf(first(filter.MediaTypes))),
	}
	for _, file := range list.Files {
		answer.Files = append(answer.Files, listed(file))
	}
	return answer, nil
}

// HasOriginal reports whether a file of the ledger is the document as a whole.
func (f *folder) HasOriginal(ctx context.Context, d *corpus.Document) (bool, error) {
	originals, err := f.ledger.Originals(ctx, d)
	return len(originals) > 0, err
}

// OpenOriginal opens the first of the files that are the document which can be
// opened.
func (f *folder) OpenOriginal(ctx context.Context, d *corpus.Document) (*os.File, error) {
	originals, err := f.ledger.Originals(ctx, d)
	if err != nil {
		return nil, err
	}
	if len(originals) == 0 {
		return nil, api.ErrNoOriginal
	}
	failures := []error{api.ErrOriginalGone}
	for _, original := range originals {
		file, err := original.Open()
		if err == nil {
			return file, nil
		}
		failures = append(failures, err)
	}
	return nil, errors.Join(failures...)
}

// listed is a row of the ledger as it is told.
func listed(f indexer.File) wire.File {
	counts := f.PageCounts()
	file := wire.File{
		Path: f.Path, Collection: f.Collection, State: string(f.State), Reason: string(f.Reason), Detail: f.Detail, Advice: f.Advice(),
		Format: formatOf(f.MediaType), MediaType: f.MediaType, Size: f.Size, Documents: f.Documents, TextBytes: f.TextBytes,
		Unread: f.Unread, Seconds: f.Took.Round(time.Millisecond).Seconds(), Pages: counts.All, UnreadPages: counts.Unread, PartlyPages: counts.Partly,
		CopyOf: f.CopyOf, Hash: f.Hash, Modified: f.Modified, Read: f.Read, Indexed: f.Indexed,
	}
	for _, engine := range f.Engines {
		file.Engines = append(file.Engines, string(engine))
	}
	if counts.All > 0 {
		file.Quality = &counts.Quality
	}
	for _, p := range f.Pages {
		file.PageQuality = append(file.PageQuality, wire.PageRun{
			Entry: p.Entry, First: p.First, Last: p.Last, Engine: string(p.Engine), Quality: p.Quality, Unread: p.Unread, Problem: p.Problem,
		})
	}
	return file
}

// filterOf refuses, with an *search.InvalidError, values that no file can have.
func filterOf(r wire.FilesRequest) (indexer.Filter, error) {
	filter := indexer.Filter{State: indexer.State(r.State), Reason: formats.Reason(r.Reason), Under: r.Under, Unread: r.Unread}
	if err := oneOf(wire.State, r.State, []indexer.State{indexer.Indexed, indexer.Failed}); err != nil {
		return filter, err
	}
	if err := oneOf(wire.Reason, r.Reason, indexer.Reasons()); err != nil {
		return filter, err
	}
	if r.Under != "" && !filepath.IsAbs(r.Under) {
		return filter, &search.InvalidError{Parameter: wire.Under, Message: "must be the absolute path of a folder"}
	}
	filter.Under = filepath.Clean(r.Under)
	if r.Under == "" {
		filter.Under = ""
	}
	var err error
	filter.MediaTypes, err = mediaTypesOf(r.Format)
	return filter, err
}

// oneOf refuses a value, unless it is empty, that is not one of those known.
func oneOf[T ~string](parameter, value string, known []T) error {
	if value == "" || slices.Contains(known, T(value)) {
		return nil
	}
	names := make([]string, len(known))
	for i, k := range known {
		names[i] = string(k)
	}
	return &search.InvalidError{
		Parameter: parameter, Message: fmt.Sprintf("%.40q is none of %s", value, strings.Join(names, ", ")),
		Nearest: search.Nearest(value, names),
	}
}

// mediaTypesOf returns the media types of a format that is given by its name or
// by one of them; none when none is given.
func mediaTypesOf(format string) ([]string, error) {
	var names []string
	for _, f := range formats.List() {
		if strings.EqualFold(f.Name, format) || slices.Contains(f.MediaTypes, format) {
			return f.MediaTypes, nil
		}
		names = append(names, f.Name)
	}
	return nil, oneOf(wire.Format, format, names)
}

// formatOf returns the name of the format with a media type, "" for none.
func formatOf(mediaType string) string {
	for _, f := range formats.List() {
		if slices.Contains(f.MediaTypes, mediaType) {
			return f.Name
		}
	}
	return ""
}

func first(values []string) string {
	if len(values) == 0 {
		return ""
	}
	return values[0]
}

func byFormat(mediaTypes map[string]int) map[string]int {
	counts := map[string]int{}
	for mediaType, n := range mediaTypes {
		counts[cmp.Or(formatOf(mediaType), mediaType)] += n
	}
	return counts
}

// fileCounts lists counts, the most frequent first.
func fileCounts(counts map[string]int, selected string) []wire.FileCount {
	list := []wire.FileCount{}
	for value, n := range counts {
		list = append(list, wire.FileCount{Value: value, Count: n, Selected: value == selected})
	}
	slices.SortFunc(list, func(a, b wire.FileCount) int {
		return cmp.Or(b.Count-a.Count, strings.Compare(a.Value, b.Value))
	})
	return list
}
