package segment

import (
	"bytes"
	"errors"
	"math/rand/v2"
	"os"
	"path/filepath"
	"testing"

	"github.com/RoaringBitmap/roaring/v2"
	scorch "github.com/blevesearch/scorch_segment_api/v2"
)

// TestMergeIsAsMadeAtOnce merges segments without some of their documents and
// compares the file with a segment made of the others at once.
func TestMergeIsAsMadeAtOnce(t *testing.T) {
	random := rand.New(rand.NewPCG(9, 10))
	for round := range 20 {
		documents := madeUp(random, 1+random.IntN(900))
		var kept []*document
		var segments []scorch.Segment
		var drops []*roaring.Bitmap
		var want [][]uint64
		for rest := documents; len(rest) > 0; {
			n := min(1+random.IntN(300), len(rest))
			drop := roaring.New()
			numbers := make([]uint64, n)
			for doc, d := range rest[:n] {
				if round%3 > 0 && random.IntN(4) == 0 {
					drop.Add(uint32(doc))
					numbers[doc] = dropped
					continue
				}
				numbers[doc] = uint64(len(kept))
				kept = append(kept, d)
			}
			segments, want = append(segments, made(t, rest[:n])), append(want, numbers)
			if drop.IsEmpty() {
				drop = nil // as scorch says that nothing is deleted
			}
			drops, rest = append(drops, drop), rest[n:]
		}
		path := filepath.Join(t.TempDir(), "merged")
		numbers, size, err := (&Plugin{}).Merge(segments, drops, path, nil, nil)
		if err != nil {
			t.Fatal(err)
		}
		got, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		if uint64(len(got)) != size {
			t.Errorf("it has %d bytes, said are %d", len(got), size)
		}
		if once := made(t, kept); !bytes.Equal(got, once.data) {
			t.Errorf("round %d: %d segments merged are not what their %d documents are at once", round, len(segments), len(kept))
		}
		for i := range want {
			for doc := range want[i] {
				if numbers[i][doc] != want[i][doc] {
					t.Fatalf("document %d of segment %d is now %d, want %d", doc, i, numbers[i][doc], want[i][doc])
				}
			}
		}
	}
}

// TestMergeStops closes the channel by which scorch calls a merge off.
func TestMergeStops(t *testing.T) {
	s := made(t, madeUp(rand.New(rand.NewPCG(11, 12)), 900))
	stopped := make(chan struct{})
	close(stopped)
	path := filepath.Join(t.TempDir(), "merged")
	_, _, err := (&Plugin{}).Merge([]scorch.Segment{s, s}, []*roaring.Bitmap{nil, nil}, path, stopped, nil)
	if err != scorch.ErrClosed { // as scorch compares it
		t.Errorf("a merge that was called off: %v", err)
	}
	if _, err := os.Stat(path); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("it leaves a file: %v", err)
	}
}

// TestMergeRefusesDamage merges a segment of which one bit has been changed: what is
// copied would get a checksum of its own, and nobody would notice any more.
func TestMergeRefusesDamage(t *testing.T) {
	s := made(t, madeUp(rand.New(rand.NewPCG(19, 20)), 50))
	for at := range len(s.data) / 100 {
		s.data[100*at] ^= 1
		path := filepath.Join(t.TempDir(), "merged")
		_, _, err := (&Plugin{}).Merge([]scorch.Segment{s}, []*roaring.Bitmap{nil}, path, nil, nil)
		if !errors.Is(err, ErrDamaged) {
			t.Fatalf("byte %d: %v, want %v", 100*at, err, ErrDamaged)
		}
		s.data[100*at] ^= 1
	}
}
