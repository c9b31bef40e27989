package gazetteer

import (
	"cmp"
	"slices"

	"entente/corpus"
)

// How much evidence a detected tag needs.
const (
	minAcronyms  = 2    // of an organization that is not named in full
	wordsForOne  = 400  // words of text for each of which an organization needs a mention more,
	enoughNames  = 4    // up to so many, beyond which wordsForEach counts
	minPhrases   = 3    // occurrences of a topic's phrases outside the title
	minDifferent = 2    // different phrases among them
	minRepeated  = 4    // occurrences of a single phrase that are as good
	wordsForMore = 1000 // words of text for each of which a topic needs an occurrence more,
	enough       = 25   // up to so many
	minOpening   = 4    // occurrences of different phrases at the beginning that are as good
	openingWords = 300  // words that are the beginning
	wordsApart   = 200  // words of text from which on a topic must not stand in one place only,
	placeWords   = 15   // which is so many words between occurrences at most
	wordsForEach = 3000 // words of text for each of which an organization needs a mention
	maxTopics    = 5
	maxParties   = 40
	titleWeight  = 20 // occurrences that one in the title is worth when topics are ranked
)

// Tag adds to d the organizations, topics and parties that its title and
// passages give evidence of, as detected tags with the words found. Tags that
// d has stay as they are and are not repeated. Parties are the states that
// conclude a treaty, so no other document gets any: to name a state is not to be
// bound. A treaty that names more than 40 states gets none either, since such a
// list says nothing about it; and parties declared under a known name are taken
// to be complete.
func (g *Gazetteer) Tag(d *corpus.Document) {
	r := g.readDocument(d)
	d.Organizations = r.tag(d.Organizations, r.organizations())
	d.Topics = r.tag(d.Topics, r.topics(d.Topics))
	if r.declared(party, d.Parties) == 0 {
		d.Parties = r.tag(d.Parties, r.partiesOf())
	}
}

// declared counts the tags that a document has under a known name.
func (r *reading) declared(f field, tags []corpus.Tag) int {
	n := 0
	for _, t := range tags {
		if _, ok := r.Resolve(fieldNames[f], t.Name); ok {
			n++
		}
	}
	return n
}

// tag appends a detected tag for each entry that has none.
func (r *reading) tag(tags []corpus.Tag, entries []int32) []corpus.Tag {
	for _, i := range entries {
		if !r.has(tags, i) {
			evidence := r.tallies[i].total().words
			tags = append(tags, corpus.Tag{Name: r.entries[i].Name, Origin: corpus.Detected, Evidence: evidence})
		}
	}
	return tags
}

// has reports whether one of the tags is for entry i, under any of its names.
func (r *reading) has(tags []corpus.Tag, i int32) bool {
	e := r.entries[i]
	return slices.ContainsFunc(tags, func(t corpus.Tag) bool {
		name, ok := r.Resolve(fieldNames[e.Field], t.Name)
		return ok && name == e.Name
	})
}

// organizations returns the organizations with enough evidence, in the order
// in which the document names them: a short text need name one once, a long one
// comes back to what it is about, and a treaty says who concludes it.
func (r *reading) organizations() []int32 {
	least := max(min(1+r.matcher.words/wordsForOne, enoughNames), r.matcher.words/wordsForEach)
	found := r.each(organization, func(t *tally) bool {
		c := t.total()
		return c.title > 0 || c.mentions() >= least && (c.names > 0 || c.acronyms >= minAcronyms)
	})
	if r.parties != nil {
		found = append(found, r.only(organization, r.parties.all())...)
		slices.Sort(found)
		found = slices.Compact(found)
	}
	r.sortByFirst(found)
	return found
}

// topics returns the topics with enough evidence, the best first, as many as
// make five with those that the document has.
func (r *reading) topics(tags []corpus.Tag) []int32 {
	limit := max(maxTopics-r.declared(topic, tags), 0)
	found := r.each(topic, r.isTopic)
	r.sortBy(found, func(c count) int { return c.mentions() + titleWeight*c.title })
	found = slices.DeleteFunc(found, func(i int32) bool { return r.has(tags, i) })
	return found[:min(len(found), limit)]
}

// isTopic reports whether a document is about a topic: its title says so, its
// text begins with it or comes back to it. A long text needs to come back more
// often, and to list its phrases in one place is not enough.
func (r *reading) isTopic(t *tally) bool {
	c := t.total()
	different := len(t.phrases) >= minDifferent
	switch {
	case c.title > 0, different && c.opening >= minOpening:
		return true
	case r.matcher.words > wordsApart && c.places < 2:
		return false
	}
	more := r.matcher.words / wordsForMore
	return different && c.mentions() >= min(minPhrases+more, enough) || c.mentions() >= min(minRepeated+more, enough)
}

// partiesOf returns the states that conclude a treaty: those that its opening
// and signatures show, else those in its title.
func (r *reading) partiesOf() []int32 {
	if r.parties == nil {
		return nil
	}
	found := slices.DeleteFunc(r.only(party, r.parties.all()), func(i int32) bool { return r.tallies[i].total().mentions() == 0 })
	if len(found) == 0 {
		found = r.each(party, func(t *tally) bool { return t.total().title > 0 })
	}
	if len(found) > maxParties {
		return nil
	}
	r.sortByFirst(found)
	return found
}

// each returns the entries of a field whose tally satisfies enough, in the
// order of the data.
func (r *reading) each(f field, enough func(*tally) bool) []int32 {
	var found []int32
	for i, t := range r.tallies {
		if r.entries[i].Field == f && enough(t) {
			found = append(found, i)
		}
	}
	slices.Sort(found)
	return found
}

// only returns the entries of a field.
func (r *reading) only(f field, entries []int32) []int32 {
	return slices.DeleteFunc(entries, func(i int32) bool { return r.entries[i].Field != f })
}

// sortByFirst orders entries by where the document first names them.
func (r *reading) sortByFirst(entries []int32) {
	r.sortBy(entries, func(c count) int { return -c.first })
}

// sortBy orders entries by weight, the greatest first, else by the data.
func (r *reading) sortBy(entries []int32, weight func(count) int) {
	slices.SortStableFunc(entries, func(a, b int32) int {
		return cmp.Compare(weight(r.tallies[b].total()), weight(r.tallies[a].total()))
	})
}
