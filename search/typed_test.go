package search

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestReadTyped(t *testing.T) {
	type reading struct {
		Field  string
		Quoted bool
		Last   string
		Run    string
		Finish string // with x
		Last2  string // with y in its place
		Run2   string // with z in the place of the run
	}
	for _, test := range []struct {
		text string
		want reading
	}{
		{"", reading{"", false, "", "", "x", "y", "z"}},
		{"att", reading{"", false, "att", "att", "x", "y", "z"}},
		{"armed att", reading{"", false, "att", "armed att", "armed x", "armed y", "z"}},
		{"armed ", reading{"", false, "", "", "armed x", "armed y", "armed z"}},
		{"a OR armed att", reading{"", false, "att", "armed att", "a OR armed x", "a OR armed y", "a OR z"}},
		{"armed /5 att", reading{"", false, "att", "att", "armed /5 x", "armed /5 y", "armed /5 z"}},
		{"armed -att", reading{"", false, "att", "att", "armed -x", "armed -y", "armed -z"}},
		{"co-op", reading{"", false, "co-op", "co-op", "x", "y", "z"}},
		{`a "armed att`, reading{"", true, "armed att", `"armed att`, `a "x"`, "a y", "a z"}},
		{`a ="armed att`, reading{"", true, "armed att", `="armed att`, `a ="x"`, "a y", "a z"}},
		{`"a b" c`, reading{"", false, "c", "c", `"a b" x`, `"a b" y`, `"a b" z`}},
		{`"a b"`, reading{"", false, "", "", `"a b"x`, `"a b"y`, `"a b"z`}},
		{"org:", reading{"org", false, "", "", "org:x", "org:y", "org:z"}},
		{"a ORG:na", reading{"org", false, "na", "na", "a ORG:x", "a ORG:y", "a ORG:z"}},
		{"org:na b", reading{"", false, "b", "b", "org:na x", "org:na y", "org:na z"}},
		{`org:"north at`, reading{"org", true, "north at", `"north at`, `org:"x"`, "org:y", "org:z"}},
		{"org:(NATO OR e", reading{"org", false, "e", "e", "org:(NATO OR x)", "org:(NATO OR y)", "org:(NATO OR z)"}},
		{"org:(NATO) e", reading{"", false, "e", "e", "org:(NATO) x", "org:(NATO) y", "org:(NATO) z"}},
		{"((a) (b", reading{"", false, "b", "b", "((a) (x))", "((a) (y))", "((a) (z))"}},
		{"article:5 (b", reading{"", false, "b", "b", "article:5 (x)", "article:5 (y)", "article:5 (z)"}},
		{"a) b", reading{"", false, "b", "b", "a) x", "a) y", "a) z"}},
	} {
		typed := ReadTyped(test.text)
		got := reading{typed.Field, typed.Quoted, typed.Last(), typed.Run(), typed.Finish("x"), typed.InsteadOfLast("y"), typed.InsteadOfRun("z")}
		if diff := cmp.Diff(test.want, got); diff != "" {
			t.Errorf("%s (-want +got):\n%s", test.text, diff)
		}
	}
}

func FuzzReadTyped(f *testing.F) {
	for _, text := range []string{`org:("a`, "-(", "a:b:c", `="`, "))"} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		typed := ReadTyped(text)
		if got := typed.Finish(typed.Last()); len(got) < len(string([]rune(text))) {
			t.Errorf("%q finished as it stands is %q", text, got)
		}
	})
}
