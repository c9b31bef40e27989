package gazetteer

import "strings"

// spellings returns the ways in which a name is written, itself first: with
// and without hyphens, with St for Saint and the word for &, and for plain phrases
// in the plural (exercises, prisoners of war, and in French exercices conjoints).
func spellings(name string, plural bool) []string {
	all := []string{name}
	if strings.Contains(name, "-") {
		all = append(all, strings.ReplaceAll(name, "-", ""))
	}
	if rest, ok := strings.CutPrefix(name, "Saint "); ok {
		all = append(all, "St "+rest, "St. "+rest)
	}
	if strings.Contains(name, " & ") {
		all = append(all, strings.ReplaceAll(name, " & ", " and "))
	}
	if rest, ok := strings.CutPrefix(name, "St. "); ok {
		all = append(all, "St "+rest)
	}
	if !plural {
		return all
	}
	for _, singular := range all {
		first, rest, _ := strings.Cut(singular, " ")
		all = append(all, pluralOf(singular), everyWordPlural(singular), pluralOf(first)+" "+rest)
	}
	return all
}

// pluralOf puts the last word into the plural.
func pluralOf(name string) string {
	switch {
	case strings.HasSuffix(name, "s"):
		return name
	case strings.HasSuffix(name, "y") && !strings.HasSuffix(name, "ay") && !strings.HasSuffix(name, "ey"):
		return strings.TrimSuffix(name, "y") + "ies"
	}
	return name + "s"
}

// everyWordPlural puts every word into the plural, as French does.
func everyWordPlural(name string) string {
	words := strings.Fields(name)
	for i, w := range words {
		if !strings.HasSuffix(w, "s") && !strings.HasSuffix(w, "x") {
			words[i] = w + "s"
		}
	}
	return strings.Join(words, " ")
}

// otherSpelling returns the American spelling of a British one and the reverse,
// in folded form; a word without a second spelling is returned as it is.
func otherSpelling(word string) string {
	pairs := [...][2]string{
		{"defence", "defense"}, {"isation", "ization"}, {"centre", "center"}, {"programme", "program"},
		{"armoured", "armored"}, {"harbour", "harbor"}, {"labour", "labor"},
	}
	for _, p := range pairs {
		if strings.Contains(word, p[0]) {
			return strings.Replace(word, p[0], p[1], 1)
		}
		if strings.Contains(word, p[1]) {
			return strings.Replace(word, p[1], p[0], 1)
		}
	}
	return word
}
