package export

import (
	"cmp"
	"encoding/xml"
	"fmt"
	"io"
	"net/url"
	"strings"

	"entente/search"
)

// AtomMediaType is the media type of feeds.
const AtomMediaType = "application/atom+xml"

// FeedEntries is how many documents a feed is made of: those that came last.
const FeedEntries = 50

// Feed says where a feed of a search is served.
type Feed struct {
	Title string
	Self  string // address of the feed, whole
	Page  string // address of the search page with the same search, whole
	// Identity is that of the collection (search.Stats).
	Identity string
	// Entry returns the path with which a hit is read; nil means its own.
	Entry func(h *search.Hit) string
}

// unfilled is the time of a feed that has had no entry yet: Atom asks for one, and
// it must not change while nothing comes.
const unfilled = "1970-01-01T00:00:00Z"

// WriteFeed writes the hits of a result, which is in the order search.ByAdded, as
// an Atom feed (RFC 4287). Ids are tag URIs (RFC 4151) made of the host of o.Base,
// the identity of the collection and the id of the document, so that a document
// keeps its id in every feed here.
func WriteFeed(w io.Writer, f Feed, o Options, result *search.Result) error {
	self, err := url.Parse(f.Self)
	if err != nil {
		return fmt.Errorf("naming a feed: %w", err)
	}
	base := tagBase(o.Base, f.Identity)
	feed := atomFeed{
		Namespace: "http://www.w3.org/2005/Atom", ID: base + "feeds/search?" + self.RawQuery, Title: line(f.Title),
		Subtitle: fmt.Sprintf("%d of %d documents", result.Total.Value, result.Searched.Documents),
		Updated:  unfilled, Generator: "Entente", Author: atomAuthor{"Entente"},
		Links: []atomLink{{Rel: "self", Type: AtomMediaType, Href: f.Self}, {Rel: "alternate", Type: "text/html", Href: f.Page}},
	}
	for i := range result.Hits {
		entry := f.entry(&result.Hits[i], o, base)
		feed.Updated = max(feed.Updated, entry.Updated) // times of one form, in order as texts
		feed.Entries = append(feed.Entries, entry)
	}
	text, err := xml.MarshalIndent(feed, "", " ")
	if err != nil {
		return fmt.Errorf("writing a feed: %w", err)
	}
	_, err = io.WriteString(w, xml.Header+string(text)+"\n")
	return err
}

// tagBase is what the ids of a collection begin with.
func tagBase(base, identity string) string {
	host := "localhost"
	if u, err := url.Parse(base); err == nil && u.Hostname() != "" && !strings.Contains(u.Hostname(), ":") {
		host = strings.ToLower(u.Hostname())
	}
	return "tag:" + host + ",2026:entente/" + url.PathEscape(identity) + "/"
}

func (f Feed) entry(h *search.Hit, o Options, base string) atomEntry {
	path := h.URL
	if f.Entry != nil {
		path = f.Entry(h)
	}
	entry := atomEntry{
		ID: base + "documents/" + url.PathEscape(h.ID), Title: cmp.Or(line(h.Title), h.ID), Published: h.Added, Updated: h.Changed,
		Links: []atomLink{{Rel: "alternate", Type: "text/html", Href: o.address(path)}},
	}
	if official := webAddress(h.Source.URL); official != "" {
		entry.Links = append(entry.Links, atomLink{Rel: "related", Href: official})
	}
	for _, list := range []struct {
		field  string
		values []string
	}{{"type", []string{h.Type}}, {"org", h.Organizations}, {"topic", h.Topics}, {"party", h.Parties}} {
		labels := o.labels(list.field, list.values)
		for i, value := range list.values {
			if value != "" {
				entry.Categories = append(entry.Categories, atomCategory{Term: line(value), Label: line(labels[i])})
			}
		}
	}
	entry.Summary.Type, entry.Summary.Text = "text", summary(h)
	return entry
}

// summary says what a hit is and where it is hit.
func summary(h *search.Hit) string {
	var parts []string
	if facts := strings.TrimSpace(line(h.Type) + " " + h.Date.String()); facts != "" {
		parts = append(parts, facts)
	}
	for _, p := range h.Passages {
		parts = append(parts, strings.TrimPrefix(line(p.Label)+": "+line(p.Text), ": "))
	}
	return strings.Join(parts, "\n")
}

// The elements of a feed that are written.
type atomFeed struct {
	XMLName   struct{}    `xml:"feed"`
	Namespace string      `xml:"xmlns,attr"`
	ID        string      `xml:"id"`
	Title     string      `xml:"title"`
	Subtitle  string      `xml:"subtitle"`
	Updated   string      `xml:"updated"`
	Author    atomAuthor  `xml:"author"`
	Generator string      `xml:"generator"`
	Links     []atomLink  `xml:"link"`
	Entries   []atomEntry `xml:"entry"`
}

type atomAuthor struct {
	Name string `xml:"name"`
}

type atomLink struct {
	Rel  string `xml:"rel,attr"`
	Type string `xml:"type,attr,omitempty"`
	Href string `xml:"href,attr"`
}

type atomCategory struct {
	Term  string `xml:"term,attr"`
	Label string `xml:"label,attr"`
}

type atomEntry struct {
	ID         string         `xml:"id"`
	Title      string         `xml:"title"`
	Updated    string         `xml:"updated"`
	Published  string         `xml:"published"`
	Links      []atomLink     `xml:"link"`
	Categories []atomCategory `xml:"category"`
	Summary    struct {
		Type string `xml:"type,attr"`
		Text string `xml:",chardata"`
	} `xml:"summary"`
}
