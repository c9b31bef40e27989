package analysis

import "strings"

// IsFunctionWord reports whether a term is a word of English or French grammar
// that says nothing of a subject: an article, pronoun, preposition, conjunction,
// question word or auxiliary. Not among them are those that another word looks
// like: us and the U.S., un and the UN, son. Function words are indexed and
// searched as all words are; they tell little of what a reader wants.
func IsFunctionWord(term string) bool { return functionWords[term] }

// IsAmbiguous reports whether a term is one thing in small letters, an everyday
// word of English or French, and in capitals as likely an acronym: us and the US,
// who and the WHO, start and START. They are the function words of up to three
// letters but for those that join names (of, the, de), and a few other words.
func IsAmbiguous(term string) bool {
	return lookalikes[term] || len(term) <= 3 && functionWords[term] && !joining[term]
}

// lookalikes are acronyms that are words of other kinds, some of them in Spanish
// (sala) or Dutch (zee).
var lookalikes = setOf("us un eu au amis goes led ran roe sala salt saw shape start tue zee")

// joining are function words that stand in names and titles and are no acronyms.
var joining = setOf("the and for of to in on by not but a i", "le la les de du des et ou")

var functionWords = setOf(
	// English
	"a an the this that these those some any each every either neither both all another other such no",
	"i me my mine myself we our ours ourselves you your yours yourself he him his himself she her hers herself it its itself they them their theirs themselves",
	"who whom whose which what when where why how whether",
	"about above across after against along among around as at before behind below beneath beside between beyond by despite down during except",
	"for from in inside into near of off on onto out outside over per since through throughout to toward towards under until up upon via with within without",
	"and but or nor so yet if then than because although though while unless",
	"am is are was were be been being do does did doing done have has had having can could may might must shall should will would ought cannot",
	"not only also too very just even again further once here there more most few own same",
	// French
	"le la les une des du de et ou ni mais donc que qui quoi dont quel quelle quels quelles lequel laquelle lesquels comment pourquoi quand",
	"ce cet cette ces celui celle ceux celles il elle ils elles nous vous leur leurs notre nos votre vos sa ses se y",
	"aux avec chez contre dans depuis entre par pendant pour sans selon sous sur vers est sont etait etaient ete etre ont avait avoir ne pas comme ainsi aussi tres",
)

func setOf(lists ...string) map[string]bool {
	set := map[string]bool{}
	for _, list := range lists {
		for _, term := range strings.Fields(list) {
			set[term] = true
		}
	}
	return set
}
