package local

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"

	"entente/corpus"
	"entente/search"
)

// TestSketchesAgree changes words of made-up texts at random: what is alike
// enough is found by its bands, and what is unlike hardly ever is.
func TestSketchesAgree(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	found, alike, mistaken, unlike := 0, 0, 0, 0
	for range 400 {
		words := make([]string, 60+random.IntN(2000))
		for i := range words {
			words[i] = fmt.Sprint("w", random.IntN(500))
		}
		d := withText("a", words)
		changed := slices.Clone(words)
		for i := range changed {
			if random.IntN(100) < 3 {
				changed[i] = "x"
			}
		}
		random.Shuffle(len(words), func(i, j int) { words[i], words[j] = words[j], words[i] })
		near, far := withText("b", changed), withText("c", words)
		if sharedShingles(d, near) >= .7 {
			alike++
			if agree(d, near) {
				found++
			}
		}
		unlike++
		if agree(d, far) {
			mistaken++
		}
	}
	if alike < 200 || float64(found) < .95*float64(alike) || mistaken > unlike/100 {
		t.Errorf("%d of %d that are alike are found, and %d of %d that are not", found, alike, mistaken, unlike)
	}
}

func withText(id string, words []string) *corpus.Document {
	return &corpus.Document{ID: id, Passages: []corpus.Passage{{Kind: corpus.Section, Text: strings.Join(words, " ")}}}
}

func agree(a, b *corpus.Document) bool {
	return agreeing(sketchOf(a).bands(), sketchOf(b).bands()) > 0
}

// TestSketchInTheIndex holds the sketch made while indexing against that of a
// document that is read.
func TestSketchInTheIndex(t *testing.T) {
	words := strings.Fields(strings.Repeat("The Parties to this Treaty, co-operating in defence of 1949, agree. ", 20))
	for i := range words {
		words[i] += fmt.Sprint(" n", i)
	}
	d := withText("a", words)
	d.Passages[0].Heading = "Heading of several words"
	e := open(t, t.TempDir())
	if err := e.Put(t.Context(), []*corpus.Document{d}); err != nil {
		t.Fatal(err)
	}
	want := string(sketchOf(d).bands())
	if got := viewOf(t, e).segments[0].segment.Strings(nearField).At(0); got != want || got == "" {
		t.Errorf("the sketch in the index is %x, want %x", got, want)
	}
}

func TestSharedShinglesOfLongTexts(t *testing.T) {
	random := rand.New(rand.NewPCG(3, 4))
	words := make([]string, 400_000)
	for i := range words {
		words[i] = fmt.Sprint("w", random.IntN(100_000))
	}
	d := withText("a", words)
	half := withText("b", words[:len(words)/2])
	if likeness := sharedShingles(d, half); likeness < .48 || likeness > .52 {
		t.Errorf("the first half of a text has a likeness of %v", likeness)
	}
	if likeness := sharedShingles(d, d); likeness != 1 {
		t.Errorf("a text has a likeness of %v to itself", likeness)
	}
}

func TestNearDuplicatesEndByTheirDeadline(t *testing.T) {
	e := open(t, t.TempDir())
	ctx, cancel := context.WithDeadline(t.Context(), time.Now().Add(-time.Second))
	defer cancel()
	if _, err := e.NearDuplicates(ctx, "a"); !errors.Is(err, search.ErrTimeout) {
		t.Errorf("%v, want %v", err, search.ErrTimeout)
	}
}
