package indexer

import (
	"cmp"

	"entente/corpus"
	"entente/corpus/formats"
	"entente/corpus/instrument"
)

// overlayInstrument fills what first does not declare from second, key by key.
func overlayInstrument(first, second formats.Instrument) formats.Instrument {
	return formats.Instrument{
		Signed:       cmp.Or(first.Signed, second.Signed),
		InForce:      cmp.Or(first.InForce, second.InForce),
		Ended:        cmp.Or(first.Ended, second.Ended),
		Places:       either(first.Places, second.Places),
		Depositaries: either(first.Depositaries, second.Depositaries),
		Series:       either(first.Series, second.Series),
		References:   either(first.References, second.References),
		AmendedBy:    either(first.AmendedBy, second.AmendedBy),
		EndedBy:      either(first.EndedBy, second.EndedBy),
	}
}

// declaredInstrument makes the record of what is declared, nil when nothing is.
func declaredInstrument(m formats.Instrument, note func(string, ...any)) *corpus.Instrument {
	for _, reference := range m.References {
		m.Series = append(m.Series[:len(m.Series):len(m.Series)], instrument.Series(reference)...)
	}
	m.References = nil
	if m.IsZero() {
		return nil
	}
	record := corpus.NewInstrument()
	record.Signed = declaredDate("signed", m.Signed, record.Signed, note)
	record.InForce = declaredDate("in_force", m.InForce, record.InForce, note)
	record.Ended = declaredDate("ended", m.Ended, record.Ended, note)
	record.Places = declaredStatements("place", m.Places, note)
	record.Depositaries = declaredStatements("depositary", m.Depositaries, note)
	record.Series = declaredStatements("series", m.Series, note)
	record.AmendedBy = declaredStatements("amended_by", m.AmendedBy, note)
	record.EndedBy = declaredStatements("ended_by", m.EndedBy, note)
	return record
}

func declaredDate(key, text string, unknown corpus.StatedDate, note func(string, ...any)) corpus.StatedDate {
	if text == "" {
		return unknown
	}
	d, ok := formats.ParseLooseDate(text)
	if !ok {
		note("%s %q is not understood; write 1949, 1949-04 or 1949-04-04", key, shortened(text))
		return unknown
	}
	return corpus.StatedDate{Date: d, Reading: corpus.Reading{Origin: corpus.Declared}}
}

// declaredStatements makes a statement of each value, once.
func declaredStatements(key string, values []string, note func(string, ...any)) []corpus.Statement {
	all := []corpus.Statement{}
	seen := map[string]bool{}
	for _, value := range values {
		value = oneLine(value)
		switch {
		case value == "" || seen[value]:
		case len(value) > corpus.MaxName:
			note("%s %q is not used: it is over %d bytes", key, shortened(value), corpus.MaxName)
		case len(all) == maxNames:
			note("of %d values of %s the first %d are used", len(values), key, maxNames)
			return all
		default:
			seen[value] = true
			all = append(all, corpus.Statement{Value: value, Reading: corpus.Reading{Origin: corpus.Declared}})
		}
	}
	return all
}
