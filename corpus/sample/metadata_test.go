package sample

import (
	"net/url"
	"regexp"
	"slices"
	"strings"
	"testing"

	"golang.org/x/text/language"

	"entente/corpus"
	"entente/corpus/gazetteer"
)

// taxonomy returns the topics that the gazetteer knows.
func taxonomy(t *testing.T) []string {
	t.Helper()
	names, err := gazetteer.New()
	if err != nil {
		t.Fatal(err)
	}
	return names.Names("topic")
}

func TestFrontMatter(t *testing.T) {
	topics := taxonomy(t)
	for id, d := range documents(t) {
		t.Run(id, func(t *testing.T) {
			if d.ID != id {
				t.Errorf("id is %q, the file is %q", d.ID, id)
			}
			if !corpus.ValidID(d.ID) {
				t.Errorf("%q is no valid id", d.ID)
			}
			if d.Title == "" || strings.TrimSpace(d.Title) != d.Title {
				t.Errorf("title %q", d.Title)
			}
			about := []string{"article", "organization", "initiative"}
			if summary := strings.HasSuffix(d.Title, " (summary)"); summary == slices.Contains(about, d.Type) {
				t.Errorf("title %q: what describes an instrument says that it is a summary, and nothing else does", d.Title)
			}
			if !slices.Contains(corpus.Types(), d.Type) {
				t.Errorf("type %q is none of %v", d.Type, corpus.Types())
			}
			if d.Language != "en" {
				t.Errorf("language is %q, want en", d.Language)
			}
			checkDate(t, d)
			checkAddress(t, d.URL)
			checkTopics(t, d.Topics, topics)
			checkOrganizations(t, d.Organizations)
			checkParties(t, d)
		})
	}
}

// checkDate wants a date for everything that was signed, adopted or founded;
// the topics of defence cooperation have none.
func checkDate(t *testing.T, d document) {
	t.Helper()
	if d.Type == "article" {
		if d.Date != "" {
			t.Errorf("a topic dated %q", d.Date)
		}
		return
	}
	if _, err := corpus.ParseDate(d.Date); err != nil {
		t.Error(err)
	}
}

func checkAddress(t *testing.T, address string) {
	t.Helper()
	u, err := url.Parse(address)
	if err != nil {
		t.Error(err)
		return
	}
	if u.Scheme != "https" || u.Host == "" || u.User != nil {
		t.Errorf("url %q is not an https address", address)
	}
}

func checkTopics(t *testing.T, topics, known []string) {
	t.Helper()
	if len(topics) == 0 || len(topics) > 4 {
		t.Errorf("%d topics, want 1 to 4", len(topics))
	}
	checkOnce(t, topics)
	for _, topic := range topics {
		if !slices.Contains(known, topic) {
			t.Errorf("topic %q is not in the taxonomy", topic)
		}
	}
}

func checkOrganizations(t *testing.T, organizations []string) {
	t.Helper()
	checkOnce(t, organizations)
	for _, organization := range organizations {
		if organization == "" || strings.TrimSpace(organization) != organization {
			t.Errorf("organization %q", organization)
		}
	}
}

// unquotedNorway finds NO where YAML 1.1 would read it as false.
var unquotedNorway = regexp.MustCompile(`(?m)^parties:.*[\[ ,]NO[\] ,]`)

func checkParties(t *testing.T, d document) {
	t.Helper()
	checkOnce(t, d.Parties)
	for _, party := range d.Parties {
		if !isState(party) {
			t.Errorf("party %q is neither a country code nor a state that is no more", party)
		}
	}
	if unquotedNorway.MatchString(d.front) {
		t.Error(`write "NO" for Norway, with its quotation marks`)
	}
}

func isState(party string) bool {
	switch party {
	case "Soviet Union", "Czechoslovakia", "East Germany", "Yugoslavia", "Hejaz":
		return true
	}
	region, err := language.ParseRegion(party)
	return err == nil && len(party) == 2 && region.IsCountry() && region.String() == party
}

func checkOnce(t *testing.T, names []string) {
	t.Helper()
	for i, name := range names {
		if slices.Contains(names[:i], name) {
			t.Errorf("%q is listed twice", name)
		}
	}
}

func TestTitlesDiffer(t *testing.T) {
	seen := map[string]string{}
	for id, d := range documents(t) {
		title := strings.ToLower(d.Title)
		if other, ok := seen[title]; ok {
			t.Errorf("%s and %s are both called %q", id, other, d.Title)
		}
		seen[title] = id
	}
}
