package search

// alternatives makes one Or of the text conditions among what stands side by
// side. It stands where the first of them stood.
func alternatives(side []Node) []Node {
	var texts, kept []Node
	first := 0
	for _, n := range side {
		if !isText(n) {
			kept = append(kept, n)
			continue
		}
		if texts == nil {
			first = len(kept)
			kept = append(kept, nil)
		}
		texts = append(texts, n)
	}
	if texts != nil {
		kept[first] = newOr(texts)
	}
	return kept
}

// isText reports whether a node is made of text conditions alone, none negated.
func isText(node Node) bool {
	switch n := node.(type) {
	case Word, Phrase, Wildcard, Fuzzy, Near:
		return true
	case And:
		return allText(n.Children)
	case Or:
		return allText(n.Children)
	}
	return false
}

func allText(nodes []Node) bool {
	for _, n := range nodes {
		if !isText(n) {
			return false
		}
	}
	return true
}
