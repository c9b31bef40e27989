package gazetteer

import "slices"

// Organization is an organization with what it is called.
type Organization struct {
	Value, Label string // the canonical name, and the one for people
	Source       string // who shows the names
	Names        []Name
}

// Name is a name of an organization, in full or as an acronym.
type Name struct {
	Text     string
	Language string // "en", "fr", or "" for a name used in both
	// Weak says that the name means other things, too, or is not in use in texts:
	// one who writes it means the organization, but not every text that has it.
	Weak bool
}

// Organizations returns the organizations in the order of the data, without the
// names of their bodies and instruments, which only tag a document.
func (g *Gazetteer) Organizations() []Organization {
	var all []Organization
	for _, e := range g.entries {
		if e.Field == organization {
			all = append(all, Organization{Value: e.Name, Label: e.label(), Source: e.Source, Names: e.ownNames()})
		}
	}
	return all
}

func (e entry) ownNames() []Name {
	var names []Name
	add := func(texts []string, language string, weak bool) {
		for _, text := range texts {
			names = append(names, Name{text, language, weak})
		}
	}
	add(e.Names, "en", false)
	add(e.Words, "", false)
	add(e.French, "fr", false)
	add(slices.Concat(e.Weak, e.Known), "", true)
	return names
}
