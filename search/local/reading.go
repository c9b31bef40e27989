package local

// reading is what was read of a pattern in one document: its occurrences, or of
// nearness those of its operands, since of the pairs that they make there can be
// far more. It is good until the reader is asked for another document.
type reading struct {
	all         []occurrence
	near        *nearReader // nil for other patterns
	left, right []occurrence
}

func readingOf(r reader, doc uint32) (reading, error) {
	if pairs, ok := r.(*nearReader); ok {
		left, right, err := pairs.operands(doc)
		return reading{near: pairs, left: left, right: right}, err
	}
	all, err := r.at(doc)
	return reading{all: all}, err
}

// within returns what of it stands in a part.
func (r reading) within(p pieces) reading {
	return reading{all: p.of(r.all), near: r.near, left: p.of(r.left), right: p.of(r.right)}
}

// occurs reports whether there is an occurrence.
func (r reading) occurs() (bool, error) {
	if r.near != nil {
		return r.near.has(r.left, r.right)
	}
	return len(r.all) > 0, nil
}

// showing returns what is shown: the occurrences, and of nearness those of the
// two sides. It is good until the next call.
func (r reading) showing() ([]occurrence, error) {
	if r.near != nil {
		return r.near.taking(r.left, r.right)
	}
	return r.all, nil
}

// showing returns what is shown of a pattern in the document.
func showing(r reader, doc uint32) ([]occurrence, error) {
	found, err := readingOf(r, doc)
	if err != nil {
		return nil, err
	}
	return found.showing()
}

// occursIn reports whether the pattern occurs in the document.
func occursIn(r reader, doc uint32) (bool, error) {
	found, err := readingOf(r, doc)
	if err != nil {
		return false, err
	}
	return found.occurs()
}
