package local

import (
	"context"
	"fmt"
	"hash/crc32"
	"math/rand/v2"
	"strings"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"entente/corpus"
)

// proseDocuments makes short documents that have phrases in common, with
// characters that JSON escapes.
func proseDocuments(from, n int) []*corpus.Document {
	random := rand.New(rand.NewPCG(1, uint64(from)))
	documents := make([]*corpus.Document, n)
	for i := range documents {
		var text strings.Builder
		for range 8 {
			fmt.Fprintf(&text, "parties <%[1]x> to “provision%[1]o” & article %[1]d\n\n", 7919*random.IntN(300))
		}
		documents[i] = &corpus.Document{
			ID: fmt.Sprintf("d%d", from+i), Title: fmt.Sprintf("Agreement %d", i), Source: corpus.Source{Collection: "made up"},
			Passages: []corpus.Passage{{Kind: corpus.Section, Text: text.String()}},
		}
	}
	return documents
}

func checkStored(t *testing.T, s *store, documents []*corpus.Document) {
	t.Helper()
	for _, want := range documents {
		got, err := s.document(t.Context(), want.ID, newest)
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(want, got, cmpopts.EquateComparable(corpus.Date{})); diff != "" {
			t.Fatalf("%s: %s", want.ID, diff)
		}
	}
}

// putTest puts documents and returns the bytes of their bodies.
func putTest(t *testing.T, s *store, documents []*corpus.Document) (size int) {
	t.Helper()
	if _, err := s.put(t.Context(), documents); err != nil {
		t.Fatal(err)
	}
	for _, d := range documents {
		body, err := s.body(t.Context(), d.ID, newest)
		if err != nil {
			t.Fatal(err)
		}
		size += len(body)
	}
	return size
}

// Few documents are compressed alone, many with a dictionary; both are read,
// also after the store was opened again and when there is a second dictionary.
func TestStoreLearnsADictionary(t *testing.T) {
	dir := t.TempDir()
	s := openTestStore(t, dir)
	few, many, later, last := proseDocuments(0, 20), proseDocuments(20, 700), proseDocuments(720, 20), proseDocuments(740, 20)
	alone := putTest(t, s, few)
	if n := countRows(t, s, "dictionary"); n != 0 {
		t.Errorf("%d dictionaries of too few documents", n)
	}
	putTest(t, s, many)
	if n := countRows(t, s, "dictionary"); n != 1 {
		t.Fatalf("%d dictionaries of %d documents", n, len(few)+len(many))
	}
	if err := s.close(); err != nil {
		t.Fatal(err)
	}

	s = openTestStore(t, dir)
	if together := putTest(t, s, later); together > alone*9/10 {
		t.Errorf("%d bytes with a dictionary, %d without", together, alone)
	}
	checkStored(t, s, few)
	checkStored(t, s, many)
	second := learnedOf(t, 2, proseDocuments(5000, 700))
	_, err := s.writer.ExecContext(t.Context(), `INSERT INTO dictionary VALUES (2, ?1, ?2, ?2)`, crc32.ChecksumIEEE(second), second)
	if err != nil {
		t.Fatal(err)
	}
	if err := s.close(); err != nil {
		t.Fatal(err)
	}

	s = openTestStore(t, dir)
	defer s.close()
	putTest(t, s, last)
	for _, documents := range [][]*corpus.Document{few, many, later, last} {
		checkStored(t, s, documents)
	}
}

// A put that is called off when a dictionary was learned does not keep later ones
// from it, whether the dictionary was committed or not.
func TestStoreLearnsAfterAFailure(t *testing.T) {
	for _, committed := range []bool{false, true} {
		s := openTestStore(t, t.TempDir())
		defer s.close()
		ctx, cancel := context.WithCancel(t.Context())
		cancel()
		if _, err := s.put(ctx, proseDocuments(0, 700)); err == nil {
			t.Fatal("documents were put after all")
		}
		if committed {
			if _, err := s.writer.Exec(`INSERT INTO dictionary VALUES (?, 0, x'00', x'00')`, firstDictionary); err != nil {
				t.Fatal(err)
			}
		}
		documents := proseDocuments(1000, 700)
		putTest(t, s, documents)
		checkStored(t, s, documents)
		var content []byte
		if err := s.reader.QueryRow(`SELECT content FROM dictionary`).Scan(&content); err != nil || len(content) < 1000 {
			t.Errorf("committed before: %v; a dictionary of %d bytes, %v", committed, len(content), err)
		}
	}
}

// learnedOf returns a dictionary of documents.
func learnedOf(t *testing.T, id uint32, documents []*corpus.Document) []byte {
	t.Helper()
	texts, err := encode(documents)
	if err != nil {
		t.Fatal(err)
	}
	none, err := newCoder(map[uint32][]byte{})
	if err != nil {
		t.Fatal(err)
	}
	var c compression
	c.coder.Store(none)
	if !c.sample(texts) {
		t.Fatal("too little to learn from")
	}
	return c.learn(id).dictionaries[id]
}

// TestStoreLearnsOverManyOpenings puts too little in each opening to learn from.
func TestStoreLearnsOverManyOpenings(t *testing.T) {
	dir := t.TempDir()
	var all []*corpus.Document
	for n := range 4 {
		s := openTestStore(t, dir)
		documents := proseDocuments(1000*n, 200)
		all = append(all, documents...)
		putTest(t, s, documents)
		checkStored(t, s, all)
		if learned := len(s.compression.coder.Load().dictionaries) > 0; n == 0 && learned || n == 3 && !learned {
			t.Errorf("a dictionary in opening %d: %v", n+1, learned)
		}
		if err := s.close(); err != nil {
			t.Fatal(err)
		}
	}
}

// One copy of a dictionary may be damaged, and is mended. A store of which both are
// is not opened.
func TestStoreWithADamagedDictionary(t *testing.T) {
	dir := t.TempDir()
	s := openTestStore(t, dir)
	documents := proseDocuments(0, 700)
	putTest(t, s, documents)
	if err := s.close(); err != nil {
		t.Fatal(err)
	}
	db := openTestSQLite(t, dir)
	damage := func(column string) {
		t.Helper()
		_, err := db.Exec(`UPDATE dictionary SET ` + column + ` = CAST(replace(` + column + `, 'parties', 'Parties') AS BLOB)`)
		if err != nil {
			t.Fatal(err)
		}
	}
	for _, column := range []string{"content", "spare"} {
		damage(column)
		s = openTestStore(t, dir)
		checkStored(t, s, documents)
		for _, want := range []int64{1, 0} {
			if mended, err := s.mendDictionaries(t.Context()); mended != want || err != nil {
				t.Errorf("the %s damaged: %d dictionaries mended, want %d; %v", column, mended, want, err)
			}
		}
		if err := s.close(); err != nil {
			t.Fatal(err)
		}
	}
	damage("content")
	damage("spare")
	if s, err := openStore(t.Context(), dir); err == nil || !strings.Contains(err.Error(), "damaged") {
		t.Fatalf("%v, %v", s, err)
	}
}

// Documents are read while the first dictionary is learned.
func TestStoreIsReadWhileLearning(t *testing.T) {
	s := openTestStore(t, t.TempDir())
	defer s.close()
	first := proseDocuments(0, 10)
	putTest(t, s, first)
	var group sync.WaitGroup
	stop := make(chan struct{})
	for range 2 {
		group.Go(func() {
			for {
				select {
				case <-stop:
					return
				default:
				}
				for _, d := range first {
					if _, err := s.document(t.Context(), d.ID, newest); err != nil {
						t.Error(err)
						return
					}
				}
			}
		})
	}
	for i := range 10 {
		some := proseDocuments(10+100*i, 100)
		putTest(t, s, some)
		checkStored(t, s, some)
	}
	close(stop)
	group.Wait()
	if n := countRows(t, s, "dictionary"); n != 1 {
		t.Errorf("%d dictionaries", n)
	}
}

// Texts that have nothing in common, or everything, are stored all the same.
func TestStoreWithNothingToLearn(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	for name, text := range map[string]func(int) string{
		"identical": func(int) string { return strings.Repeat("the same ", 500) },
		"empty":     func(int) string { return "" },
		"random": func(int) string {
			letters := make([]rune, 2000)
			for i := range letters {
				letters[i] = rune(0x4e00 + random.IntN(20000))
			}
			return string(letters)
		},
		"one letter": func(i int) string { return strings.Repeat(string(rune('a'+i%26)), 5000) },
	} {
		t.Run(name, func(t *testing.T) {
			s := openTestStore(t, t.TempDir())
			defer s.close()
			documents := make([]*corpus.Document, 3000)
			for i := range documents {
				documents[i] = &corpus.Document{ID: fmt.Sprint("d", i), Passages: []corpus.Passage{{Kind: corpus.Section, Text: text(i)}}}
			}
			for first := 0; first < len(documents); first += 1000 {
				putTest(t, s, documents[first:first+1000])
			}
			checkStored(t, s, documents)
		})
	}
}
