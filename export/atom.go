package export

import (
	"context"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"net/url"
	"strings"

	"entente/search"
)

// AtomMediaType is the media type of feeds.
const AtomMediaType = "application/atom+xml"

// FeedEntries is how many entries a feed has at most: the documents that came last.
const FeedEntries = 50

// Feed says where a feed of a search is served.
type Feed struct {
	Title string
	Self  string // address of the feed, whole
	Page  string // address of the search page with the same search, whole
	// Entry returns the path with which a hit is read; nil means its own.
	Entry func(h *search.Hit) string
}

// unfilled is the time of a feed that has had no entry yet: Atom asks for one, and
// it must not change while nothing comes.
const unfilled = "1970-01-01T00:00:00Z"

// WriteFeed writes the hits of a request that came to the collection last as an
// Atom feed (RFC 4287), newest first. Ids are tag URIs (RFC 4151) made of the host
// of o.Base, the collection and the document, so that a document keeps its id in
// every feed here. Errors of the search are as for search.Engine.Search; nothing is
// written then.
func WriteFeed(ctx context.Context, w io.Writer, f Feed, o Options, from Walker, r search.Request) error {
	r.Sort = search.ByAdded
	feed := atomFeed{
		Namespace: "http://www.w3.org/2005/Atom", Title: line(f.Title), Updated: unfilled, Generator: "Entente", Author: atomAuthor{"Entente"},
		Links: []atomLink{{Rel: "self", Type: AtomMediaType, Href: f.Self}, {Rel: "alternate", Type: "text/html", Href: f.Page}},
	}
	ctx, found, release := hurry(ctx, o.Patience)
	defer release()
	var base string
	err := from.Walk(ctx, r, func(record *search.Record) error {
		found()
		base = tagBase(o.Base, record.Identity)
		asked, err := url.Parse(f.Self)
		if err != nil {
			return fmt.Errorf("naming a feed: %w", err)
		}
		feed.ID = base + "feeds/search?" + asked.RawQuery
		feed.Subtitle = fmt.Sprintf("%d of %d documents", record.Total.Value, record.Searched.Documents)
		return nil
	}, func(h *search.Hit) error {
		if len(feed.Entries) == FeedEntries {
			return errEnough
		}
		entry := f.entry(h, o, base)
		feed.Updated = max(feed.Updated, entry.Updated) // times of one form, in order as texts
		feed.Entries = append(feed.Entries, entry)
		return nil
	})
	switch {
	case errors.Is(err, context.Canceled) && errors.Is(context.Cause(ctx), search.ErrTimeout):
		return search.ErrTimeout
	case err != nil && !errors.Is(err, errEnough):
		return err
	}
	text, err := xml.MarshalIndent(feed, "", " ")
	if err != nil {
		return fmt.Errorf("writing a feed: %w", err)
	}
	_, err = io.WriteString(w, xml.Header+string(text)+"\n")
	return err
}

// errEnough ends a walk when the feed is full.
var errEnough = errors.New("the feed is full")

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
		ID: base + "documents/" + url.PathEscape(h.ID), Title: line(h.Title), Published: h.Added, Updated: h.Changed,
		Links: []atomLink{{Rel: "alternate", Type: "text/html", Href: o.address(path)}},
	}
	if entry.Title == "" {
		entry.Title = h.ID
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
