package formats

import "strings"

// Instrument is what metadata declares of a treaty or agreement, as written.
type Instrument struct {
	Signed       string   `json:"signed,omitempty"`
	InForce      string   `json:"in_force,omitempty"`
	Ended        string   `json:"ended,omitempty"`
	Places       []string `json:"places,omitempty"` // of signature
	Depositaries []string `json:"depositaries,omitempty"`
	Series       []string `json:"series,omitempty"`
	// References may name numbers in treaty series among much else.
	References []string `json:"references,omitempty"`
	AmendedBy  []string `json:"amended_by,omitempty"`
	EndedBy    []string `json:"ended_by,omitempty"`
}

// The keys of an instrument's record, each with its synonyms.
var (
	signedKeys     = []string{"signed", "date_signed", "signature_date", "signed_event_date"}
	inForceKeys    = []string{"in_force", "entry_into_force", "entered_into_force", "definative_eif_event_date"}
	endedKeys      = []string{"ended", "terminated", "terminated_event_date"}
	placeKeys      = []string{"place", "places", "place_of_signature", "signed_event_location"}
	depositaryKeys = []string{"depositary", "depositaries"}
	seriesKeys     = []string{"series", "treaty_series"}
	amendedByKeys  = []string{"amended_by"}
	endedByKeys    = []string{"ended_by", "terminated_by", "superseded_by"}
)

// referencesKey is where UK Treaties Online lists publications.
const referencesKey = "references"

// instrument reads the record. Its keys are words that other metadata uses for
// other things (a place, a series), so a value of another type is left alone.
func (r *metadataReader) instrument() Instrument {
	r = &metadataReader{values: r.values}
	return Instrument{
		Signed: r.date(signedKeys), InForce: r.date(inForceKeys), Ended: r.date(endedKeys),
		Places: r.known(placeKeys), Depositaries: r.known(depositaryKeys), Series: r.known(seriesKeys), References: r.references(),
		AmendedBy: r.known(amendedByKeys), EndedBy: r.known(endedByKeys),
	}
}

// known returns the values under the keys but those that say there is none.
func (r *metadataReader) known(keys []string) []string {
	var all []string
	for _, value := range r.list(keys) {
		switch strings.ToLower(value) {
		case "unknown", "not known", "n/a", "none":
		default:
			all = append(all, value)
		}
	}
	return all
}

// references returns the text of that key; in other metadata it may be anything.
func (r *metadataReader) references() []string {
	text, ok := r.values[referencesKey].(string)
	if !ok || oneLine(text) == "" {
		return nil
	}
	return []string{oneLine(text)}
}

// IsZero reports whether nothing is declared.
func (i Instrument) IsZero() bool {
	return i.Signed+i.InForce+i.Ended == "" &&
		len(i.Places)+len(i.Depositaries)+len(i.Series)+len(i.References)+len(i.AmendedBy)+len(i.EndedBy) == 0
}
