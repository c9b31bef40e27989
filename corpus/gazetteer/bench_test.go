package gazetteer

import (
	"strings"
	"testing"

	"entente/corpus"
)

// prose is a page as the collections hold them.
const prose = `The Government of Canada and the Government of the Kingdom of Denmark agreed in 1998 that their armed
forces would train together every second year. The agreement rests on the North Atlantic Treaty and on the work that
NATO's military committee had done since the end of the Cold War; it says nothing of costs, which each side bears for
itself. Ships that take part in a joint exercise report to the commander of the host state, and aircraft to the
control centre that the two ministries name in writing. Where the exercise touches the territorial sea of a third
state, its consent is asked for in good time. Les deux gouvernements échangent leurs observations une fois par an, et
un rapport commun est remis à l'Organisation des Nations unies lorsque l'exercice dépasse le seuil fixé à Vienne.
Questions of status, of claims and of criminal jurisdiction are left to the agreement of 1951, and classified
information is handled under the rules of the alliance. The text was drawn up in English and French, and both are
equally authentic; it may be ended by either side with a notice of six months.

`

func BenchmarkTag(b *testing.B) {
	g := newGazetteer(b)
	text := strings.Repeat(prose, 1000)
	b.SetBytes(int64(len(text)))
	b.ReportAllocs()
	for b.Loop() {
		g.Tag(&corpus.Document{Title: "Notes", Passages: []corpus.Passage{{Text: text}}})
	}
}

func BenchmarkNew(b *testing.B) {
	for b.Loop() {
		newGazetteer(b)
	}
}
