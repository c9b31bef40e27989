package gazetteer

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestOrganizations(t *testing.T) {
	organizations := newGazetteer(t).Organizations()
	want := Organization{
		Value: "UN", Label: "UN", Source: "https://www.un.org",
		Names: []Name{
			{"United Nations", "en", false}, {"United Nations Organization", "en", false}, {"UN", "", false},
			{"Nations Unies", "fr", false}, {"Organisation des Nations Unies", "fr", false}, {"ONU", "fr", false},
		},
	}
	found := false
	for _, o := range organizations {
		if o.Source == "" || len(o.Names) == 0 {
			t.Errorf("%s has the names %v and the source %q", o.Value, o.Names, o.Source)
		}
		if o.Value == want.Value {
			found = true
			if diff := cmp.Diff(want, o); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		}
		if o.Value == "WHO" && !cmp.Equal(o.Names[2], Name{"WHO", "", true}) {
			t.Errorf("a weak acronym is %+v", o.Names[2])
		}
	}
	if !found {
		t.Errorf("no %s among %d organizations", want.Value, len(organizations))
	}
}
