package local

import (
	"fmt"
	"math/rand/v2"
	"testing"

	"github.com/RoaringBitmap/roaring/v2"
	"github.com/google/go-cmp/cmp"
)

// TestOrdinalsCountLikeSets compares what columns count with the intersections
// of sets, for few and for most of the documents.
func TestOrdinalsCountLikeSets(t *testing.T) {
	const documents = 3 * runLength / 2
	random := rand.New(rand.NewPCG(1, 1949))
	for _, several := range []bool{false, true} {
		values, detected := map[string]*roaring.Bitmap{}, map[string]*roaring.Bitmap{}
		for v := range 9 {
			name := fmt.Sprint("value", v)
			values[name], detected[name] = roaring.New(), roaring.New()
			for doc := range uint32(documents) {
				if several && random.IntN(4) == 0 || !several && int(doc%11) == v {
					values[name].Add(doc)
					if random.IntN(3) == 0 {
						detected[name].Add(doc)
					}
				}
			}
		}
		delete(detected, "value3")
		column := newValueColumn(documents, keywords(values), keywords(detected))
		if (column.starts != nil) != several {
			t.Errorf("several values: %v, but the column has starts: %v", several, column.starts != nil)
		}
		for _, share := range []int{0, 3, 50, 97, 100} {
			docs := roaring.New()
			for doc := range uint32(documents) {
				if random.IntN(100) < share {
					docs.Add(doc)
				}
			}
			counts := countDocs([]*valueColumn{column, column}, docs, documents)
			if diff := cmp.Diff(counts[0], counts[1]); diff != "" {
				t.Errorf("the same column twice counts otherwise:\n%s", diff)
			}
			for ordinal, value := range column.values {
				want := count{all: int(values[value].AndCardinality(docs))}
				if with := detected[value]; with != nil {
					want.detected = int(with.AndCardinality(docs))
				}
				if got := counts[0].of(ordinal); got != want {
					t.Errorf("several values: %v, %d%% of the documents: %s counts %+v, want %+v", several, share, value, got, want)
				}
			}
		}
	}
}

func TestOrdinalsOfNothing(t *testing.T) {
	column := newValueColumn(0, nil, nil)
	if counts := countDocs([]*valueColumn{column}, roaring.New(), 0); len(counts[0]) != 1 || counts[0][0] != 0 {
		t.Errorf("an empty column counts %v", counts[0])
	}
}
