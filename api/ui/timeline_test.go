package ui

import (
	"testing"

	"entente/search"
)

func TestBarsStandForRoundNumbersOfYears(t *testing.T) {
	for years, want := range map[[2]int]int{
		{1949, 1950}: 1, {1949, 1988}: 1, {1949, 1989}: 2, {1946, 2024}: 2, {1945, 2024}: 5, {1919, 2026}: 5, {1800, 2026}: 10, {1, 9999}: 500, {1950, 1950}: 1,
	} {
		if got := barYears(years[0], years[1]); got != want {
			t.Errorf("%d to %d: a bar stands for %d years, want %d", years[0], years[1], got, want)
		}
	}
}

// TestTimelineCountsEveryDocument holds that no bucket is lost between bars, and
// that each bar leads to its years.
func TestTimelineCountsEveryDocument(t *testing.T) {
	english := tongue{language: English}
	h := &search.Histogram{Interval: search.ByYear, Undated: 7, Buckets: buckets(1, 3, 1919, 1, 1949, 400, 1951, 5, 9999, 2)}
	view := english.timeline(search.Request{Query: "pact", From: year(1940), To: year(1960)}, h)
	var got []string
	for _, bar := range view.Bars {
		got = append(got, bar.Years+" "+bar.Count+" "+bar.Path)
		if bar.Chosen != (bar.Years == "1500–1999") {
			t.Errorf("%s is chosen: %t", bar.Years, bar.Chosen)
		}
		if bar.X+bar.Width > timelineWidth || bar.Height < minBarHeight || bar.Y+bar.Height != timelineHeight {
			t.Errorf("%s is drawn at %d,%d, %d by %d", bar.Years, bar.X, bar.Y, bar.Width, bar.Height)
		}
	}
	want := []string{"0001–0499 3 /?from=0001&q=pact&to=0499", "1500–1999 406 /?from=1500&q=pact&to=1999", "9500–9999 2 /?from=9500&q=pact&to=9999"}
	for i := range max(len(want), len(got)) {
		if i >= len(got) || i >= len(want) || got[i] != want[i] {
			t.Fatalf("bars %q, want %q", got, want)
		}
	}
	if view.Undated != "7 without a date" {
		t.Error(view.Undated)
	}
}

func TestTimelineOfOneYearIsNone(t *testing.T) {
	english := tongue{language: English}
	for _, h := range []*search.Histogram{nil, {}, {Buckets: buckets(1949, 3)}} {
		if view := english.timeline(search.Request{}, h); view != nil {
			t.Errorf("%v: %v", h, view)
		}
	}
}

// buckets takes years and counts by turns.
func buckets(numbers ...int) []search.Bucket {
	var out []search.Bucket
	for i := 0; i < len(numbers); i += 2 {
		out = append(out, search.Bucket{Year: numbers[i], Count: numbers[i+1]})
	}
	return out
}
