package segment

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"hash/crc32"
	"maps"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/blevesearch/vellum/levenshtein"
	"github.com/google/go-cmp/cmp"
)

// TestSegmentGivesBackWhatWasAdded compares segments in memory and on disk with the
// documents that they were made of, read word by word.
func TestSegmentGivesBackWhatWasAdded(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	for _, count := range []int{1, 2, 40, 700} {
		documents := madeUp(random, count)
		s := made(t, documents)
		checkSegment(t, s, documents)
		path := filepath.Join(t.TempDir(), "segment")
		if err := s.Persist(path); err != nil {
			t.Fatal(err)
		}
		opened, err := openFile(path)
		if err != nil {
			t.Fatal(err)
		}
		checkSegment(t, opened.Segment, documents)
		if err := opened.Close(); err != nil {
			t.Error(err)
		}
	}
}

func checkSegment(t *testing.T, s *Segment, documents []*document) {
	t.Helper()
	if s.Count() != uint64(len(documents)) {
		t.Fatalf("it has %d documents, want %d", s.Count(), len(documents))
	}
	for i, d := range documents {
		doc := uint32(i)
		if s.ID(doc) != d.id || s.Strings("label").At(doc) != d.label || s.Numbers("number").At(doc) != d.number {
			t.Fatalf("document %d is %s, %s, %d", doc, s.ID(doc), s.Strings("label").At(doc), s.Numbers("number").At(doc))
		}
		found, err := s.DocNumbers([]string{d.id, "doc-", d.id + "0x"})
		if err != nil || !slices.Equal(found.ToArray(), []uint32{doc}) {
			t.Fatalf("the id %s is of %v, %v", d.id, found.ToArray(), err)
		}
	}
	if diff := cmp.Diff(placesIn(documents), placesOf(t, s)); diff != "" {
		t.Fatalf("words: %s", diff)
	}
	if diff := cmp.Diff(valuesIn(documents), valuesOf(t, s)); diff != "" {
		t.Fatalf("values: %s", diff)
	}
	if diff := cmp.Diff(spansIn(documents), spansOf(t, s)); diff != "" {
		t.Fatalf("parts: %s", diff)
	}
}

// placed is where a word stands and how it is written.
type placed struct {
	Place   Place
	Written uint8
}

func placesIn(documents []*document) map[string]map[uint32][]placed {
	all := map[string]map[uint32][]placed{}
	for doc, d := range documents {
		sentence := uint32(0)
		for text, words := range d.texts {
			for i, w := range words {
				if w.term == "" {
					continue
				}
				if w.sentence {
					sentence++
				}
				if all[w.term] == nil {
					all[w.term] = map[uint32][]placed{}
				}
				at := placed{Place{uint32(text), uint32(i + 1), sentence}, w.written}
				all[w.term][uint32(doc)] = append(all[w.term][uint32(doc)], at)
			}
		}
	}
	return all
}

func placesOf(t *testing.T, s *Segment) map[string]map[uint32][]placed {
	t.Helper()
	all, texts := map[string]map[uint32][]placed{}, s.Texts("body")
	eachReader(t, s, "body", func(term string, doc uint32, r *Reader) {
		words, err := r.Words(nil)
		if err != nil || len(words) != r.Frequency() {
			t.Fatalf("%s stands at %v, %d times: %v", term, words, r.Frequency(), err)
		}
		if err := texts.Read(doc); err != nil {
			t.Fatal(err)
		}
		if all[term] == nil {
			all[term] = map[uint32][]placed{}
		}
		for i, p := range texts.Places(words, nil) {
			all[term][doc] = append(all[term][doc], placed{p, words[i].Written})
		}
	})
	return all
}

// eachReader visits the documents of each term, by their list where that is read as
// a whole and one by one for one term in three.
func eachReader(t *testing.T, s *Segment, field string, visit func(term string, doc uint32, r *Reader)) {
	t.Helper()
	n := 0
	err := s.Field(field).Each("", nil, func(term string, p Postings) error {
		docs, err := p.Documents()
		if err != nil {
			return err
		}
		wanted := p.Count()
		if n++; n%3 == 0 {
			wanted = 1
		}
		r := p.Reader(docs, wanted)
		for _, doc := range docs.ToArray() {
			if doc > 0 && !docs.Contains(doc-1) {
				if has, err := r.Seek(doc - 1); has || err != nil {
					return fmt.Errorf("%s in document %d: %v, %w", term, doc-1, has, err)
				}
			}
			if has, err := r.Seek(doc); !has || err != nil {
				return fmt.Errorf("%s in document %d: %v, %w", term, doc, has, err)
			}
			visit(term, doc, r)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

func valuesIn(documents []*document) map[string][]uint32 {
	all := map[string][]uint32{}
	for doc, d := range documents {
		for _, v := range d.values {
			if !slices.Contains(all[v], uint32(doc)) {
				all[v] = append(all[v], uint32(doc))
			}
		}
	}
	return all
}

func valuesOf(t *testing.T, s *Segment) map[string][]uint32 {
	t.Helper()
	all := map[string][]uint32{}
	err := s.Field("org").Each("", nil, func(term string, p Postings) error {
		docs, err := p.Documents()
		all[term] = docs.ToArray()
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return all
}

func spansIn(documents []*document) map[string]map[uint32][]Span {
	all := map[string]map[uint32][]Span{}
	for doc, d := range documents {
		for _, p := range d.parts {
			if all[p.name] == nil {
				all[p.name] = map[uint32][]Span{}
			}
			all[p.name][uint32(doc)] = append(all[p.name][uint32(doc)], p.span)
		}
	}
	return all
}

func spansOf(t *testing.T, s *Segment) map[string]map[uint32][]Span {
	t.Helper()
	all := map[string]map[uint32][]Span{}
	eachReader(t, s, "part", func(term string, doc uint32, r *Reader) {
		if all[term] == nil {
			all[term] = map[uint32][]Span{}
		}
		var err error
		if all[term][doc], err = r.Spans(nil); err != nil {
			t.Fatal(err)
		}
	})
	return all
}

// TestTerms compares looking up terms with the list of all.
func TestTerms(t *testing.T) {
	documents := madeUp(rand.New(rand.NewPCG(3, 4)), 300)
	field := made(t, documents).Field("body")
	all := slices.Sorted(maps.Keys(placesIn(documents)))
	if field.terms != len(all) {
		t.Errorf("%d terms, want %d", field.terms, len(all))
	}
	if got := termsOf(t, field, "", nil); !slices.Equal(got, all) {
		t.Errorf("the terms are %d, want %d", len(got), len(all))
	}
	for _, term := range append([]string{"", "a", "word", "word00", "wore", "\xff"}, all...) {
		p, err := field.Find(term)
		if has := slices.Contains(all, term); err != nil || has != (p.Count() > 0) {
			t.Errorf("%q is in %d documents, %v", term, p.Count(), err)
		}
	}
	for _, prefix := range []string{"", "w", "word1", "word12", "word2047", "x", "a"} {
		want := slices.DeleteFunc(slices.Clone(all), func(term string) bool { return !strings.HasPrefix(term, prefix) })
		if got := termsOf(t, field, prefix, nil); !slices.Equal(got, want) {
			t.Errorf("with %q begin %d terms, want %d", prefix, len(got), len(want))
		}
	}
}

func termsOf(t *testing.T, field *Field, prefix string, automaton Automaton) []string {
	t.Helper()
	var terms []string
	err := field.Each(prefix, automaton, func(term string, _ Postings) error {
		terms = append(terms, term)
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return terms
}

// TestAutomaton compares the terms that an automaton accepts with asking it about
// every term by itself.
func TestAutomaton(t *testing.T) {
	documents := madeUp(rand.New(rand.NewPCG(5, 6)), 300)
	field := made(t, documents).Field("body")
	edits, err := levenshtein.NewLevenshteinAutomatonBuilder(2, true)
	if err != nil {
		t.Fatal(err)
	}
	for _, like := range []string{"word12", "word", "w", "word2047", "something else"} {
		automaton, err := edits.BuildDfa(like, 2)
		if err != nil {
			t.Fatal(err)
		}
		accepts := func(term string) bool {
			state := automaton.Start()
			for i := range len(term) {
				state = automaton.Accept(state, term[i])
			}
			return automaton.IsMatch(state)
		}
		for _, prefix := range []string{"", "word1"} {
			want := slices.DeleteFunc(termsOf(t, field, prefix, nil), func(term string) bool { return !accepts(term) })
			if got := termsOf(t, field, prefix, automaton); !slices.Equal(got, want) {
				t.Errorf("like %s with %q: %v, want %v", like, prefix, got, want)
			}
		}
	}
}

// TestFileEndsInItsChecksum is what the check of an index relies on.
func TestFileEndsInItsChecksum(t *testing.T) {
	path := filepath.Join(t.TempDir(), "segment")
	if err := made(t, madeUp(rand.New(rand.NewPCG(7, 8)), 20)).Persist(path); err != nil {
		t.Fatal(err)
	}
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	body, sum := data[:len(data)-4], binary.BigEndian.Uint32(data[len(data)-4:])
	if crc32.ChecksumIEEE(body) != sum {
		t.Error("the last four bytes are not the checksum of the others")
	}
}

// TestPersistLeavesNothingOnFailure writes to where there is no folder.
func TestPersistLeavesNothingOnFailure(t *testing.T) {
	path := filepath.Join(t.TempDir(), "no folder", "segment")
	err := made(t, madeUp(rand.New(rand.NewPCG(7, 8)), 2)).Persist(path)
	if !errors.Is(err, os.ErrNotExist) {
		t.Errorf("writing to a missing folder: %v", err)
	}
}

// TestPluginKeepsNothingOfEarlierDocuments makes segments one after the other of
// what the plugin keeps, and compares each with one made anew.
func TestPluginKeepsNothingOfEarlierDocuments(t *testing.T) {
	random, kept := rand.New(rand.NewPCG(15, 16)), &Plugin{}
	for _, count := range []int{300, 20, 1, 500} {
		documents := madeUp(random, count)
		s, _, err := kept.New(indexed(documents))
		if err != nil {
			t.Fatal(err)
		}
		if !bytes.Equal(s.(*Segment).data, made(t, documents).data) {
			t.Errorf("a segment of %d documents is another after other documents", count)
		}
	}
}
