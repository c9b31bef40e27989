package analysis

import (
	"strings"
	"unicode"
)

// Compound is a way to write a word as several.
type Compound struct {
	Parts []string
	Open  bool // it is also written without hyphens
}

// Compounds returns the ways in which a folded term is also written as several
// words: cooperation is co-operation, and a ceasefire a cease-fire or cease
// fire. It goes by prefixes that English and French set before words, which a
// hyphen joins to the word, and by a list of compounds.
func Compounds(term string) []Compound {
	if !isLatin(term) || len(term) > MaxTermLength {
		return nil
	}
	if parts, open := listedCompound(term); parts != nil {
		return []Compound{{parts, open}}
	}
	prefix, rest := compoundPrefix(term)
	if prefix == "" {
		return nil
	}
	ways := []Compound{{Parts: []string{prefix, rest}}}
	if parts, _ := listedCompound(rest); parts != nil {
		return append(ways, Compound{Parts: append([]string{prefix}, parts...)})
	}
	if second, last := compoundPrefix(rest); second != "" {
		ways = append(ways, Compound{Parts: []string{prefix, second, last}})
	}
	return ways
}

// Joined returns the spelling in one word of folded parts that are written with
// hyphens: [co operation] is cooperation. It is "" where there is none: for
// one part or more than three, for parts that are not all letters (F-35) or are
// ideographs, and for what would be longer than MaxTermLength.
func Joined(parts []string) string {
	if len(parts) < 2 || len(parts) > 3 {
		return ""
	}
	for _, part := range parts {
		if !isJoinable(part) {
			return ""
		}
	}
	joined := strings.Join(parts, "")
	if len(joined) > MaxTermLength {
		return ""
	}
	return joined
}

func isJoinable(part string) bool {
	for _, r := range part {
		if !unicode.IsLetter(r) && !unicode.IsMark(r) || isIdeograph(r) {
			return false
		}
	}
	return part != ""
}

// compoundPrefix cuts a term after the longest prefix that it has. Four letters
// at least have to follow, and begin as a word does: contact is no co-ntact.
func compoundPrefix(term string) (prefix, rest string) {
	for length := min(7, len(term)-4); length >= 2; length-- {
		if prefix, rest = term[:length], term[length:]; isCompoundPrefix(prefix, rest) && beginsWord(rest) {
			return prefix, rest
		}
	}
	return "", ""
}

func isCompoundPrefix(prefix, rest string) bool {
	switch prefix {
	case "counter", "contre", "multi", "inter", "intra", "infra", "extra", "ultra", "super", "hyper", "cyber", "under", "over",
		"micro", "macro", "trans", "semi", "anti", "post", "self", "euro", "non", "sub", "mid", "pan", "tri", "bi", "ex",
		"quasi", "pseudo", "para", "mega", "mini", "neo", "bio", "geo", "radio", "thermo", "socio", "vice", "electro":
		return true
	case "pre", "co":
		return rest[0] != rest[1] // commission and presse have no prefix
	case "re":
		return rest[0] == 'e'
	}
	return false
}

// beginsWord reports whether words begin with the first two letters.
func beginsWord(rest string) bool {
	w := word(rest)
	if w.vowel(0) || w.vowel(1) {
		return true
	}
	switch rest[:2] {
	case "bl", "br", "ch", "cl", "cr", "dr", "dw", "fl", "fr", "gl", "gr", "gh", "gn", "kn", "kr", "ph", "pl", "pn", "pr", "ps",
		"rh", "sc", "sh", "sk", "sl", "sm", "sn", "sp", "sq", "st", "sw", "th", "tr", "tw", "vl", "vr", "wh", "wr":
		return true
	}
	return false
}

// listedCompound cuts a form of one of the listed compounds.
func listedCompound(term string) (parts []string, open bool) {
	for length := min(len(term), longestCompound); length >= 4; length-- {
		first, ok := compounds[term[:length]]
		if ok && isCompoundEnding(term[length:]) {
			return []string{term[:first.length], term[first.length:]}, first.open
		}
	}
	return nil, false
}

func isCompoundEnding(ending string) bool {
	switch ending {
	case "", "s", "es", "d", "ed", "e", "ing", "ings", "er", "ers":
		return true
	}
	return false
}

// listed is what the list says of a compound.
type listed struct {
	length int  // of its first word
	open   bool // it is also written as two words, which are no other thing
}

// compounds gives for the beginning of a compound, which its forms share, what
// is listed of it.
var compounds, longestCompound = listedCompounds()

// openCompounds are also written as two words, with or without a hyphen.
const openCompounds = "cease fire,peace keep,peace mak,peace build,peace enforc,peace time,war time,war ship,war head,war fight," +
	"to day,to morrow,to night,per cent," +
	"air craft,air field,air space,air port,air base,air strike,air lift,air power,air defence,air defense," +
	"battle field,battle ship,battle space,battle group,mine field,mine sweep,mine lay,mine hunt,land mine,land fill," +
	"sea bed,sea port,sea power,sea lift,coast guard,coast line,border line,boundary line,bench mark,data base,data set,web site," +
	"life time,stock pile,time table,time frame,time scale,work place,work force,work shop,task force," +
	"policy mak,decision mak,law mak,rule mak,treaty mak,space craft,hover craft,fire arm,fire power,fire fight," +
	"gun boat,gun fire,gun powder,run way,rail way,rail road,water way,water course,water line,high way," +
	"man power,man kind,ship build,ship yard,ship owner,dock yard,flag ship,court martial,by law,bye law," +
	"sub group,sub unit,mother land,father land,spy ware,ransom ware,block chain,tear gas,hand gun,hand book," +
	"guide line,fact find,burden shar,intelligence gather,information shar,capacity build,confidence build," +
	"arms control,oil field,pipe line,motor boat,life boat,body guard"

// hyphenCompounds are written as one word or with a hyphen. Apart they can be
// two words of another meaning: stand by.
const hyphenCompounds = "war fare,post war,pre war,anti war,inter war,cyber war,non use,mid day,e mail,air line,air borne,air drop," +
	"sea borne,land locked,on line,off line,off shore,on shore,world wide,nation wide,safe guard,state craft," +
	"cross border,cross fire,cross road,short fall,stand by,stand off,break down,break through," +
	"break out,build up,back up,set back,draw down,roll out,roll back,hand over,take over,turn over,follow up," +
	"high jack,hi jack,high land,co opt,by product,by pass,home land,pass port,soft ware,hard ware,mal ware," +
	"black list,white list,hand cuff,dead line,head line,out post,look out,fall out,wide spread,long stand,far reach," +
	"short term,long term,medium term,multi role,real time,full time,part time,rear guard,van guard,night time,day light," +
	"under ground,under sea,under water"

func listedCompounds() (beginnings map[string]listed, longest int) {
	beginnings = map[string]listed{}
	for _, list := range []struct {
		compounds string
		open      bool
	}{{openCompounds, true}, {hyphenCompounds, false}} {
		for compound := range strings.SplitSeq(list.compounds, ",") {
			first, second, _ := strings.Cut(compound, " ")
			beginnings[first+second] = listed{len(first), list.open}
			longest = max(longest, len(first+second))
		}
	}
	return beginnings, longest
}
