package export_test

import (
	"bytes"
	"encoding/json"
	"encoding/xml"
	"fmt"
	"net/url"
	"os/exec"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"entente/export"
	"entente/search"
)

// atomText is an element with text alone.
type atomText struct {
	Type string `xml:"type,attr"`
	Text string `xml:",chardata"`
}

// atomLink is a link of a feed or entry.
type atomLink struct {
	Rel  string `xml:"rel,attr"`
	Type string `xml:"type,attr"`
	Href string `xml:"href,attr"`
}

// atomFeed is what RFC 4287 allows and we write; what else there is ends in Rest.
type atomFeed struct {
	XMLName  xml.Name    `xml:"http://www.w3.org/2005/Atom feed"`
	ID       string      `xml:"http://www.w3.org/2005/Atom id"`
	Title    atomText    `xml:"http://www.w3.org/2005/Atom title"`
	Subtitle atomText    `xml:"http://www.w3.org/2005/Atom subtitle"`
	Updated  string      `xml:"http://www.w3.org/2005/Atom updated"`
	Author   []string    `xml:"http://www.w3.org/2005/Atom author>name"`
	Made     string      `xml:"http://www.w3.org/2005/Atom generator"`
	Links    []atomLink  `xml:"http://www.w3.org/2005/Atom link"`
	Entries  []atomEntry `xml:"http://www.w3.org/2005/Atom entry"`
	Rest     []anyXML    `xml:",any"`
}

type atomEntry struct {
	ID         string     `xml:"http://www.w3.org/2005/Atom id"`
	Title      atomText   `xml:"http://www.w3.org/2005/Atom title"`
	Updated    string     `xml:"http://www.w3.org/2005/Atom updated"`
	Published  string     `xml:"http://www.w3.org/2005/Atom published"`
	Links      []atomLink `xml:"http://www.w3.org/2005/Atom link"`
	Categories []struct {
		Term string `xml:"term,attr"`
	} `xml:"http://www.w3.org/2005/Atom category"`
	Summary atomText `xml:"http://www.w3.org/2005/Atom summary"`
	Rest    []anyXML `xml:",any"`
}

type anyXML struct{ XMLName xml.Name }

// tagURI is the grammar of RFC 4151 as far as it is used here.
var tagURI = regexp.MustCompile(`^tag:[a-z0-9]([a-z0-9.-]*[a-z0-9])?,\d{4}(-\d\d(-\d\d)?)?:[A-Za-z0-9._~!$&'()*+,;=:@/?%-]*$`)

// readFeed reads a feed and checks what RFC 4287 asks of one.
func readFeed(t *testing.T, text string) atomFeed {
	t.Helper()
	var feed atomFeed
	decoder := xml.NewDecoder(strings.NewReader(text))
	if err := decoder.Decode(&feed); err != nil {
		t.Fatalf("%v in\n%s", err, text)
	}
	ids := map[string]bool{}
	check := func(what, id, title string, links []atomLink, rest []anyXML, times ...string) {
		if !tagURI.MatchString(id) || ids[id] {
			t.Errorf("%s has the id %q", what, id)
		}
		ids[id] = true
		if title == "" || len(rest) > 0 {
			t.Errorf("%s has the title %q and %v", what, title, rest)
		}
		for _, when := range times {
			if _, err := time.Parse(time.RFC3339, when); err != nil {
				t.Errorf("%s: %v", what, err)
			}
		}
		alternates := 0
		for _, link := range links {
			if u, err := url.Parse(link.Href); err != nil || !u.IsAbs() || u.Host == "" {
				t.Errorf("%s links to %q", what, link.Href)
			}
			if link.Rel == "alternate" {
				alternates++
			}
		}
		if alternates != 1 {
			t.Errorf("%s has %d alternates", what, alternates)
		}
	}
	check("the feed", feed.ID, feed.Title.Text, feed.Links, feed.Rest, feed.Updated)
	for i, e := range feed.Entries {
		check(fmt.Sprintf("entry %d", i), e.ID, e.Title.Text, e.Links, e.Rest, e.Updated, e.Published)
		if e.Updated > feed.Updated {
			t.Errorf("entry %d is newer than the feed", i)
		}
		if e.Summary.Type != "text" || e.Title.Type != "" {
			t.Errorf("entry %d: texts of type %q, %q", i, e.Summary.Type, e.Title.Type)
		}
	}
	if len(feed.Author) != 1 || feed.Author[0] == "" {
		t.Errorf("authors %q", feed.Author)
	}
	return feed
}

func feedOf(t *testing.T, hits []search.Hit) string {
	t.Helper()
	feed := export.Feed{Title: "Entente: " + hostileText, Self: "http://127.0.0.1:8080/feeds/search.atom?q=a+%26+b", Page: "http://127.0.0.1:8080/?q=a+%26+b", Identity: "IDENTITY"}
	result := &search.Result{Hits: hits, Total: search.Total{Value: len(hits)}, Searched: search.Searched{Documents: 1161}}
	var b bytes.Buffer
	if err := export.WriteFeed(&b, feed, options(), result); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func timedHits() []search.Hit {
	list := hits()
	for i := range list {
		list[i].Added, list[i].Changed = "2026-01-02T00:00:00Z", fmt.Sprintf("2026-01-0%dT10:00:00Z", i+2)
	}
	return list
}

func TestFeedIsReadBack(t *testing.T) {
	feed := readFeed(t, feedOf(t, timedHits()))
	var got []string
	for _, e := range feed.Entries {
		got = append(got, e.Title.Text)
	}
	if diff := cmp.Diff(titles(), got); diff != "" {
		t.Error(diff)
	}
	if feed.ID != "tag:127.0.0.1,2026:entente/IDENTITY/feeds/search?q=a+%26+b" || feed.Updated != "2026-01-05T10:00:00Z" {
		t.Errorf("%s %s", feed.ID, feed.Updated)
	}
	first := feed.Entries[0]
	if first.ID != "tag:127.0.0.1,2026:entente/IDENTITY/documents/north-atlantic-treaty" || len(first.Categories) != 5 || len(first.Links) != 2 {
		t.Errorf("%+v", first)
	}
	if want := "treaty 1949-04-04\nArticle 5: … that an armed attack against one …\nArticle 6, p. 3: For the purpose of Article 5"; first.Summary.Text != want {
		t.Errorf("%q", first.Summary.Text)
	}
	for _, link := range feed.Entries[1].Links {
		if strings.HasPrefix(link.Href, "javascript") {
			t.Error("a script for an address")
		}
	}
}

func TestFeedWithoutEntries(t *testing.T) {
	if feed := readFeed(t, feedOf(t, nil)); len(feed.Entries) != 0 || feed.Updated != "1970-01-01T00:00:00Z" || feed.Subtitle.Text != "0 of 1161 documents" {
		t.Errorf("%+v", feed)
	}
}

// Where the Python library feedparser is at hand it reads the feed.
func TestFeedparser(t *testing.T) {
	if err := exec.Command("python3", "-c", "import feedparser").Run(); err != nil {
		t.Skipf("the Python library feedparser is not here: %v", err)
	}
	command := exec.Command("python3", "-c", `import feedparser, json, sys
f = feedparser.parse(sys.stdin.buffer.read(), sanitize_html=False)
print(json.dumps([f.version, bool(f.bozo), f.feed.id] + [[e.id, e.title, e.updated, e.published, e.link] for e in f.entries]))`)
	command.Stdin = strings.NewReader(feedOf(t, timedHits()))
	out, err := command.Output()
	if err != nil {
		t.Fatal(err)
	}
	var got []any
	if err := json.Unmarshal(out, &got); err != nil {
		t.Fatal(err)
	}
	want := []any{"atom10", false, "tag:127.0.0.1,2026:entente/IDENTITY/feeds/search?q=a+%26+b"}
	for i, h := range timedHits() {
		want = append(want, []any{"tag:127.0.0.1,2026:entente/IDENTITY/documents/" + h.ID, titles()[i], h.Changed, h.Added, "http://127.0.0.1:8080" + h.URL})
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}
