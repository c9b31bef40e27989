package api

import (
	"fmt"

	"entente/api/wire"
)

// slots bound how much work of one kind is under way at once: there is one element
// in the channel for each that is.
type slots chan struct{}

// take takes a slot, for the caller to release. Where none is left the error says
// what the server does how much of at once: answers, searches.
func (s slots) take(does, what string) (release func(), err error) {
	select {
	case s <- struct{}{}:
		return func() { <-s }, nil
	default:
		return nil, wire.NewProblem(wire.KindBusy, fmt.Sprintf("The server %s %d %s at once. Try again after %s seconds.", does, cap(s), what, retryAfter))
	}
}
