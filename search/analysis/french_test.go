package analysis

import (
	"strings"
	"testing"
)

func TestFrenchJoinsInflectedForms(t *testing.T) {
	checkFamilies(t, French, Fold(`
état états
traité traités traiter traitée traitées
arme armes armé armée armées armer
national nationale nationaux nationales
général générale généraux générales
naval navale navals navales
régional régionaux régionale
international internationale internationaux internationales
bureau bureaux
niveau niveaux
nouveau nouveaux nouvelle nouvelles nouvel
travail travaux
lieu lieux
loi lois
pacte pactes
accord accords
défense défenses
force forces forcer forcé
décider décide décidé décidée décidées décidés
engager engagé engagée engagées
ratifier ratifie ratifié ratifiée ratifiés
établir établi établie établis établies
définir définie définis
prévu prévue prévus prévues
conclu conclue conclus conclues
tenu tenue tenus
européen européenne européens européennes
ancien ancienne anciens
actif active actifs actives
offensif offensive offensives
défensif défensive défensifs
dangereux dangereuse dangereuses
nucléaire nucléaires
militaire militaires
premier première premiers premières
étranger étrangère étrangers étrangères
financier financière financières
personnel personnelle personnels personnelles
réel réelle réels
français française françaises
chinois chinoise chinoises
américain américaine américains américaines
permanent permanente permanents permanentes
important importante importantes
intérieur intérieure intérieurs
public publique publics publiques
grand grande grands grandes
soumis soumise soumises
pris prise prises
compris comprise comprises
uni unie unis unies
allié alliés alliée alliées
conseil conseils
conseiller conseillère conseillers
membre membres
an ans
tout tous toute toutes
navire navires
missile missiles
combattant combattants combattante
signataire signataires
signer signé signée signés
social sociaux sociale
égal égaux égale égales
long longue longs longues
conjoint conjointe conjointes
secret secrète secrets secrètes
voeu voeux
officier officiers
prisonnier prisonnière prisonniers
frontière frontières
conclure conclu conclue conclus conclues
soumettre soumis soumise soumises
mettre mis mise mises
maintenir maintenu maintenue
prévoir prévu prévue prévues
reconnaître reconnu reconnue
interdire interdit interdite interdits
ouvrir ouvert ouverte ouvertes
recevoir reçu reçue reçus`))
}

func TestFrenchKeepsWordsApart(t *testing.T) {
	checkPairs(t, French, Fold("traité trait,partie parti,partie part,arrêt arrêté,accord accorder,armée armement,arme armistice,"+
		"étranger étrange,passager passage,messager message,usager usage,conseil conseiller,port porte,entrée entre,entrer entre,"+
		"contrée contre,cours cour,mois moi,fois foi,pays paye,poste post,base bas,point pointe,sort sorte,marin marine,"+
		"nation national,état étatique,règlement réglementé,organe organisation,général généraliser,défense défensif,force forcément,"+
		"sécurité sécuriser,guerre guerrier,frontière frontalier,droit droitier,commandant commandement,commande commandement,"+
		"pouvoir pouvons,ministre ministère,police policier,personne personnel,paix pays,conflit confluer,mer mère,terre terrain,"+
		"plus plu,sous sou,dans dan,vers ver,fils fil,après âpre,langue lange,finance financier,mode mot,économie économiser,"+
		"plan plante,air aire,acte actif,union uni,vent vente,corps cor,part parti,"+
		"faire fait,voir vu,attendre attendu,comprendre compris,produire produit,permettre permis,acquérir acquis,contenir contenu,"+
		"détenir détenu,prévenir prévenu,atteindre atteinte,entreprendre entreprise,mettre mettra"))
	for whole := range strings.FieldsSeq("us f35 條 le la les des business congress") {
		if French.Stem(whole) != whole {
			t.Errorf("French.Stem(%q) = %q, want it unchanged", whole, French.Stem(whole))
		}
	}
}
