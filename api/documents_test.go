package api_test

import (
	"fmt"
	"strings"

	"entente/corpus"
)

// testLabels names the values of facets, as the gazetteer does.
type testLabels struct{}

func (testLabels) Label(field, name string) string {
	labels := map[string]string{
		"party/JP": "Japan", "party/US": "United States", "party/FR": "France", "party/GB": "United Kingdom", "party/NO": "Norway",
		"topic/collective-defence": "Collective defence", "topic/arms-control": "Arms control", "topic/cyber-defence": "Cyber defence",
		"topic/status-of-forces": "Status of forces", "topic/peacekeeping": "Peacekeeping", "topic/burden-sharing": "Burden sharing",
		"lang/en": "English", "lang/fr": "French", "lang/ar": "Arabic",
	}
	if label, ok := labels[field+"/"+name]; ok {
		return label
	}
	return name
}

func (testLabels) LabelIn(in, field, name string) string {
	return map[string]string{"fr/party/JP": "Japon", "fr/lang/en": "anglais"}[in+"/"+field+"/"+name]
}

// testDocuments returns documents of our own making: a treaty in articles, one
// in French, one from right to left, a report in pages, a long one, a hostile
// one, and enough others to fill two pages of results.
func testDocuments() []*corpus.Document {
	documents := []*corpus.Document{treaty(), french(), arabic(), report(), long(), hostile()}
	for i := range 26 {
		documents = append(documents, paper(i))
	}
	return documents
}

func date(s string) corpus.Date {
	d, err := corpus.ParseDate(s)
	if err != nil {
		panic(err)
	}
	return d
}

func declared(names ...string) []corpus.Tag {
	var tags []corpus.Tag
	for _, n := range names {
		tags = append(tags, corpus.Tag{Name: n, Origin: corpus.Declared})
	}
	return tags
}

func detected(name string, words ...string) corpus.Tag {
	return corpus.Tag{Name: name, Origin: corpus.Detected, Evidence: words}
}

func treaty() *corpus.Document {
	return &corpus.Document{
		ID: "harbour-treaty-1949", Title: "Harbour Treaty", Type: "treaty", Language: "en", Date: date("1949-04-04"),
		Organizations: append(declared("NATO"), detected("UN", "United Nations", "Charter of the United Nations")),
		Topics:        append(declared("collective-defence"), detected("arms-control", "limits on armament")),
		Parties:       declared("US", "FR", "GB", "NO"),
		Source: corpus.Source{Collection: "sample", Path: "treaties/harbour.md", URL: "https://treaties.example/harbour",
			MediaType: "text/markdown", Hash: strings.Repeat("ab", 32)},
		Passages: []corpus.Passage{
			{Kind: corpus.Preamble, Text: "The parties wish to live in peace with all peoples, and reaffirm their faith in the Charter of the United Nations."},
			{Kind: corpus.Article, Number: "1", Heading: "Peaceful settlement", Text: "The parties settle their disputes by peaceful means, and refrain from the threat or use of force."},
			{Kind: corpus.Article, Number: "3", Text: "Separately and jointly, the parties maintain their capacity to resist an armed attack."},
			{Kind: corpus.Article, Number: "5", Heading: "Collective defence", Text: "An armed attack against one party is held to be an armed attack against all.\n\nEach party assists the one attacked by such action as it deems necessary. Measures taken are reported to the Security Council."},
			{Kind: corpus.Article, Number: "6", Text: "For Article 5 an armed attack includes one on the territory, the forces, the vessels or the aircraft of a party."},
			{Kind: corpus.Article, Number: "11", Heading: "Ratification", Text: "The treaty is ratified by the parties in accordance with their constitutions."},
			{Kind: corpus.Article, Number: "2", Within: "Annex I", Text: "Limits on armament in the harbour are set out in the table."},
		},
		Instrument: harbourRecord(),
	}
}

// harbourRecord is the record of a treaty, with values of every origin.
func harbourRecord() *corpus.Instrument {
	i, ratification := corpus.NewInstrument(), 5
	i.Signed = corpus.StatedDate{Date: date("1949-04-05"), Reading: corpus.Reading{Origin: corpus.Detected, Passage: &ratification, Words: "Done at <Harbour> on 5 April 1949"}}
	i.Places = []corpus.Statement{{Value: "<Harbour>", Reading: i.Signed.Reading}}
	i.Series = []corpus.Statement{{Value: "34 UNTS 243", Reading: corpus.Reading{Origin: corpus.Declared}}}
	i.AmendedBy = []corpus.Statement{{Value: "Protocol of 1951", Reading: corpus.Reading{Origin: corpus.Detected, Words: "as amended by the Protocol of 1951"}}}
	return i
}

func french() *corpus.Document {
	return &corpus.Document{
		ID: "accord-du-port-1951", Title: "Accord sur le statut des forces au port", Type: "agreement", Language: "fr", Date: date("1951-06"),
		Organizations: declared("NATO"), Topics: declared("status-of-forces"), Parties: declared("FR", "NO"),
		Source: corpus.Source{Collection: "sample", Path: "accords/port.md", URL: "https://accords.example/port?langue=fr&texte=1"},
		Passages: []corpus.Passage{
			{Kind: corpus.Article, Number: "I", Text: "Le personnel civil accompagne la force et n’est ni apatride, ni ressortissant d’un État tiers."},
			{Kind: corpus.Article, Number: "VII", Heading: "Compétence", Text: "Les autorités militaires de l’État d’origine exercent leur compétence pénale et disciplinaire."},
		},
	}
}

func arabic() *corpus.Document {
	return &corpus.Document{
		ID: "coastal-pact-1950", Title: "معاهدة الدفاع عن الساحل", Type: "treaty", Language: "ar", Date: date("1950"),
		Topics: declared("collective-defence"), Source: corpus.Source{Collection: "sample"},
		Passages: []corpus.Passage{{Kind: corpus.Article, Number: "2", Text: "تتعهد الدول المتعاقدة بالدفاع المشترك عن الساحل. See the armed attack clause of the Harbour Treaty."}},
	}
}

func report() *corpus.Document {
	return &corpus.Document{
		ID: "burden-report-1988", Title: "Report on sharing the burden of harbour defence", Type: "report", Language: "en", Date: date("1988-11-02"),
		Organizations: []corpus.Tag{detected("NATO", "Alliance", "NATO", "North Atlantic Council", "SACEUR", "Allied Command")},
		Topics:        []corpus.Tag{detected("burden-sharing", "sharing the burden", "fair share")},
		Source:        corpus.Source{Collection: "reports", Path: "reports/1988/burden.pdf", MediaType: "application/pdf"},
		Passages: []corpus.Passage{
			{Kind: corpus.Page, Page: 1, Text: "The committee asks whether each member carries a fair share."},
			{Kind: corpus.Section, Page: 2, Breaks: []corpus.PageBreak{{Offset: 40, Page: 3}}, Text: "Spending alone says little: ports, exercises and readiness against an armed attack count as well."},
		},
		Unread: []string{"p. 4: no text", "p. 5: no text", "p. 6: no text", "p. 7: no text", "p. 8: <b>no</b> text", "p. 9: no text", "p. 10: no text"},
	}
}

// longPassages is how many articles the long document has.
const longPassages = 400

func long() *corpus.Document {
	d := &corpus.Document{
		ID: "code-of-harbours-1962", Title: "Code of harbours and anchorages", Type: "law", Language: "en", Date: date("1962"),
		Parties: declared("GB"), Source: corpus.Source{Collection: "laws", Path: "laws/code.html", MediaType: "text/html"},
	}
	for i := range longPassages {
		text := fmt.Sprintf("The master of a vessel at anchorage %d keeps a watch by day and by night, and reports to the harbour office what concerns its safety.", i+1)
		if i%50 == 7 {
			text += "\n\nIn the event of an armed attack the harbour office may close the anchorage."
		}
		d.Passages = append(d.Passages, corpus.Passage{Kind: corpus.Article, Number: fmt.Sprint(i + 1), Text: text})
	}
	return d
}

// Texts that would do harm where they are not escaped.
const (
	hostileScript = `</script><script>alert("x")</script>`
	hostileQuote  = `" onmouseover="alert(1)' x='`
	hostileURL    = `javascript:alert(document.domain)`
)

func hostile() *corpus.Document {
	return &corpus.Document{
		ID: "hostile", Title: "Hostile " + hostileScript + hostileQuote, Type: "record", Language: `en"><b>`,
		Organizations: []corpus.Tag{{Name: hostileQuote, Origin: corpus.Detected, Evidence: []string{hostileScript}}},
		Topics:        declared(`<img src=x onerror=alert(1)>`),
		Source:        corpus.Source{Collection: hostileScript, Path: hostileQuote, URL: hostileURL},
		Passages: []corpus.Passage{
			{Kind: corpus.Article, Number: hostileScript, Heading: hostileQuote, Text: "An armed attack on " + hostileScript + " <mark>not ours</mark> & more"},
		},
	}
}

func paper(i int) *corpus.Document {
	types := []string{"agreement", "resolution", "speech", "article", "declaration"}
	topics := []string{"peacekeeping", "arms-control", "cyber-defence"}
	d := &corpus.Document{
		ID: fmt.Sprintf("paper-%02d", i+1), Title: fmt.Sprintf("Paper %d on joint exercises", i+1), Type: types[i%len(types)], Language: "en",
		Organizations: declared(fmt.Sprintf("ORG-%02d", i%14)), Topics: declared(topics[i%len(topics)]),
		Source: corpus.Source{Collection: "papers", Path: fmt.Sprintf("papers/%02d.txt", i+1), MediaType: "text/plain",
			Hash: "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"}, // of an empty file
		Passages: []corpus.Passage{
			{Kind: corpus.Section, Heading: "Purpose", Text: "Two forces that train together understand each other sooner. The exercise prepares for an armed attack."},
			{Kind: corpus.Section, Number: "2", Heading: "Cost", Text: "Each side bears its own costs."},
		},
	}
	if i%4 != 0 {
		d.Date = date(fmt.Sprintf("%d", 1955+3*i))
	}
	return d
}
