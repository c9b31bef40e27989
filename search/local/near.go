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
// document. What has more is refused, since a part of them would be a wrong answer.
const maxPairs = 1 << 16

// nearReader reads the pairs of occurrences within reach of each other: every
// pair as one occurrence.
type nearReader struct {
	near  *near
	sides []reader // left and right
	ctx   context.Context
	found []occurrence
}

func (r *nearReader) at(doc uint32) ([]occurrence, error) {
	left, right, err := r.operands(doc)
	if err != nil {
		return nil, err
	}
	r.found = r.found[:0]
	partners := newPartners(r.near.reach, right)
	for i, l := range left {
		if err := r.checkOn(i); err != nil {
			return nil, err
		}
		partners.each(l, func(j int) bool {
			r.found = append(r.found, joinPair(l, right[j]))
			return len(r.found) <= 4*maxPairs
		})
	}
	r.found = sortOccurrences(r.found)
	if len(r.found) > maxPairs {
		return nil, refuse(r.near.at, fmt.Sprintf("this nearness is met in more than %d ways in one document", maxPairs),
			"use a smaller number or rarer words")
	}
	return r.found, nil
}

// taking returns those occurrences of the operands that have a partner, sorted.
func (r *nearReader) taking(doc uint32) ([]occurrence, error) {
	left, right, err := r.operands(doc)
	if err != nil {
		return nil, err
	}
	r.found = r.found[:0]
	if err := r.appendTaking(left, newPartners(r.near.reach, right)); err != nil {
		return nil, err
	}
	mirrored := newPartners(r.near.reach, left)
	mirrored.left = true
	if err := r.appendTaking(right, mirrored); err != nil {
		return nil, err
	}
	r.found = sortOccurrences(r.found)
	return r.found, nil
}

func (r *nearReader) appendTaking(side []occurrence, partners partners) error {
	for i, o := range side {
		if err := r.checkOn(i); err != nil {
			return err
		}
		if partners.has(o) {
			r.found = append(r.found, o)
		}
	}
	return nil
}

// has reports whether the document has a pair.
func (r *nearReader) has(doc uint32) (bool, error) {
	left, right, err := r.operands(doc)
	if err != nil {
		return false, err
	}
	partners := newPartners(r.near.reach, right)
	for i, l := range left {
		if err := r.checkOn(i); err != nil {
			return false, err
		}
		if partners.has(l) {
			return true, nil
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

func (r *nearReader) checkOn(i int) error {
	if i%1024 == 1023 {
		return r.ctx.Err()
	}
	return nil
}

// partners finds the occurrences within reach of one of the other side.
type partners struct {
	reach  search.Reach
	left   bool         // all are occurrences of the left operand
	all    []occurrence // sorted
	widest place        // the most that the last word of one is after its first
}

func newPartners(reach search.Reach, all []occurrence) partners {
	p := partners{reach: reach, all: all}
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
// returns false.
func (p partners) each(o occurrence, visit func(i int) bool) {
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
		if p.pair(o, a) && !visit(i) {
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
	for _, x := range a.runs() {
		for _, y := range b.runs() {
			if x.first <= y.last && y.first <= x.last {
				return true
			}
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
