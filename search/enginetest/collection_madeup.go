package enginetest

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"

	"entente/corpus"
)

// vocabularies are the words of made-up documents by their language. A dot at
// the end of one ends sentences; words that are one when written together are
// joined by _.
func vocabularies() map[string][]string {
	return map[string][]string{
		"en": strings.Fields("the the of of armed attack attacks attacked attacking attaché treaty treaties party parties ally allies peace " +
			"peaceful U.S. us co-operation cooperation co-operate défense defence ceasefire cease-fire cease fire UN un NATO Nato " +
			"organisation organization force forces. States. attack. Art. 5 F-35 l'Europe standby ceased_fire stand_by cease_fire non-use non_use withdraw withdrew withdrawn"),
		"fr": strings.Fields("le la la de de des attaque attaques attaqué armée armées traité traités paix alliés. l'organisation " +
			"national nationaux nationale coopération co-opération un UN OTAN otan défense forces force. d'accord accords Art. 5 contre-attaque"),
		"de": strings.Fields("der die und Vertrag Verträge Angriff Frieden. NATO UN Art. 5 Armee attack attacks"),
	}
}

// madeUpCollection returns documents of a few words, in which the same words
// come in all ways that matter: forms, spellings, capitals, sentences, headings,
// articles and pages.
func madeUpCollection() []*corpus.Document {
	random := rand.New(rand.NewPCG(5, 1949))
	var documents []*corpus.Document
	for i := range 120 {
		documents = append(documents, madeUpDocument(random, i))
	}
	return documents
}

func madeUpDocument(random *rand.Rand, i int) *corpus.Document {
	language := []string{"en", "en", "fr", "de", ""}[random.IntN(5)]
	vocabulary := vocabularies()[language]
	if language == "" {
		vocabulary = slices.Concat(vocabularies()["en"], vocabularies()["fr"])
	}
	words := func(n int) string {
		var text []string
		for range n {
			text = append(text, vocabulary[random.IntN(len(vocabulary))])
		}
		return strings.ReplaceAll(strings.Join(text, " "), "_", " ")
	}
	var texts []string
	for range 1 + random.IntN(5) {
		texts = append(texts, words(random.IntN(14)))
		if random.IntN(3) == 0 {
			texts[len(texts)-1] = fmt.Sprintf("1. %s:\n(a) %s;\n(b) %s\n\n2. %s", words(1+random.IntN(4)), words(1+random.IntN(4)), words(1+random.IntN(4)), words(1+random.IntN(9)))
		}
	}
	d := document(fmt.Sprintf("d%03d", i), words(2), "", texts...)
	d.Language = language
	for n := range d.Passages {
		p := &d.Passages[n]
		p.Number = []string{"1", "2", "II", "3", "5", "5 bis", "V"}[random.IntN(7)]
		if random.IntN(3) == 0 {
			p.Kind, p.Number = corpus.Section, ""
		}
		if random.IntN(3) == 0 {
			p.Heading = words(1 + random.IntN(2))
		}
	}
	if language != "" && random.IntN(4) == 0 {
		d.Passages[0].Language = []string{"en", "fr", "nl"}[random.IntN(3)]
	}
	if random.IntN(3) == 0 {
		addPages(random, d, 8)
	}
	if random.IntN(4) > 0 {
		d.Date, _ = corpus.NewDate(1940+random.IntN(20), random.IntN(13), 0)
	}
	d.Organizations = tags(corpus.Declared, []string{"NATO", "UN", "EU"}[random.IntN(3)])
	if random.IntN(3) > 0 {
		d.Instrument = madeUpInstrument(random)
	}
	return d
}

// madeUpInstrument makes a record of which anything may be unknown.
func madeUpInstrument(random *rand.Rand) *corpus.Instrument {
	i := corpus.NewInstrument()
	for _, date := range []*corpus.StatedDate{&i.Signed, &i.InForce, &i.Ended} {
		if random.IntN(3) > 0 {
			date.Date, _ = corpus.NewDate(1940+random.IntN(20), random.IntN(13), 0)
			date.Origin = corpus.Declared
		}
	}
	for range random.IntN(3) {
		i.Places = append(i.Places, corpus.Statement{Value: places()[random.IntN(3)], Reading: corpus.Reading{Origin: corpus.Declared}})
	}
	return i
}

// places are where made-up treaties were signed.
func places() []string { return []string{"Paris", "Rome", "The Hague"} }
