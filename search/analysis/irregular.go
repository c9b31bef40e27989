package analysis

import "strings"

// englishIrregular gives for a form that no rule reaches one that the rules
// know: irregular verbs and plurals, and spellings that are changed in the middle.
var englishIrregular = irregularEnglish()

func irregularEnglish() map[string]string {
	forms := britishForms()
	for entry := range strings.SplitSeq(irregularEnglishWords, ",") {
		words := strings.Fields(entry)
		for _, form := range words[1:] {
			forms[form] = words[0]
		}
	}
	for head := range strings.FieldsSeq(headsOfMen) {
		forms[head+"men"] = head + "man"
	}
	return forms
}

// irregularEnglishWords has the form that the rules know and then the irregular
// ones. A form that is another word too is among them where texts of law and
// politics nearly always mean this one (bound by, found that, lost lives), and a
// noun of the same letters comes with its plural (thoughts). These stay apart,
// because what else they mean is not rare:
//
//   - left: the side; fed: Fed. Reg., the Fed; bore: a calibre; born: place of
//     birth; rose: the name; bent: bent on; lit: lit. a; stricken: afflicted;
//     ground, wound, abode, wrought, resent, drunk, dove, slew: words of their own
//   - said: the said Party, in treaties mostly
//   - lay, past of lie: to lay down. Its own past, laid, is no other word.
//   - founded and bounds: to found, to set bounds
//   - sung and hung: names in Korea and Vietnam
//   - foregone: the foregoing
//   - the forms of be, have and do: grammar, and wanted as they stand where a phrase
//     has them
//   - bases and axes, of base and basis, axe and axis: the rules take them for those
//     of base and axe; leaves: of leave
//   - media and data: the press, and information; media are no mediums, nor is
//     a datum in maps one of the data
//   - people: a people is no person
const irregularEnglishWords = `
arise arose arisen, awake awoke awoken, bear borne, beat beaten, become became, befall befell befallen, begin began begun,
behold beheld, bind bound, bleed bled, blow blew blown, break broke broken, breed bred, bring brought, build built,
burn burnt, buy bought, catch caught, choose chose chosen, cling clung, come came, creep crept, deal dealt, dig dug,
disprove disproven, draw drew drawn, drink drank, drive drove driven, dwell dwelt, eat ate eaten, fall fell fallen,
feel felt, fight fought, find found, flee fled, fly flew flown, forbid forbade forbidden, foresee foresaw foreseen,
foretell foretold, forget forgot forgotten, forgive forgave forgiven, forgo forwent forgone, forsake forsook forsaken,
forswear forswore forsworn, freeze froze frozen, get got gotten, give gave given, go goes going went gone, grow grew grown,
hear heard, hide hid hidden, hold held, keep kept, know knew known, lay laid, lead led, learn learnt, lend lent,
lie lying lain, lose lost, make made, mean meant, meet met, mislead misled, mistake mistook mistaken,
misunderstand misunderstood, overcome overcame, overdraw overdrew overdrawn, overfly overflew overflown,
overhear overheard, overpay overpaid, override overrode overridden, overrun overran, oversee oversaw overseen,
overshoot overshot, overtake overtook overtaken, overthrow overthrew overthrown, partake partook partaken, pay paid,
plead pled, prepay prepaid, prove proven, rebuild rebuilt, repay repaid, resell resold, retake retook retaken,
rethink rethought, rewrite rewrote rewritten, ride rode ridden, rise risen, run ran, see saw seen, seek sought,
sell sold, send sent, shake shook shaken, shoot shot shots, show shown, shrink shrank shrunk, sink sank sunk sunken,
sit sat, slay slain, sleep slept, slide slid, sow sown, speak spoke spoken, speed sped, spell spelt, spend spent,
spill spilt, spin spun, spoil spoilt, spring sprang sprung, stand stood, steal stole stolen, stick stuck, sting stung,
strew strewn, strike struck, strive strove striven, swear swore sworn, sweep swept, swell swollen, swim swam swum,
swing swung, take took taken, teach taught, tear tore torn, tell told, think thought thoughts, throw threw thrown,
tread trod trodden, undergo underwent undergone, underlie underlain, understand understood, undertake undertook undertaken,
underwrite underwrote underwritten, undo undid undone, unfreeze unfroze unfrozen, uphold upheld, wake woke woken,
wear wore worn, weave wove woven, weep wept, win won, withdraw withdrew withdrawn, withhold withheld, withstand withstood,
write wrote written,

die dying, tie tying, vie vying, united unite unites uniting,

man men, woman women, servicewoman servicewomen, spokeswoman spokeswomen, chairwoman chairwomen,
policewoman policewomen, businesswoman businesswomen, congresswoman congresswomen,
child children, grandchild grandchildren, schoolchild schoolchildren, stepchild stepchildren,
foot feet, tooth teeth, ox oxen, gas gases, bus buses, money monies,
half halves, knife knives, life lives, shelf shelves, thief thieves, wharf wharves, calf calves, wolf wolves,
wife wives, midwife midwives, housewife housewives,
analysis analyses, antithesis antitheses, crisis crises, diagnosis diagnoses, emphasis emphases, hypothesis hypotheses,
oasis oases, parenthesis parentheses, synopsis synopses, synthesis syntheses, thesis theses,
criterion criteria, phenomenon phenomena,
addendum addenda, bacterium bacteria, compendium compendia, consortium consortia, corrigendum corrigenda,
curriculum curricula, dictum dicta, erratum errata, forum fora, maximum maxima, memorandum memoranda,
millennium millennia, minimum minima, moratorium moratoria, referendum referenda, spectrum spectra, stratum strata,
symposium symposia, ultimatum ultimata,
nucleus nuclei, radius radii, stimulus stimuli,
appendix appendices, index indices, matrix matrices, vertex vertices,
bureau bureaus bureaux, plateau plateaus plateaux, tableau tableaus tableaux`

// headsOfMen are what stands before -man and -men. No rule joins these, since
// specimens and Yemen end so, too.
const headsOfMen = `service sea air work gentle chair spokes country police fire fisher marks crafts states business
guards rifle congress assembly crew gun horse jury clergy lay fore free freed tribes herds kins news ombuds sales trades
towns english french irish dutch`
