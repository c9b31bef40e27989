package instrument

import (
	"regexp"
	"sync"
)

// expression is a regular expression that is compiled when it is first used: most
// processes read no treaty, and all of these take longer than the rest of a start.
type expression func() *regexp.Regexp

func newExpression(text string) expression {
	return sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(text) })
}
