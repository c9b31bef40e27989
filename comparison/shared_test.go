package comparison

import (
	"bytes"
	"cmp"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	gocmp "github.com/google/go-cmp/cmp"

	"entente/corpus"
	"entente/corpus/formats"
	"entente/corpus/passages"
)

// sharedDocuments are real texts that are not part of the project. Tests over
// them are skipped where they are missing.
const sharedDocuments = "../../shared/data/defence/docs"

func readShared(t *testing.T, path string) *corpus.Document {
	t.Helper()
	path = filepath.Join(sharedDocuments, filepath.FromSlash(path))
	data, err := os.ReadFile(path)
	if err != nil {
		t.Skip("the collection of real documents is not here:", err)
	}
	format, err := formats.Detect(path, data[:min(len(data), formats.DetectBytes)])
	if err != nil {
		t.Fatal(err)
	}
	records, err := format.Read(t.Context(), bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	d := &corpus.Document{ID: filepath.Base(path)}
	d.Passages, d.Language = passages.Languages(passages.Split(records[0].Blocks))
	d.Language = cmp.Or(d.Language, "en") // which their manifest declares
	return d
}

// TestRealDocuments holds the comparison against what reading both texts gave:
// which articles of the one say what those of the other say.
func TestRealDocuments(t *testing.T) {
	for _, c := range []struct {
		a, b string
		want string // articles in English of a and b, "-" for none
	}{
		{ // on land and at sea, in Chinese and English, of which the first article is not divided
			"open-treaties/gc-i.json", "open-treaties/gc-ii.json",
			"2-2 3-3 4-5 5-- 6-6 7-7 8-8 9-9 10-10 11-11 12-12 14-16 15-18 16-19 17-20 18-21 20-23 21-34 22-35 49-50 52-53 53-- 63-62",
		},
		{
			"manytreaties/SPNFZT_1985A.txt", "manytreaties/TS05FZ_1995A.txt",
			"1-I 2-2 3-3 4-4 5-7 7-- 8-10 9-11 11-19 12-15 13-22 14-17 15-16",
		},
	} {
		a, b := readShared(t, c.a), readShared(t, c.b)
		pairs, err := Of(t.Context(), a, b)
		if err != nil {
			t.Fatal(err)
		}
		found := map[string]string{}
		for _, p := range pairs {
			if p.A == nil || a.Passages[p.A.Passage].Kind != corpus.Article || a.Passages[p.A.Passage].Within != "" || languagesOf(a)[p.A.Passage] != "en" {
				continue
			}
			other := "-"
			if p.B != nil {
				other = b.Passages[p.B.Passage].Number
			}
			number := a.Passages[p.A.Passage].Number
			found[number] = fmt.Sprint(number, "-", other)
		}
		var got []string
		for _, pair := range strings.Fields(c.want) {
			number, _, _ := strings.Cut(pair, "-")
			got = append(got, found[number])
		}
		if diff := gocmp.Diff(c.want, strings.Join(got, " ")); diff != "" {
			t.Errorf("%s and %s:\n%s", c.a, c.b, diff)
		}
	}
}
