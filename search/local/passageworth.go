package local

// mention is where a word or phrase of the query stands in a passage.
type mention struct {
	what        int     // which word or phrase, from 0
	weight      float64 // what it is worth; see view.weigh
	first, last int     // positions of its words
}

// passageWorth says how much of what was asked a passage has, from its mentions
// in reading order. Each word or phrase counts by its weight, more often counts
// a little more, and the nearer it comes to another one the more: up to the
// lesser weight of the two when they are neighbours, and that divided by the
// distance in words when they are not.
func passageWorth(mentions []mention) float64 {
	var asked []*standing // by what
	for _, m := range mentions {
		for m.what >= len(asked) {
			asked = append(asked, nil)
		}
		one := asked[m.what]
		if one == nil {
			one = &standing{}
			asked[m.what] = one
		}
		for _, other := range asked {
			if other != nil && other != one {
				near := min(m.weight, other.before.weight) / float64(max(m.first-other.before.last, 1))
				one.near, other.near = max(one.near, near), max(other.near, near)
			}
		}
		one.frequency++
		one.before = m
	}
	worth := 0.0
	for _, one := range asked {
		if one != nil {
			worth += one.before.weight*one.frequency/(saturation+one.frequency) + one.near
		}
	}
	return worth
}

// standing is what is known of a word or phrase on the way through a passage.
type standing struct {
	frequency float64
	before    mention // the last one
	near      float64 // most that its nearness to another has been worth
}
