package analysis

import (
	"strings"
	"testing"
)

func TestEnglishJoinsInflectedForms(t *testing.T) {
	checkFamilies(t, English, `
attack attacks attacked attacking
treaty treaties
party parties
ally allies allied
force forces forced forcing
agree agrees agreed agreeing
state states stated stating
organize organizes organized organizing
control controls controlled controlling
refer refers referred referring
hope hopes hoped hoping
die dies died dying
exceed exceeds exceeded exceeding
need needs needed
process processes processed
weapon weapons
war wars
obligation obligations
ratify ratifies ratified ratifying
negotiate negotiates negotiated negotiating
deploy deploys deployed deploying
arm arms armed arming
missile missiles
provide provides provided providing
enter enters entered entering
commit commits committed committing
submarine submarines
annex annexes annexed
authority authorities
soldier soldiers
base bases based basing
prisoner prisoners
sanction sanctions sanctioned
withdraw withdraws withdrawing
boundary boundaries
consult consults consulted consulting
territory territories
vessel vessels
appendix appendices
memorandum memoranda
serviceman servicemen
gas gases
crisis crises
shelf shelves
unite unites united uniting
virus viruses`)
}

func TestEnglishJoinsSpellings(t *testing.T) {
	checkFamilies(t, English, `
defence defense defences defenses
offence offense offences offenses
licence license licences licensed licensing licencing
pretence pretense pretences
organisation organization organisations organizations
organise organize organised organized organising organizing organises
recognise recognizes recognised recognizing
recognisable recognizable
mobiliser mobilizers
demilitarised demilitarize
realise realize realised realized
standardisation standardization
analyse analyze analysed analyzing
paralyse paralyzed
labour labor labours labored labouring
labourer laborers
honour honor honours honored
honourable honorable
favour favors
harbour harbor harbours harbors
neighbour neighbors
neighbouring neighboring
colour colors coloured
colourised colorize
behaviour behavior
endeavour endeavors endeavoured
armour armor armoured armored
armoury armories
vapour vapors
rumour rumor
rigour rigor
centre center centres centers centred centered centring centering
theatre theater theatres theaters
metre meters
kilometre kilometer kilometres kilometers
litre liters
fibre fibers
calibre caliber
manoeuvre maneuver manoeuvres maneuvers manoeuvred maneuvering manoeuvring
programme program programmes programs programmed
travelled traveled travelling traveling travel travels
traveller travelers
cancelled canceled cancelling cancel
signalled signaling
modelled modeling
labelled labeled
channelled channels
levelled leveling
fuelled fueled fuelling fuel
counselled counseling
totalled totaled
initialled initialed initial
fulfil fulfill fulfils fulfilled fulfills
enrol enroll enrolled enrols
instalment installment instalments installments
skilful skillful
judgement judgment judgements judgments
acknowledgement acknowledgments
catalogue catalog catalogues catalogs catalogued cataloging
dialogue dialogs
analogue analog
grey gray
plough plow ploughed plowing
aluminium aluminum
artefact artifacts
encyclopaedia encyclopedia encyclopaedias
mediaeval medieval
paediatric pediatric
anaemia anemia
ageing aging
sceptic skeptics
sulphur sulfur
mould molds moulded
practise practice practised practicing practices
whilst while
amongst among
towards toward
connexion connection connexions
despatch dispatched
gramme grams
kilogrammes kilogram`)
}

func TestEnglishKeepsWordsApart(t *testing.T) {
	checkPairs(t, English, "internal international,internment international,organ organization,executive execution,several severe,custom customer,"+
		"universal university,convention conventional,arm army,general generate,news new,during dure,state status,nation national,"+
		"unit united,unity united,policy police,defence defensive,offence offensive,treaty treat,party part,commander command,"+
		"secure security,nuclear nucleus,peace peaceful,advise advice,promise promissory,premises premier,organize organism,"+
		"analysis analyse,license licentious,practice practical,labour laboratory,honour honorary,centre central,meter metric,"+
		"program programmer,colour colonel,arms armament,neutral neutrality,ratify ratification,protect protocol,enterprise enter,"+
		"council counsel,principal principle,its it,being be,ally alloy,border board,marine maritime,human humanity,sovereign sovereignty,"+
		"rise rize,exercise exercize,revise revize,promise promize")
	for _, whole := range []string{"us", "f35", "défense", "條", "this", "was", "his", "its", "is", ""} {
		if English.Stem(whole) != whole {
			t.Errorf("English.Stem(%q) = %q, want it unchanged", whole, English.Stem(whole))
		}
	}
}

func TestEnglishWordsThatKeepS(t *testing.T) {
	for word := range strings.FieldsSeq(`exercise advise promise compromise enterprise expertise raise supervise revise otherwise
		franchise treatise premise precise disguise comprise surprise televise arise rise wise noise poise praise cruise bruise
		demise devise concise merchandise improvise excise incise advertised chastising likewise appraiser adviser uprising
		crises tortoises circumcised disenfranchised paradise liaise mortise manumise surmised sunrise metropolises`) {
		if got := americanSpelling(word); got != word {
			t.Errorf("americanSpelling(%q) = %q, want it unchanged", word, got)
		}
	}
}

func TestSpellingsAreFoundByBinarySearch(t *testing.T) {
	for i, s := range spellings {
		if i > 0 && strings.HasPrefix(s.british, spellings[i-1].british) {
			t.Errorf("%s begins with %s", s.british, spellings[i-1].british)
		}
		if american := americanSpelling(s.american); american != s.american {
			t.Errorf("the American %s is changed to %s", s.american, american)
		}
	}
}
