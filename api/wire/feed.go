package wire

import (
	"net/url"
	"slices"

	"entente/search"
)

// FeedParameters returns the names of the parameters of a feed, in the order
// shown: those that decide which hits there are.
func FeedParameters() []string {
	return slices.DeleteFunc(RecordParameters(), func(name string) bool { return name == Sort })
}

// ParseFeed reads the parameters of a feed as ParseRequest does.
func ParseFeed(values url.Values) (search.Request, error) { return parse(values, FeedParameters()) }

// FeedValues writes what ParseFeed reads of a request.
func FeedValues(r search.Request) url.Values { return keep(Values(r), FeedParameters()) }
