package rtf

import (
	"fmt"
	"strings"

	"entente/corpus/formats/office"
)

// left are groups whose text is not part of the document, or is there for
// programs alone.
var left = set("annotation aftncn aftnsep aftnsepc atnauthor atnid atndate background bkmkend bkmkstart colortbl comment " +
	"falt filetbl fldinst footer footerf footerl footerr ftncn ftnsep ftnsepc header headerf headerl headerr leveltext levelnumbers " +
	"list listname listoverride listoverridetable listtable nonesttables nonshppict objdata panose pntxta pntxtb rxe shprslt sp tc tcn txe xe")

// read are groups that are read although the file leaves programs free not to.
var read = set("footnote listtext nesttableprops pntext shpinst shptxt shpgrp fldrslt ud userprops")

// signs are controls that stand for characters.
var signs = map[string]string{
	"tab": "\t", "line": "\n", "lbr": "\n", "page": "\n", "column": "\n", "~": " ", "_": "-", "emdash": "—", "endash": "–",
	"emspace": " ", "enspace": " ", "qmspace": " ", "lquote": "‘", "rquote": "’", "ldblquote": "“", "rdblquote": "”",
	"bullet": "•", "zwj": "\u200D", "zwnj": "\u200C",
}

func set(words string) map[string]bool {
	m := map[string]bool{}
	for word := range strings.FieldsSeq(words) {
		m[word] = true
	}
	return m
}

// control reads a control word or symbol.
func (r *reader) control(t token) {
	if t.word == "*" {
		r.starred = true
		return
	}
	first, starred := r.first, r.starred
	r.first, r.starred = false, false
	if first && r.group(t.word, starred) {
		return
	}
	if text, ok := signs[t.word]; ok {
		r.sign(text)
		return
	}
	switch t.word {
	case "u":
		r.unicode(t.number)
	case "uc":
		r.state.skip = max(t.number, 0)
	case "par", "sect", "\n", "\r":
		r.flush()
		if r.isSeen() {
			r.story().endParagraph(r.state.level, r.state.inTable)
		}
	case "cell", "nestcell", "row":
		r.table(t.word)
	case "ftnalt":
		if r.state.role == footnote {
			r.state.role = endnote
		}
	default:
		r.flush()
		r.characters(t)
		r.paragraph(t)
	}
}

// group begins what a group is for by its first control, and reports whether
// the control said that.
func (r *reader) group(word string, starred bool) bool {
	switch {
	case word == "ud" && r.state.forOld:
		r.state.to, r.state.forOld = body, false
		return true
	case r.state.to == nowhere:
		return true
	case r.state.to == information:
		r.information(word)
		return true
	case word == "pict":
		r.pictures++
		r.state.to = nowhere
		return true
	case left[word], starred && !read[word] && r.state.to == body:
		r.state.to = nowhere
		return true
	}
	switch word {
	case "upr":
		r.state.to, r.state.forOld = nowhere, true
	case "fonttbl":
		r.state.to = fontTable
	case "stylesheet":
		r.state.to = styleSheet
	case "info", "userprops":
		r.state.to = information
	case "listtext", "pntext":
		r.beginStory(marker)
	case "footnote":
		r.beginStory(footnote)
	case "shptxt":
		r.beginStory(box)
	default:
		return false
	}
	return true
}

// information reads the groups that declare properties. The names of author and
// company are those of the program's user, the dates those of the file's making:
// none of them is the document's own.
func (r *reader) information(word string) {
	switch word {
	case "title":
		r.state.to = titleText
	case "propname":
		r.name.Reset()
		r.state.to = propertyName
	case "staticval":
		r.state.to, r.state.role = propertyValue, property
	default:
		r.state.to = nowhere
	}
}

func (r *reader) table(word string) {
	r.flush()
	if r.state.to != body {
		return
	}
	switch word {
	case "cell":
		r.story().endCell(r.state.level)
	case "nestcell":
		r.story().endParagraph(r.state.level, true)
	case "row":
		r.story().endRow()
	}
}

// characters reads the controls that say how bytes are letters, and which
// letters are seen.
func (r *reader) characters(t token) {
	on := !t.given || t.number != 0
	switch t.word {
	case "ansicpg":
		r.setPage(t.number)
	case "mac":
		r.setPage(10000)
	case "pc":
		r.setPage(437)
	case "pca":
		r.setPage(850)
	case "deff":
		r.state.font = t.number
	case "f", "fcharset", "cpg":
		r.setFont(t)
	case "v":
		r.state.hidden = on
	case "deleted":
		r.state.deleted = on
	case "htmlrtf":
		r.state.markup = on
	case "super":
		r.state.raised = on
	case "nosupersub", "sub":
		r.state.raised = false
	case "plain":
		r.state.hidden, r.state.deleted, r.state.raised = false, false, false
	}
}

func (r *reader) setFont(t token) {
	if r.state.to != fontTable {
		if t.word == "f" {
			r.state.font = t.number
		}
		return
	}
	page := pagesOfCharsets[t.number]
	switch {
	case t.word == "f":
		r.font = t.number
		r.fonts[r.font] = font{}
		return
	case t.word == "cpg" && office.CodePage(t.number) != nil:
		page = t.number
	}
	if f := r.fonts[r.font]; page != 0 {
		f.page = page
		r.fonts[r.font] = f
	}
}

func (r *reader) setPage(page int) {
	if office.CodePage(page) == nil {
		if page != 0 {
			r.note(fmt.Sprintf("the code page %d is not known; letters beyond ASCII may be wrong", page))
		}
		page = latin
	}
	r.letters.page = page
}

// paragraph reads the controls that say what a paragraph is.
func (r *reader) paragraph(t token) {
	switch t.word {
	case "pard":
		r.state.level, r.state.inTable = 0, false
	case "intbl":
		r.state.inTable = true
	case "s":
		if r.state.to == styleSheet {
			r.style.number = t.number
			return
		}
		r.state.level = r.styles[t.number]
	case "cs", "ds", "ts":
		if r.state.to == styleSheet {
			r.style.other = true
		}
	case "outlinelevel":
		level := 0
		if t.number >= 0 && t.number < 9 { // 9 is body text
			level = min(t.number+1, maxLevel)
		}
		if r.state.to == styleSheet {
			r.style.level = level
			return
		}
		r.state.level = level
	}
}
