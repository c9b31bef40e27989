package indexer

import (
	"archive/zip"
	"bytes"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"math/rand/v2"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"entente/corpus/formats"
)

// history makes the same random changes to a folder for the same seed.
type history struct {
	*place
	random *rand.Rand
	now    time.Time
}

var historyNames = []string{"a.md", "b.md", "c.md", "d.md", "e/a.md", "e/z.md", "a.zip", "c.zip", "e/b.zip"}

func (h *history) step() {
	for range 1 + h.random.IntN(3) {
		h.now = h.now.Add(time.Hour) // also within a step: what has another text has another time
		name, other := historyNames[h.random.IntN(len(historyNames))], historyNames[h.random.IntN(len(historyNames))]
		switch h.random.IntN(4) {
		case 0:
			h.remove(name)
		case 1:
			if _, err := os.Stat(h.path(name)); err == nil && path.Ext(name) == path.Ext(other) {
				h.mkdir(filepath.Dir(other))
				if err := os.Rename(h.path(name), h.path(other)); err != nil {
					h.t.Fatal(err)
				}
			}
		default:
			h.writeAt(name, h.content(name), h.now)
		}
	}
}

// content is one of three texts, or one of three archives of two texts.
func (h *history) content(name string) string {
	n := h.random.IntN(3)
	if path.Ext(name) != ".zip" {
		return note(fmt.Sprint("Text ", n))
	}
	return zipFile(h.t, "one.md", note(fmt.Sprintf("Archive %d, one", n)), "more/two.md", note(fmt.Sprintf("Archive %d, two", n)))
}

// TestRandomHistoriesOfCopies changes folders at random. A run that is broken
// off and completed ends as one that was not; each text is one document that
// stands where its files are; and a further run has nothing to do.
func TestRandomHistoriesOfCopies(t *testing.T) {
	for seed := range uint64(35) {
		t.Run(fmt.Sprint(seed), func(t *testing.T) {
			p := newPlace(t, nil)
			h := &history{place: p, random: rand.New(rand.NewPCG(seed, 4)), now: longAgo}
			whole := p.sink
			broken, brokenLedger := newMemory(), openTestLedger(t, filepath.Join(t.TempDir(), "ledger.db"), "store")
			wholeLedger := p.ledger
			for range 8 {
				h.step()
				p.sink, p.ledger = whole, wholeLedger
				o := p.options()
				o.Prune, o.Force = true, h.random.IntN(4) == 0
				p.run(o)
				p.checkPlaces()
				want := p.outcome()

				p.sink, p.ledger = broken, brokenLedger
				o.Sink, o.Ledger = broken, brokenLedger
				before, call := broken.calls, 1+h.random.IntN(3)
				ctx, cancel := context.WithCancel(t.Context())
				broken.interrupt = func(now, n int) (int, error) {
					if now-before == call {
						cancel()
						return n / 2, ctx.Err()
					}
					return n, nil
				}
				Run(ctx, o, []string{p.folder}) // it fails or not
				broken.interrupt = nil
				cancel()
				p.run(o)
				checkOutcome(t, "broken off", want, p.outcome())
				if t.Failed() {
					return
				}
				o.Force = false
				if s := p.run(o); s.Indexed > 0 || s.Failed > 0 || s.Removed > 0 {
					t.Fatalf("again: %+v", s)
				}
			}
		})
	}
}

// checkPlaces checks that the documents stand where the files are.
func (p *place) checkPlaces() {
	p.t.Helper()
	want, got := map[string][]string{}, map[string][]string{}
	for _, name := range historyNames {
		for place, text := range p.textsAt(name) {
			title, _, _ := strings.Cut(strings.TrimPrefix(text, "# "), "\n")
			want[title] = append(want[title], place)
		}
	}
	for _, d := range p.sink.documents {
		list := d.Source.Places
		if list == nil {
			list = []string{d.Source.Path}
		}
		list = append(got[d.Title], list...)
		slices.Sort(list)
		got[d.Title] = list
	}
	if diff := cmp.Diff(want, got); diff != "" {
		p.t.Errorf("places (-files +documents): %s", diff)
	}
	if len(p.sink.documents) != len(want) {
		p.t.Errorf("%d documents of %d texts", len(p.sink.documents), len(want))
	}
}

// textsAt returns the text of a file, or those of an archive, by their places;
// none where there is no file.
func (p *place) textsAt(name string) map[string]string {
	p.t.Helper()
	content, err := os.ReadFile(p.path(name))
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		p.t.Fatal(err)
	}
	if path.Ext(name) != ".zip" {
		return map[string]string{p.path(name): string(content)}
	}
	archive, err := zip.NewReader(bytes.NewReader(content), int64(len(content)))
	if err != nil {
		p.t.Fatal(err)
	}
	texts := map[string]string{}
	for _, entry := range archive.File {
		text, err := fs.ReadFile(archive, entry.Name)
		if err != nil {
			p.t.Fatal(err)
		}
		texts[p.path(name)+formats.EntryMark+entry.Name] = string(text)
	}
	return texts
}
