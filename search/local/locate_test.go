package local

import "testing"

// TestFindingsCountRuns adds occurrences of several runs until there is no room.
func TestFindingsCountRuns(t *testing.T) {
	found := findings{}
	var runs []run
	for i := range 256 {
		runs = append(runs, run{newPlace(0, uint32(2*i+1)), newPlace(0, uint32(2*i+1))})
	}
	o := occurrence{first: runs[0].first, last: runs[len(runs)-1].last, words: runs}
	all := make([]occurrence, maxFindings/len(runs))
	for i := range all {
		all[i] = o
	}
	if !found.add(bodyField, &leaf{}, all) || len(found[bodyField]) != maxFindings {
		t.Errorf("there is no room for %d runs: %d added", maxFindings, len(found[bodyField]))
	}
	if found.add(bodyField, &leaf{}, []occurrence{o}) {
		t.Error("there is room for more")
	}
}
