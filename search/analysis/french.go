package analysis

import (
	"strings"
	"sync"
)

// frenchStem undoes inflection of a folded French term: the plural, the
// feminine, and the endings -er, -é and -ir of verbs (décider, décidée, décide →
// decide); other infinitives are joined to their participles (conclure, conclu).
// Without accents a participle in -é is the form in -e, so that armé, armée and
// arme are one. A feminine e is taken away after endings of
// adjectives and participles alone: a treaty (traité) is no trait, an order
// (arrêté) no judgment (arrêt), and a party (partie) no political one (parti).
func frenchStem(term string) string {
	if len(term) < 3 || !isLatin(term) {
		return term
	}
	w := word(term)
	if regular, ok := frenchIrregular[term]; ok {
		w = word(regular)
	}
	if isInvariable(string(w)) {
		return string(w)
	}
	w = w.frenchSingular()
	if isInvariable(string(w)) || isFrenchNounInER(string(w)) {
		return string(w)
	}
	return string(w.frenchVerb().frenchMasculine())
}

// frenchIrregularForms has the irregular forms of every stem; see those of English.
var frenchIrregularForms = sync.OnceValue(func() map[string][]string { return formsByStem(frenchIrregular, frenchStem) })

// frenchBeginnings: all forms but those in -aux, -ive and -euse begin with the
// stem, for endings are cut off.
func frenchBeginnings(stem string) []string {
	prefixes := []string{stem}
	for _, change := range [][2]string{{"al", "aux"}, {"if", "iv"}, {"eux", "eus"}} {
		if before, ok := strings.CutSuffix(stem, change[0]); ok {
			prefixes = append(prefixes, before+change[1])
		}
	}
	return prefixes
}

// replaced returns the word with another ending, when enough letters stand
// before it.
func (w word) replaced(ending, by string, letters int) (word, bool) {
	before, ok := w.cut(ending)
	if !ok || len(before) < letters {
		return w, false
	}
	return before + word(by), true
}

// frenchSingular takes the s or x of the plural away.
func (w word) frenchSingular() word {
	if strings.HasSuffix(string(w), "ss") {
		return w
	}
	if singular, ok := w.replaced("s", "", 3); ok {
		return singular
	}
	if singular, ok := w.replaced("eaux", "eau", 1); ok {
		return singular
	}
	singular, _ := w.replaced("aux", "al", 2)
	return singular
}

// frenchVerb makes an infinitive in -er or -ir and a participle in -ée what
// they have in common with the participle in -é or -i.
func (w word) frenchVerb() word {
	for _, ending := range []string{"er", "ee"} {
		if form, ok := w.replaced(ending, "e", 3); ok {
			return form
		}
	}
	form, _ := w.replaced("ir", "i", 4)
	return form
}

// frenchMasculine gives the masculine of a word with a feminine ending.
func (w word) frenchMasculine() word {
	if noun := strings.TrimSuffix(string(w), "e"); isFrenchNounInER(noun) {
		return word(noun) // étrangère
	}
	for _, feminine := range []struct {
		ending, masculine string
		letters           int // before the ending, at least
	}{
		{"elle", "el", 3}, // personnelle
		{"enne", "en", 2}, // européenne
		{"ive", "if", 3},  // active
		{"euse", "eux", 3},
		{"iere", "i", 3},                     // première; premier has become premie, and premi below
		{"aise", "ai", 3}, {"oise", "oi", 3}, // française; français has lost its s
		{"ale", "al", 3}, {"aine", "ain", 3}, {"ante", "ant", 3},
		{"ieure", "ieur", 3}, {"jeure", "jeur", 2}, {"neure", "neur", 2},
	} {
		if masculine, ok := w.replaced(feminine.ending, feminine.masculine, feminine.letters); ok {
			return masculine
		}
	}
	switch {
	case strings.HasSuffix(string(w), "mente"): // réglementé is not règlement
		return w
	case strings.HasSuffix(string(w), "que"), strings.HasSuffix(string(w), "gue"):
		return w
	}
	for _, ending := range []string{"i", "u"} { // établie, prévue
		if masculine, ok := w.replaced(ending+"e", ending, 3); ok {
			return masculine
		}
	}
	masculine, _ := w.replaced("ente", "ent", 2) // permanente
	return masculine
}

// isInvariable reports whether the word has no other forms although it looks as
// if it had an ending, and would be joined with another word without it.
func isInvariable(term string) bool {
	switch term {
	case "fois", "mois", "bois", "pays", "cours", "fils", "plus", "sous", "vers", "dans", "sans", "mais", "tres", "apres",
		"divers", "univers", "paris", "chaux", "entree", "contree", "partie", "partir", "revue":
		return true
	}
	return false
}

// isFrenchNounInER reports whether the word is a noun or adjective whose -er is
// no ending of a verb, and that would be another word without it: an étranger
// is not étrange.
func isFrenchNounInER(term string) bool {
	switch term {
	case "etranger", "passager", "messager", "usager", "conseiller", "boucher", "clocher", "rocher", "verger", "plancher",
		"archer", "potager", "oranger", "mensonger", "leger", "hiver", "berger", "horloger", "bucher", "contrer":
		return true
	}
	return false
}

// frenchIrregular gives for an irregular form one that the rules know.
var frenchIrregular = irregularFrench()

func irregularFrench() map[string]string {
	forms := map[string]string{
		"ans": "an", "aux": "au", "maux": "mal", "egaux": "egal", "egale": "egal", "egales": "egal",
		"travaux": "travail", "baux": "bail", "vitraux": "vitrail", "noyaux": "noyau", "tuyaux": "tuyau", "joyaux": "joyau",
		"lieux": "lieu", "milieux": "milieu", "feux": "feu", "jeux": "jeu", "enjeux": "enjeu", "voeux": "voeu", "aveux": "aveu",
		"tous": "tout", "toute": "tout", "toutes": "tout",
		"nouvel": "nouveau", "nouvelle": "nouveau", "nouvelles": "nouveau", "bel": "beau", "belle": "beau", "belles": "beau",
		"vieil": "vieux", "vieille": "vieux", "vieilles": "vieux",
		"entrees": "entree", "entrer": "entree", "contrees": "contree", "parties": "partie",
		"appelle": "appele", "appelles": "appele", "rappelle": "rappele", "revues": "revue",
		"diverse": "divers", "diverses": "divers",
	}
	for feminine, masculine := range map[string]string{
		"publique": "public", "turque": "turc", "grecque": "grec", "blanche": "blanc", "franche": "franc", "longue": "long",
		"vive": "vif", "neuve": "neuf", "breve": "bref", "chere": "cher", "grande": "grand", "allemande": "allemand",
		"seconde": "second", "profonde": "profond", "lourde": "lourd", "forte": "fort", "haute": "haut", "verte": "vert",
		"ouverte": "ouvert", "couverte": "couvert", "offerte": "offert", "experte": "expert", "complete": "complet",
		"secrete": "secret", "concrete": "concret", "discrete": "discret", "jointe": "joint", "conjointe": "conjoint",
		"adjointe": "adjoint", "atteinte": "atteint", "contrainte": "contraint", "restreinte": "restreint", "sainte": "saint",
		"droite": "droit", "ecrite": "ecrit", "prescrite": "prescrit", "inscrite": "inscrit", "souscrite": "souscrit",
		"interdite": "interdit", "dite": "dit", "conduite": "conduit", "produite": "produit", "reduite": "reduit",
		"construite": "construit", "detruite": "detruit", "introduite": "introduit", "gratuite": "gratuit", "faite": "fait",
		"soumise": "soumis", "mise": "mis", "permise": "permis", "transmise": "transmis", "commise": "commis",
		"admise": "admis", "remise": "remis", "prise": "pris", "comprise": "compris", "requise": "requis", "acquise": "acquis",
		"grosse": "gros", "nette": "net", "bonne": "bon", "pleine": "plein", "une": "un", "unie": "uni", "amie": "ami", "commune": "commun", "voisine": "voisin", "telle": "tel", "reelle": "reel", "quelle": "quel",
		"certaine": "certain", "meilleure": "meilleur", "candidate": "candidat", "delicate": "delicat",
	} {
		forms[feminine] = masculine
		forms[feminine+"s"] = masculine
	}
	for entry := range strings.SplitSeq(frenchParticiples, ",") {
		words := strings.Fields(entry)
		forms[words[0]] = words[1]
	}
	return forms
}

// frenchParticiples has infinitives that no rule reaches with their participles,
// which the rules know. Participles that are mostly other words stay apart: fait,
// dit (ledit), vu, attendu, entendu, compris (y compris), produit, permis, acquis,
// contenu, détenu, prévenu, conduite, atteinte.
const frenchParticiples = `
prendre pris, entreprendre entrepris, reprendre repris, mettre mis, soumettre soumis, transmettre transmis, commettre commis,
admettre admis, remettre remis, requerir requis,
conclure conclu, exclure exclu, tenir tenu, maintenir maintenu, obtenir obtenu, retenir retenu, soutenir soutenu, convenir convenu,
intervenir intervenu, devenir devenu, parvenir parvenu, venir venu, recevoir recu, percevoir percu, concevoir concu, prevoir prevu,
rendre rendu, etendre etendu, defendre defendu, suspendre suspendu, repondre repondu, vendre vendu, perdre perdu,
connaitre connu, reconnaitre reconnu, accroitre accru, vaincre vaincu, combattre combattu, resoudre resolu, poursuivre poursuivi,
ecrire ecrit, prescrire prescrit, inscrire inscrit, souscrire souscrit, interdire interdit, reduire reduit, construire construit,
detruire detruit, introduire introduit, joindre joint, contraindre contraint, restreindre restreint,
ouvrir ouvert, couvrir couvert, offrir offert`
