package sample

import (
	"testing"
)

// subjects says which document covers each subject that the collection promises.
var subjects = []struct{ subject, id string }{
	{"North Atlantic Treaty", "north-atlantic-treaty"},
	{"Brussels Treaty", "brussels-treaty-1948"},
	{"UN Charter, chapter VI", "un-charter-chapter-vi"},
	{"UN Charter, chapter VII", "un-charter-chapter-vii"},
	{"UN Charter, chapter VIII", "un-charter-chapter-viii"},
	{"UN Charter, Article 51", "un-charter-article-51"},
	{"EU Article 42(7)", "eu-mutual-assistance-article-42-7"},
	{"CSDP", "common-security-and-defence-policy"},
	{"PESCO", "permanent-structured-cooperation"},
	{"European Defence Fund", "european-defence-fund"},
	{"African Union", "african-union-constitutive-act-2000"},
	{"African Standby Force", "african-standby-force"},
	{"ECOWAS mechanism", "ecowas-mechanism-1999"},
	{"US–Japan Security Treaty", "us-japan-security-treaty-1960"},
	{"ANZUS", "anzus-treaty-1951"},
	{"Rio Treaty", "rio-treaty-1947"},
	{"CSTO", "csto-charter-2002"},
	{"SCO", "shanghai-cooperation-organization"},
	{"ASEAN's defence ministers' meetings", "asean-defence-ministers-meeting"},
	{"Five Eyes", "five-eyes-ukusa-agreement-1946"},
	{"AUKUS", "aukus"},
	{"Quad", "quad-security-dialogue"},
	{"Nordic cooperation", "nordic-defence-cooperation"},
	{"Allied Command Transformation", "allied-command-transformation"},
	{"Treaty of Versailles", "treaty-of-versailles-military-clauses"},
	{"League of Nations", "league-of-nations-covenant"},
	{"Helsinki", "helsinki-final-act-1975"},
	{"OSCE", "osce-charter-of-paris-1990"},
	{"CFE", "cfe-treaty-1990"},
	{"Open Skies", "open-skies-treaty-1992"},
	{"NPT", "non-proliferation-treaty-1968"},
	{"CWC", "chemical-weapons-convention-1993"},
	{"BWC", "biological-weapons-convention-1972"},
	{"Ottawa convention", "ottawa-convention-1997"},
	{"Arms Trade Treaty", "arms-trade-treaty-2013"},
	{"Geneva Convention I", "geneva-convention-i-1949"},
	{"Geneva Convention III", "geneva-convention-iii-1949"},
	{"Geneva Convention IV", "geneva-convention-iv-1949"},
	{"NATO status of forces", "nato-status-of-forces-agreement"},
	{"status of forces elsewhere", "visiting-forces-agreements"},
	{"Wassenaar", "wassenaar-arrangement-1996"},
	{"Proliferation Security Initiative", "proliferation-security-initiative"},
	{"UN peacekeeping", "un-peacekeeping"},

	{"collective defence", "collective-defence"},
	{"joint exercises and training", "joint-exercises-and-training"},
	{"interoperability and standards", "interoperability-and-standards"},
	{"joint procurement", "joint-procurement"},
	{"intelligence sharing", "intelligence-sharing"},
	{"counterterrorism", "counterterrorism-cooperation"},
	{"humanitarian assistance and disaster relief", "humanitarian-assistance-and-disaster-relief"},
	{"cyber defence", "cyber-defence"},
	{"political disparities between allies", "political-disparities-between-allies"},
	{"resource allocation and burden sharing", "burden-sharing-and-resource-allocation"},
	{"drones and surveillance technology", "drones-and-surveillance-technology"},
	{"artificial intelligence and data", "artificial-intelligence-and-data"},
	{"space", "space-and-defence"},
	{"maritime security", "maritime-security"},
	{"climate and security", "climate-and-security"},
	{"public–private partnership", "public-private-partnership"},
	{"arms control", "arms-control-overview"},
	{"peacekeeping and crisis management", "peacekeeping-and-crisis-management"},
	{"effects on national policy and budgets", "effects-on-national-policy-and-budgets"},
	{"military conventions and defence expos", "military-conventions-and-defence-expos"},
}

func TestPromisedSubjectsAreCovered(t *testing.T) {
	all := documents(t)
	for _, s := range subjects {
		if _, ok := all[s.id]; !ok {
			t.Errorf("%s: there is no document %q", s.subject, s.id)
		}
	}
}

func TestEveryTopicHasItsDocuments(t *testing.T) {
	used := map[string]bool{}
	for _, d := range documents(t) {
		for _, topic := range d.Topics {
			used[topic] = true
		}
	}
	for _, topic := range taxonomy(t) {
		if !used[topic] {
			t.Errorf("no document has the topic %q", topic)
		}
	}
}
