package ui

import "entente/search"

// helpPart is a table of the description of the query language.
type helpPart struct {
	Title string
	Rules []search.SyntaxRule
}

func (t tongue) newHelp() []helpPart {
	var parts []helpPart
	for _, rule := range search.Syntax() {
		rule.Part, rule.Means = t.say(rule.Part), t.say(rule.Means)
		if len(parts) == 0 || parts[len(parts)-1].Title != rule.Part {
			parts = append(parts, helpPart{Title: rule.Part})
		}
		last := &parts[len(parts)-1]
		last.Rules = append(last.Rules, rule)
	}
	return parts
}

// examples are queries to begin with.
func examples() []string {
	return []string{`"armed attack"`, `burden sharing`, `"status of forces" type:agreement`, `peacekeeping date:1990..2010`}
}
