package formats

import (
	"encoding/xml"
	"regexp"
	"strconv"
	"strings"
	"unicode/utf8"
)

// xmlRole is what an element is for the text.
type xmlRole int

const (
	xmlInline    xmlRole = iota // its text goes on in that around it
	xmlDivision                 // has a heading and text: a chapter, an article
	xmlParagraph                // begins and ends a paragraph
	xmlHeading                  // of the division it is in
	xmlNumber                   // of the division or paragraph it is in
	xmlNote                     // follows the paragraph it is in
	xmlRow                      // of a table
	xmlCell                     // of a row
	xmlBreak                    // a line ends
	xmlGap                      // a blank
	xmlQuote                    // a character, see quoteMark
	xmlSkipped                  // no text of the document
)

// xmlVocabulary says what the elements of a vocabulary are, by local name.
type xmlVocabulary struct {
	name     string // "" for an unknown one
	roles    map[string]xmlRole
	articles map[string]bool // divisions that are articles
	facts    []xmlFact       // the more telling first
	texts    map[string]bool // elements whose text is words; nil where all have words
	counted  map[string]bool // signs of a number that only the program of the file shows
	byType   bool            // a division is an article also where its type says so
}

// xmlFact is where a file declares something about itself.
type xmlFact struct {
	path      string // an element, with its parent before it where that matters
	attribute string // "" for its text
	field     string // "title", "date", "language"
	rank      int
}

// heading joins the number and the headings of a division.
func (v xmlVocabulary) heading(division string, parts []string) string {
	text := strings.Join(parts, " – ")
	if !v.articles[division] {
		return oneLine(text)
	}
	if text = parts[0]; bareNumber.MatchString(text) {
		text = "Article " + text
	}
	if rest := strings.Join(parts[1:], " – "); rest != "" {
		text += ": " + rest
	}
	return oneLine(text)
}

// role returns what an element is for the text. Word marks comments by an
// attribute of what also marks insertions.
func (v xmlVocabulary) role(name string, attributes []xml.Attr) xmlRole {
	if v.name == wordXML && name == "annotation" && attribute(attributes, "type") == "Word.Comment" {
		return xmlSkipped
	}
	return v.roles[name]
}

// styleLevel returns the level of the heading whose style an element names, 0
// for none.
func (v xmlVocabulary) styleLevel(name string, attributes []xml.Attr) int {
	if v.name != wordXML || name != "pStyle" {
		return 0
	}
	if m := headingStyle.FindStringSubmatch(attribute(attributes, "val")); m != nil {
		return int(m[1][0] - '0')
	}
	return 0
}

var headingStyle = regexp.MustCompile(`^[Hh]eading ?([1-6])$`)

// attribute returns the value of the attribute of a local name, "" for none.
func attribute(attributes []xml.Attr, name string) string {
	for _, a := range attributes {
		if a.Name.Local == name {
			return a.Value
		}
	}
	return ""
}

// typedArticle reports whether a division is an article by its attributes, and
// the number that they give it, "" for none.
func (v xmlVocabulary) typedArticle(attributes []xml.Attr) (number string, is bool) {
	if !v.byType || !strings.EqualFold(attribute(attributes, "type"), articleDivision) {
		return "", false
	}
	return oneLine(attribute(attributes, "n")), true
}

// articleDivision is the name under which a division goes that is an article by
// its type.
const articleDivision = "article"

// bareNumber matches the number of an article that does not say so.
var bareNumber = regexp.MustCompile(`^\d{1,4}(?:[a-zA-Z]{1,2}| (?:bis|ter|quater))?\.?$`)

// learn takes what an element declares. The fact returned is one that its text
// will be.
func (w *xmlWalker) learn(name string, attributes []xml.Attr) *xmlFact {
	var byText *xmlFact
	for i := range w.vocabulary.facts {
		f := &w.vocabulary.facts[i]
		f.rank = i
		parent, child, found := strings.Cut(f.path, "/")
		if !found {
			parent, child = "", f.path
		}
		if child != name || parent != "" && (len(w.open) == 0 || w.open[len(w.open)-1].name != parent) {
			continue
		}
		if f.attribute == "" && byText == nil {
			byText = f
		}
		for _, a := range attributes {
			if f.attribute != "" && a.Name.Local == f.attribute {
				w.found(f, oneLine(a.Value))
			}
		}
	}
	return byText
}

func (w *xmlWalker) found(f *xmlFact, value string) {
	known, ok := w.facts[f.field]
	if value != "" && (!ok || f.rank < known.rank) {
		w.facts[f.field] = xmlFound{rank: f.rank, value: value}
	}
}

func (w *xmlWalker) fact(field string) string { return w.facts[field].value }

// quoteMark is the character that an element of Formex stands for.
func quoteMark(attributes []xml.Attr) string {
	code, err := strconv.ParseUint(attribute(attributes, "CODE"), 16, 21)
	if err != nil || !utf8.ValidRune(rune(code)) {
		return ""
	}
	return string(rune(code))
}

// vocabularyOf returns the vocabulary of a text by its first element.
func vocabularyOf(text string) xmlVocabulary {
	head := text[:min(len(text), DetectBytes)]
	m := xmlRoot.FindStringSubmatch(head)
	if m == nil {
		return xmlVocabulary{}
	}
	switch root := m[1]; {
	case root == "TEI" || root == "TEI.2" || root == "teiCorpus":
		return teiVocabulary()
	case root == "akomaNtoso":
		return akomaVocabulary()
	case root == strings.ToUpper(root) && (strings.Contains(head, "BIB.INSTANCE") || strings.Contains(head, "formex")):
		return formexVocabulary()
	case strings.Contains(head, "schemas.microsoft.com/office/word") || strings.Contains(head, "schemas.microsoft.com/office/2006/xmlPackage"):
		return wordVocabulary()
	}
	return xmlVocabulary{facts: []xmlFact{{path: m[1], attribute: "lang", field: "language"}}}
}

func rolesOf(names map[xmlRole]string) map[string]xmlRole {
	roles := map[string]xmlRole{}
	for role, all := range names {
		for name := range strings.FieldsSeq(all) {
			roles[name] = role
		}
	}
	return roles
}

// teiVocabulary is that of the Text Encoding Initiative (TEI P5 Guidelines), in
// which Foreign Relations of the United States and many editions are written.
// Of two readings the corrected, regular and short one is kept.
func teiVocabulary() xmlVocabulary {
	return xmlVocabulary{
		name: "TEI",
		roles: rolesOf(map[xmlRole]string{
			xmlDivision: "div div0 div1 div2 div3 div4 div5 div6 div7 group",
			xmlParagraph: "p ab lg l item list label quote q sp speaker stage opener closer dateline signed salute address addrLine byline argument " +
				"epigraph postscript trailer titlePage docTitle titlePart docAuthor docDate docImprint figure figDesc table bibl listBibl biblStruct body front back",
			xmlHeading: "head",
			xmlNumber:  "num",
			xmlNote:    "note",
			xmlRow:     "row",
			xmlCell:    "cell",
			xmlGap:     "lb pb cb gb milestone",
			xmlSkipped: "teiHeader sic orig expan del fw standOff facsimile graphic",
		}),
		articles: set(articleDivision),
		byType:   true,
		facts: []xmlFact{
			{path: "titleStmt/title", field: "title"},
			{path: "creation/date", attribute: "when", field: "date"},
			{path: "bibl/date", attribute: "when", field: "date"},
			{path: "publicationStmt/date", attribute: "when", field: "date"},
			{path: "text", attribute: "lang", field: "language"},
			{path: "TEI", attribute: "lang", field: "language"},
			{path: "langUsage/language", attribute: "ident", field: "language"},
		},
	}
}

// akomaVocabulary is that of Akoma Ntoso (OASIS LegalDocML 1.0).
func akomaVocabulary() xmlVocabulary {
	return xmlVocabulary{
		name: "Akoma Ntoso",
		roles: rolesOf(map[xmlRole]string{
			xmlDivision: "preface preamble body mainBody conclusions attachment attachments component book part tome title subtitle chapter subchapter " +
				"section subsection article division subdivision hcontainer clause rule subrule proviso crossHeading debateBody debateSection",
			xmlParagraph: "p block longTitle content intro wrapUp paragraph subparagraph point indent alinea list sublist item blockList " +
				"listIntroduction listWrapUp citation citations recital recitals formula container signature li ul ol table speech question answer",
			xmlHeading: "docTitle heading subheading",
			xmlNumber:  "num",
			xmlNote:    "authorialNote",
			xmlRow:     "tr",
			xmlCell:    "td th",
			xmlBreak:   "eol br",
			xmlSkipped: "meta del img foreign",
		}),
		articles: set("article"),
		facts: []xmlFact{
			{path: "FRBRWork/FRBRdate", attribute: "date", field: "date"},
			{path: "publication", attribute: "date", field: "date"},
			{path: "FRBRExpression/FRBRdate", attribute: "date", field: "date"},
			{path: "FRBRExpression/FRBRlanguage", attribute: "language", field: "language"},
		},
	}
}

// formexVocabulary is that of the Official Journal of the European Union
// (Formex 4).
func formexVocabulary() xmlVocabulary {
	return xmlVocabulary{
		name: "Formex",
		roles: rolesOf(map[xmlRole]string{
			xmlDivision: "ACT AGR ANNEX CONS.ACT CONS.ANNEX PROT LETTER DECLAR GENERAL PREAMBLE ENACTING.TERMS CONTENTS FINAL DIVISION " +
				"GR.SEQ ARTICLE GR.ANNEX",
			xmlParagraph: "P ALINEA PARAG NP LIST ITEM VISA CONSID GR.VISA GR.CONSID PREAMBLE.INIT PREAMBLE.FINAL GR.VISA.INIT GR.CONSID.INIT SIGNATURE " +
				"SIGNATORY PL.DATE DLIST DLIST.ITEM TBL QUOT.S SUBDIV PREAMBLE.GEN INTRO",
			xmlHeading: "TI STI TI.ART STI.ART TITLE.GR.SEQ",
			xmlNumber:  "NO.PARAG NO.P NO.GR.SEQ",
			xmlNote:    "NOTE",
			xmlRow:     "ROW",
			xmlCell:    "CELL",
			xmlBreak:   "BR",
			xmlQuote:   "QUOT.START QUOT.END",
			xmlSkipped: "BIB.INSTANCE BIB.DATA INFO.CONSLEG INCL.ELEMENT",
		}),
		articles: set("ARTICLE"),
		facts: []xmlFact{
			{path: "BIB.INSTANCE/DATE", attribute: "ISO", field: "date"},
			{path: "BIB.DATA/DATE", attribute: "ISO", field: "date"},
			{path: "BIB.INSTANCE/LG.DOC", field: "language"},
			{path: "BIB.DATA/LG.DOC", field: "language"},
			{path: "DOCUMENT.REF/LG.OJ", field: "language"},
		},
	}
}

const wordXML = "Word XML"

// wordVocabulary is that of Word documents saved as one XML file, of 2003 and
// later. As in DOCX, deletions, comments, headers and footers are out.
func wordVocabulary() xmlVocabulary {
	return xmlVocabulary{
		name: wordXML,
		roles: rolesOf(map[xmlRole]string{
			xmlParagraph: "p",
			xmlRow:       "tr",
			xmlCell:      "tc",
			xmlBreak:     "br cr",
			xmlGap:       "tab",
			xmlSkipped: "DocumentProperties CustomDocumentProperties Properties coreProperties fonts lists styles latentStyles docPr settings webSettings " +
				"numbering theme binData binaryData instrText delText fldData docSuppData docOleData shapeDefaults comments hdr ftr Fallback",
		}),
		texts:   set("t"),
		counted: set("listPr numPr"),
	}
}
