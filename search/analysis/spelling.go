package analysis

import (
	"slices"
	"sort"
	"strings"
)

// americanSpelling returns the American spelling of an English word in a British
// one, and other words as they are. It goes by the beginning of the word
// (labour, labourers) and then by its ending (-isation).
func americanSpelling(term string) string {
	if s, ok := britishBeginning(term); ok {
		term = s.american + term[len(s.british):]
	}
	if i := britishEnding(term); i > 0 {
		term = term[:i] + "z" + term[i+1:]
	}
	return term
}

// withBritishSpelling returns the beginnings of American words with those of
// the British words that become them.
func withBritishSpelling(prefixes []string) []string {
	all := slices.Clone(prefixes)
	for _, prefix := range prefixes {
		for i := 2; i < len(prefix); i++ {
			if prefix[i] == 'z' && (prefix[i-1] == 'i' || prefix[i-1] == 'y') {
				all = append(all, prefix[:i]+"s"+prefix[i+1:])
			}
		}
	}
	for _, prefix := range slices.Clone(all) {
		for _, s := range spellings {
			switch {
			case strings.HasPrefix(prefix, s.american):
				all = append(all, s.british+prefix[len(s.american):])
			case strings.HasPrefix(s.american, prefix):
				all = append(all, s.british)
			}
		}
	}
	return withoutLonger(all)
}

// withoutLonger leaves out what begins with another of the prefixes, and sorts.
func withoutLonger(prefixes []string) []string {
	slices.Sort(prefixes)
	kept := prefixes[:0]
	for _, prefix := range prefixes {
		if len(kept) == 0 || !strings.HasPrefix(prefix, kept[len(kept)-1]) {
			kept = append(kept, prefix)
		}
	}
	return kept
}

// spelling is how words begin in British and in American English.
type spelling struct{ british, american string }

// spellings is sorted by the British beginnings, and none of them begins with
// another.
var spellings = sortedSpellings()

func britishBeginning(term string) (spelling, bool) {
	after := sort.Search(len(spellings), func(i int) bool { return spellings[i].british > term })
	if after == 0 || !strings.HasPrefix(term, spellings[after-1].british) {
		return spelling{}, false
	}
	return spellings[after-1], true
}

func sortedSpellings() []spelling {
	all := []spelling{
		{"defenc", "defens"}, {"offenc", "offens"}, {"pretenc", "pretens"}, {"licenc", "licens"}, {"practis", "practic"},
		{"judgement", "judgment"}, {"acknowledgement", "acknowledgment"}, {"abridgement", "abridgment"},
		{"instalment", "installment"}, {"enrolment", "enrollment"}, {"fulfilment", "fulfillment"},
		{"skilful", "skillful"}, {"wilful", "willful"}, {"traveller", "traveler"}, {"counsellor", "counselor"},
		{"councillor", "councilor"}, {"signaller", "signaler"}, {"modeller", "modeler"}, {"canceller", "canceler"},
		{"leveller", "leveler"}, {"labeller", "labeler"}, {"marvellous", "marvelous"}, {"jewellery", "jewelry"},
		{"fuelling", "fueling"}, {"fuelled", "fueled"}, {"duelling", "dueling"}, {"duelled", "dueled"}, {"dialling", "dialing"}, {"dialled", "dialed"},
		{"kilogramme", "kilogram"}, {"artefact", "artifact"}, {"aluminium", "aluminum"},
		{"encyclopaed", "encycloped"}, {"mediaeval", "medieval"}, {"paediatr", "pediatr"}, {"anaemi", "anemi"},
		{"anaesthe", "anesthe"}, {"haemorrh", "hemorrh"}, {"orthopaed", "orthoped"}, {"gynaecolog", "gynecolog"},
		{"leukaemi", "leukemi"}, {"archaeolog", "archeolog"}, {"sceptic", "skeptic"}, {"sulph", "sulf"},
		{"mould", "mold"}, {"smoulder", "smolder"}, {"grey", "gray"}, {"plough", "plow"}, {"aeroplane", "airplane"},
		{"gaol", "jail"}, {"waggon", "wagon"}, {"cypher", "cipher"}, {"decypher", "decipher"}, {"connexion", "connection"},
		{"inflexion", "inflection"}, {"despatch", "dispatch"}, {"enquir", "inquir"}, {"indorse", "endorse"},
		{"manoeuvrab", "maneuverab"}, {"moustache", "mustache"}, {"pyjama", "pajama"},
	}
	for _, head := range []string{
		"arb", "ard", "arm", "behavi", "misbehavi", "belab", "cand", "clam", "col", "discol", "demean", "misdemean",
		"endeav", "fav", "disfav", "ferv", "flav", "glam", "harb", "hon", "dishon", "hum", "lab", "neighb",
		"od", "parl", "ranc", "rig", "rum", "sav", "savi", "splend", "succ", "tum", "val", "vap", "vig",
	} {
		all = append(all, spelling{head + "our", head + "or"})
	}
	slices.SortFunc(all, func(a, b spelling) int { return strings.Compare(a.british, b.british) })
	return all
}

// britishForms gives the American form for British ones that differ in the
// middle, and for a few others that no rule reaches.
func britishForms() map[string]string {
	forms := map[string]string{
		"programme": "program", "programmes": "programs", "gramme": "gram", "grammes": "grams",
		"whilst": "while", "amongst": "among", "amidst": "amid",
	}
	for _, head := range []string{"cent", "epicent", "met", "kilomet", "millimet", "centimet", "lit", "millilit", "theat", "amphitheat", "fib", "calib", "sab", "spect", "lust", "meag", "somb", "sepulch", "och", "mit", "nit", "reconnoit"} {
		addForms(forms, head+"r", head+"er", "e", "es", "ed", "ing")
	}
	addForms(forms, "manoeuvr", "maneuver", "e", "es", "ed", "ing")
	for _, head := range []string{"catalog", "dialog", "analog", "monolog", "prolog", "epilog", "travelog"} {
		addForms(forms, head+"u", head, "e", "es", "ed", "ing")
	}
	return forms
}

// addForms adds the forms of a British word with the given endings. The first
// ending, an e, has no counterpart in American, and the second has an s.
func addForms(forms map[string]string, british, american string, endings ...string) {
	for _, ending := range endings {
		forms[british+ending] = american + strings.TrimSuffix(strings.Replace(ending, "es", "s", 1), "e")
	}
}

// britishEnding returns where the s stands that is a z in American: in -ise, and
// the forms and nouns made of it, and in -lyse. It is 0 in other words.
func britishEnding(term string) int {
	for _, ending := range []string{
		"e", "es", "ed", "ing", "ings", "er", "ers", "able", "ability",
		"ation", "ations", "ational", "ationally", "ement", "ements",
	} {
		before, ok := strings.CutSuffix(term, ending)
		if !ok || !strings.HasSuffix(before, "s") {
			continue
		}
		if strings.HasSuffix(before, "lys") && len(before) > 4 ||
			strings.HasSuffix(before, "is") && len(before) > 4 && !keepsS(before) {
			return len(before) - 1
		}
	}
	return 0
}

// keepsS reports whether the word that begins so, and goes on with an e, is
// written with an s everywhere: advis, enterpris.
func keepsS(head string) bool {
	for _, ending := range []string{
		"ais", "ois", "uis", "wis", "pris", "chis", // raise, noise, disguise, wise, enterprise, franchise
		"advis", "ervis", "evis", "ovis", // advise, supervise, televise, improvise
		"ercis", "xcis", "ncis", "ecis", "umcis", // exercise, excise, incise, precise, circumcise
		"promis", "premis", "surmis", "manumis",
		"expertis", "treatis", "advertis", "chastis", "mortis", "merchandis", "paradis",
	} {
		if strings.HasSuffix(head, ending) {
			return true
		}
	}
	switch head {
	case "demis", "sunris", "upris", "moonris", "chemis", "valis", "trellis", "metropolis", "acropolis", "necropolis", "cicatris", "penis", "ceris":
		return true
	}
	return false
}
