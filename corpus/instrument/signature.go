package instrument

import (
	"cmp"
	"slices"
	"strings"

	"entente/corpus"
)

// A clause says in a set form of words where and when an instrument was signed.
type clause struct {
	kind    clauseKind
	passage int
	words   string
	date    corpus.Date // unknown where it could not be read
	places  []string
}

func (c clause) isDated() bool  { return !c.date.IsZero() }
func (c clause) isPlaced() bool { return len(c.places) > 0 }

// reading says where the clause stands.
func (c clause) reading() corpus.Reading {
	if c.kind == titled {
		return corpus.Reading{Origin: corpus.Detected, Words: quotable(c.words)}
	}
	return detected(c.passage, c.words)
}

// clauseKind orders clauses: the words shown are those of the first kind that a document has.
type clauseKind int

const (
	doneAt     clauseKind = iota // Done at Paris, this 4 April 1949
	inWitness                    // In witness whereof … have signed, at Paris, this 4 April 1949
	madeAt                       // Articles of a treaty made at Paris, this 4 April 1949 (the opening)
	exchange                     // The Hague, 24 March 1960 (above letters or notes)
	openedFrom                   // shall be open for signature at Paris from 4 April 1949
	titled                       // Treaty with Norway, signed at Paris on 4 April 1949 (the title)
)

// readSignature fills in date and place of signature. Clauses that give
// different dates say nothing about either.
func readSignature(d *corpus.Document) {
	all := clauses(d)
	for _, others := range []func(*corpus.Document) []clause{letterClauses, openClauses} {
		if !slices.ContainsFunc(all, clause.isDated) {
			all = append(all, others(d)...)
		}
	}
	if !slices.ContainsFunc(all, clause.isDated) || !slices.ContainsFunc(all, clause.isPlaced) {
		all = append(all, titleClauses(d)...)
	}
	slices.SortStableFunc(all, func(a, b clause) int { return cmp.Compare(a.kind, b.kind) })
	var dated, placed *clause
	for i, c := range all {
		if !c.date.IsZero() && dated == nil {
			dated = &all[i]
		} else if !c.date.IsZero() && c.date != dated.date {
			return
		}
		if len(c.places) > 0 && placed == nil {
			placed = &all[i]
		}
	}
	takeClause(d.Instrument, dated, placed)
}

// takeClause takes date and places where they are not known. A place is not
// taken of a clause beside a declared date that the clause contradicts.
func takeClause(i *corpus.Instrument, dated, placed *clause) {
	known := i.Signed.Date
	if dated != nil && known.IsZero() {
		i.Signed = corpus.StatedDate{Date: dated.date, Reading: dated.reading()}
	}
	if placed == nil || len(i.Places) > 0 {
		return
	}
	if !known.IsZero() && !placed.date.IsZero() && !agree(known, placed.date) {
		return
	}
	for _, place := range placed.places {
		i.Places = appendOnce(i.Places, corpus.Statement{Value: place, Reading: placed.reading()})
	}
}

// agree reports whether two dates can mean the same day.
func agree(a, b corpus.Date) bool {
	first, last, _ := a.Span()
	otherFirst, otherLast, _ := b.Span()
	return !last.Before(otherFirst) && !otherLast.Before(first)
}

// clauses lists the clauses of signature of a document, without its annexes.
func clauses(d *corpus.Document) []clause {
	var all []clause
	begun, back := false, false
	opening, at := "", 0
	body(d, func(n int, text string) {
		if !begun && strings.TrimSpace(text) != "" {
			begun = true
			opening, at = text, n
			all = append(all, openingClause(n, text)...)
		}
		all = append(all, doneClauses(n, text)...)
		all = append(all, witnessClauses(n, text)...)
		back = back || refersBack(text)
	})
	if back && !slices.ContainsFunc(all, clause.isDated) {
		all = append(all, referredClause(at, opening)...)
	}
	return all
}
