package local

import (
	"context"
	"fmt"
	"math"
	"slices"
	"sort"

	"entente/search"
)

// maxPairs is how many occurrences of nearness within nearness are kept of one
// text, or of the texts of one part. What has more is refused, since a part of them
// would be a wrong answer.
const maxPairs = 1 << 16

// nearReader reads the pairs of occurrences within reach of each other: every
// pair as one occurrence.
type nearReader struct {
	near  *near
	sides []reader // left and right
	room  *room
	found []occurrence
}

func (r *nearReader) at(doc uint32) ([]occurrence, error) {
	left, right, err := r.operands(doc)
	if err != nil {
		return nil, err
	}
	r.found = emptied(r.found)
	partners := r.partners(right)
	for _, l := range left {
		words := 0
		partners.each(l, func(j int) bool {
			pair := joinPair(l, right[j])
			words += len(pair.words)
			r.found = append(r.found, pair)
			return len(r.found) <= 4*maxPairs
		})
		if partners.pace.err != nil {
			return nil, partners.pace.err
		}
		if len(r.found) > 4*maxPairs {
			return nil, r.tooManyPairs(doc)
		}
		if err := r.room.hold(doc, words); err != nil {
			return nil, err
		}
	}
	r.found = sortOccurrences(r.found)
	if len(r.found) > maxPairs {
		return nil, r.tooManyPairs(doc)
	}
	return r.found, nil
}

func (r *nearReader) tooManyPairs(doc uint32) error {
	return refuse(r.near.at, fmt.Sprintf("this nearness is met in more than %d ways in one passage of the document %s", maxPairs, r.room.ids[doc]),
		"use a smaller number or rarer words")
}

// taking returns those of the occurrences of the operands that have a partner, sorted.
func (r *nearReader) taking(left, right []occurrence) ([]occurrence, error) {
	r.found = slices.Grow(emptied(r.found), len(left)+len(right))
	if err := r.appendTaking(left, r.partners(right)); err != nil {
		return nil, err
	}
	mirrored := r.partners(left)
	mirrored.left = true
	if err := r.appendTaking(right, mirrored); err != nil {
		return nil, err
	}
	r.found = sortOccurrences(r.found)
	return r.found, nil
}

func (r *nearReader) appendTaking(side []occurrence, partners partners) error {
	for _, o := range side {
		if partners.has(o) {
			r.found = append(r.found, o)
		}
		if partners.pace.err != nil {
			return partners.pace.err
		}
	}
	return nil
}

// has reports whether the occurrences of the operands make a pair.
func (r *nearReader) has(left, right []occurrence) (bool, error) {
	partners := r.partners(right)
	for _, l := range left {
		if partners.has(l) {
			return true, nil
		}
		if partners.pace.err != nil {
			return false, partners.pace.err
		}
	}
	return false, nil
}

func (r *nearReader) operands(doc uint32) (left, right []occurrence, err error) {
	if left, err = r.sides[0].at(doc); err != nil {
		return nil, nil, err
	}
	right, err = r.sides[1].at(doc)
	return left, right, err
}

func (r *nearReader) partners(all []occurrence) partners {
	return newPartners(r.near.reach, all, &pace{ctx: r.room.ctx})
}

// pace looks from time to time whether ctx is done.
type pace struct {
	ctx   context.Context
	steps int
	err   error
}

// step counts steps and reports whether to go on.
func (p *pace) step(n int) bool {
	if p.steps += n; p.steps >= 1<<14 {
		p.steps, p.err = 0, p.ctx.Err()
	}
	return p.err == nil
}

// partners finds the occurrences within reach of one of the other side.
type partners struct {
	reach  search.Reach
	left   bool         // all are occurrences of the left operand
	all    []occurrence // sorted
	widest place        // the most that the last word of one is after its first
	pace   *pace
}

func newPartners(reach search.Reach, all []occurrence, pace *pace) partners {
	p := partners{reach: reach, all: all, pace: pace}
	for _, o := range all {
		p.widest = max(p.widest, o.last-o.first)
	}
	return p
}

func (p partners) has(o occurrence) bool {
	found := false
	p.each(o, func(int) bool {
		found = true
		return false
	})
	return found
}

// each visits the occurrences within reach of o by their index, until visit
// returns false or there is an error of the pace.
func (p partners) each(o occurrence, visit func(i int) bool) {
	if !p.pace.step(1) {
		return
	}
	from, to := p.bounds(o)
	first := sort.Search(len(p.all), func(i int) bool {
		a := p.all[i]
		return a.first >= from && (p.reach.Unit != search.BySentence || a.first > to || a.firstSentence >= o.firstSentence)
	})
	for i := first; i < len(p.all) && p.all[i].first <= to; i++ {
		a := p.all[i]
		if p.reach.Unit == search.BySentence && a.firstSentence > o.firstSentence {
			return
		}
		if !p.pace.step(1+len(o.words)+len(a.words)) || p.pair(o, a) && !visit(i) {
			return
		}
	}
}

func (p partners) pair(o, a occurrence) bool {
	if p.left {
		return within(p.reach, a, o)
	}
	return within(p.reach, o, a)
}

// bounds returns between which places the first word of a partner of o can stand.
func (p partners) bounds(o occurrence) (from, to place) {
	from = o.first >> 32 << 32
	to = from + math.MaxUint32
	if p.reach.Unit == search.ByWords {
		reach := place(p.reach.Words)
		from += o.first - from - min(o.first-from, reach+p.widest)
		to = min(to, o.last+reach)
	}
	switch {
	case p.reach.Ordered && p.left:
		to = min(to, o.first)
	case p.reach.Ordered:
		from = max(from, o.last+1)
	}
	return from, to
}

// within reports whether two occurrences are a pair: see search.Near.
func within(reach search.Reach, left, right occurrence) bool {
	if left.first.text() != right.first.text() || shareWord(left, right) {
		return false
	}
	if reach.Ordered && right.first <= left.last {
		return false
	}
	switch reach.Unit {
	case search.ByPassage:
		return true
	case search.BySentence:
		s := left.firstSentence
		return left.lastSentence == s && right.firstSentence == s && right.lastSentence == s
	}
	return distance(left, right) <= place(reach.Words)
}

func distance(a, b occurrence) place {
	switch {
	case a.last < b.first:
		return b.first - a.last
	case b.last < a.first:
		return a.first - b.last
	}
	return 0
}

func shareWord(a, b occurrence) bool {
	if a.last < b.first || b.last < a.first {
		return false
	}
	if a.words == nil && b.words == nil {
		return true
	}
	x, y := a.runs(), b.runs()
	for len(x) > 0 && len(y) > 0 {
		switch {
		case x[0].last < y[0].first:
			x = x[1:]
		case y[0].last < x[0].first:
			y = y[1:]
		default:
			return true
		}
	}
	return false
}

// joinPair returns the words of both.
func joinPair(a, b occurrence) occurrence {
	joined := occurrence{
		first: min(a.first, b.first), last: max(a.last, b.last),
		firstSentence: min(a.firstSentence, b.firstSentence), lastSentence: max(a.lastSentence, b.lastSentence),
		words: append(append([]run(nil), a.runs()...), b.runs()...),
	}
	slices.SortFunc(joined.words, compareRuns)
	return joined
}
