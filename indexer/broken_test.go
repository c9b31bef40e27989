package indexer

import (
	"context"
	"fmt"
	"math/rand/v2"
	"os"
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"entente/corpus"
)

// TestTextsOfABrokenRunAreNotInherited breaks a run off between the Sink and the
// ledger, and has another file come with the bytes that the ledger knew.
func TestTextsOfABrokenRunAreNotInherited(t *testing.T) {
	later := longAgo.Add(time.Hour)
	for name, change := range map[string]func(p *place){
		"changed":            func(p *place) { p.writeAt("a.md", note("Two"), later) },
		"cannot be read now": func(p *place) { p.writeAt("a.md", "\x00\x01\x02", later) },
		"gets a title":       func(p *place) { p.write("a.md.meta.json", `{"title": "Two"}`) },
		"pruned":             func(p *place) { p.remove("a.md") },
	} {
		t.Run(name, func(t *testing.T) {
			p := newPlace(t, map[string]string{"a.md": note("One")})
			p.run(p.pruning())
			change(p)
			p.breakOff(1, false, func(n int) int { return n })
			p.remove("a.md")
			p.remove("a.md.meta.json")
			p.write("b.md", note("One"))
			p.run(p.pruning())
			if diff := cmp.Diff([]string{"One"}, p.sink.titles()); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func (p *place) pruning() Options {
	o := p.options()
	o.Prune = true
	return o
}

// breakOff runs as if the power failed in that call of the Sink, of which as much
// is done as done says.
func (p *place) breakOff(call int, force bool, done func(n int) int) {
	p.t.Helper()
	path := p.ledger.path
	before := p.sink.calls
	p.sink.interrupt = func(now, n int) (int, error) {
		if now-before != call {
			return n, nil
		}
		p.ledger.Close()
		return done(n), nil
	}
	o := p.pruning()
	o.Force = force
	Run(p.t.Context(), o, []string{p.folder}) // it comes to that call or not
	p.sink.interrupt = nil
	p.ledger.Close()
	p.ledger = openTestLedger(p.t, path, "store")
}

// TestRandomHistoriesOfBrokenRuns changes folders at random while no run comes to
// its end. The one that does makes up for all of them.
func TestRandomHistoriesOfBrokenRuns(t *testing.T) {
	for seed := range uint64(25) {
		t.Run(fmt.Sprint(seed), func(t *testing.T) {
			h := &history{place: newPlace(t, nil), random: rand.New(rand.NewPCG(seed, 5)), now: longAgo}
			for range 6 {
				for range 1 + h.random.IntN(3) {
					h.step()
					h.breakOff(1+h.random.IntN(3), h.random.IntN(3) == 0, func(n int) int { return h.random.IntN(n + 1) })
				}
				h.run(h.pruning())
				h.checkPlaces()
				if t.Failed() {
					return
				}
			}
		})
	}
}

// TestPlacesToldInPart moves a file of records again when only one of these was
// told where it went.
func TestPlacesToldInPart(t *testing.T) {
	p := newPlace(t, map[string]string{"a.jsonl": `{"title": "One", "text": "Text."}` + "\n" + `{"title": "Two", "text": "Text."}`})
	p.run(p.pruning())
	move := func(from, to string) {
		t.Helper()
		if err := os.Rename(p.path(from), p.path(to)); err != nil {
			t.Fatal(err)
		}
	}
	move("a.jsonl", "b.jsonl")
	p.breakOff(1, false, func(n int) int { return n / 2 })
	move("b.jsonl", "c.jsonl")
	p.run(p.pruning())
	var at []string
	for _, d := range p.sink.documents {
		at = append(at, d.Source.Path)
	}
	slices.Sort(at)
	if diff := cmp.Diff([]string{p.path("c.jsonl#1"), p.path("c.jsonl#2")}, at); diff != "" {
		t.Error(diff)
	}
}

// readable is an extractor that reads what tamed refuses, as one with OCR may.
type readable struct{ tamed }

func (readable) Extract(_ context.Context, in Input, yield func(*corpus.Document) error) (Reading, error) {
	return Reading{}, yield(paper(in, "1", "recognised"))
}

// TestFailuresReadInABrokenRun has a file that could not be read read after all,
// in a run that breaks off before it is recorded. The next run makes up for it,
// though neither the file nor its row differs.
func TestFailuresReadInABrokenRun(t *testing.T) {
	p := newPlace(t, map[string]string{"a": "refuse"})
	p.run(p.unrulyOptions())
	if s := p.run(p.unrulyOptions()); s.Failed != 1 {
		t.Fatalf("%+v", s)
	}
	path := p.ledger.path
	o := p.unrulyOptions()
	o.Extractor, o.Retry = readable{}, true
	p.sink.interrupt = func(_, n int) (int, error) {
		p.ledger.Close()
		return n, nil
	}
	Run(t.Context(), o, []string{p.folder}) // it fails
	p.sink.interrupt = nil
	p.ledger = openTestLedger(t, path, "store")
	if len(p.sink.documents) != 1 {
		t.Fatalf("%d documents were put", len(p.sink.documents))
	}
	o.Ledger, o.Retry = p.ledger, false
	p.run(o)
	if file := p.files()["a"]; file.State != Indexed || file.Documents != 1 {
		t.Errorf("%+v", file)
	}
	if s := p.run(o); s.Unchanged != 1 {
		t.Errorf("again: %+v", s)
	}
}
