package formats

import "fmt"

// failures are what of the contents of a file could not be read.
type failures struct {
	bad      int      // how many
	reason   Reason   // of all, Malformed for several reasons
	problems []string // the first of them, at most maxReported
}

// fail counts one, and tells it by a text unless many have been told.
func (f *failures) fail(err error, text string) {
	f.bad++
	if reason := failure(err).Reason; f.bad == 1 {
		f.reason = reason
	} else if f.reason != reason {
		f.reason = Malformed
	}
	if f.bad <= maxReported {
		f.problems = append(f.problems, text)
	}
}

// told lists them, and says how many more there are of what.
func (f *failures) told(what string) []string {
	if f.bad <= maxReported {
		return f.problems
	}
	return append(f.problems, fmt.Sprintf("%d more %s", f.bad-maxReported, what))
}
