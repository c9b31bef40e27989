package indexer

import (
	"context"
	"errors"
	"maps"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"entente/corpus"
)

// newFailing is a place with two files that failed in different folders, for a
// cause that is gone, and one that was read.
func newFailing(t *testing.T) *place {
	p := newPlace(t, map[string]string{"a/good.md": note("Good"), "a/big.md": note("Big"), "b/big.md": note("Big, too")})
	o := p.options()
	o.Collection, o.MaxFileBytes = "given", 10
	p.run(o, "a/big.md", "b/big.md")
	o.MaxFileBytes = 0
	p.run(o, "a/good.md")
	return p
}

func TestRetry(t *testing.T) {
	for _, test := range []struct {
		name  string
		paths []string
		read  int
		want  []string
	}{
		{"everywhere", nil, 2, []string{"Big", "Big, too", "Good"}},
		{"in a folder", []string{"b"}, 1, []string{"Big, too", "Good"}},
		{"one file", []string{"a/big.md"}, 1, []string{"Big", "Good"}},
		{"one that did not fail", []string{"a/good.md"}, 0, []string{"Good"}},
		{"a folder and a file in it", []string{"a", "a/big.md", "b"}, 2, []string{"Big", "Big, too", "Good"}},
	} {
		t.Run(test.name, func(t *testing.T) {
			p := newFailing(t)
			o := p.options()
			o.Retry = true
			var paths []string
			for _, name := range test.paths {
				paths = append(paths, p.path(name))
			}
			s, err := Run(t.Context(), o, paths)
			if err != nil || s.Indexed != test.read || s.Seen != test.read {
				t.Errorf("error %v, %+v", err, s)
			}
			if diff := cmp.Diff(test.want, p.sink.titles()); diff != "" {
				t.Error(diff)
			}
			for name, f := range p.files() {
				if f.Collection != "given" {
					t.Errorf("%s went into %s", name, f.Collection)
				}
			}
		})
	}
}

func TestRetryReadsWhatDidNotChange(t *testing.T) {
	p := newPlace(t, map[string]string{"bad.pdf": "%PDF-1.7\nnot the rest", "good.md": note("Good")})
	p.run(p.options())
	before := p.files()["bad.pdf"].Read
	o := p.options()
	if p.run(o); !p.files()["bad.pdf"].Read.Equal(before) {
		t.Error("a file that failed and did not change was read again without being asked")
	}
	o.Retry = true
	if s, err := Run(t.Context(), o, nil); err != nil || s.Seen != 1 || s.Failed != 1 {
		t.Errorf("error %v, %+v", err, s)
	}
	asked := 0
	o.Extractor = counting{o.Extractor, &asked}
	if _, err := Run(t.Context(), o, nil); err != nil || asked != 1 {
		t.Errorf("%d files read, error %v", asked, err)
	}
}

func TestRetryOfWhatIsGone(t *testing.T) {
	p := newFailing(t)
	p.remove("a/big.md")
	o := p.options()
	o.Retry = true
	if s, err := Run(t.Context(), o, nil); err != nil || s.Indexed != 1 {
		t.Errorf("error %v, %+v", err, s)
	}
	if diff := cmp.Diff([]string{"a/good.md", "b/big.md"}, slices.Sorted(maps.Keys(p.files()))); diff != "" {
		t.Error(diff)
	}
}

func TestRetryWhereNothingWasIndexed(t *testing.T) {
	p := newFailing(t)
	o := p.options()
	o.Retry = true
	var unknown *UnknownPathError
	if _, err := Run(t.Context(), o, []string{p.path("c")}); !errors.As(err, &unknown) {
		t.Errorf("error %v", err)
	}
}

// counting counts the files that its Extractor is given.
type counting struct {
	Extractor
	files *int
}

func (c counting) Extract(ctx context.Context, in Input, yield func(*corpus.Document) error) (Reading, error) {
	*c.files++
	return c.Extractor.Extract(ctx, in, yield)
}
