package language

import (
	"strings"
	"testing"
)

// sentences are two of our own in each language that Detect knows by vote, and
// one for some scripts.
func sentences() map[string]string {
	return map[string]string{
		"en": "The two governments agree that their armed forces will train together every year, and that the costs of the exercise shall be shared between them. Neither of them is bound to take part when it has other duties.",
		"fr": "Les deux gouvernements conviennent que leurs forces armées s'entraîneront ensemble chaque année et que les frais de l'exercice seront partagés entre eux. Aucun des deux n'est tenu d'y participer lorsqu'il a d'autres obligations.",
		"es": "Los dos gobiernos acuerdan que sus fuerzas armadas se entrenarán juntas cada año y que los gastos del ejercicio se repartirán entre ellos. Ninguno está obligado a participar cuando tenga otras obligaciones en la región.",
		"de": "Die beiden Regierungen vereinbaren, dass ihre Streitkräfte jedes Jahr gemeinsam üben und dass die Kosten der Übung zwischen ihnen geteilt werden. Keine von ihnen ist verpflichtet, an der Übung teilzunehmen, wenn sie andere Aufgaben hat.",
		"nl": "De twee regeringen komen overeen dat hun strijdkrachten elk jaar samen zullen oefenen en dat de kosten van de oefening tussen hen worden gedeeld. Geen van beide is verplicht om deel te nemen als zij andere taken heeft.",
		"it": "I due governi convengono che le loro forze armate si addestreranno insieme ogni anno e che le spese dell'esercitazione saranno divise tra loro. Nessuno dei due è tenuto a partecipare quando ha altri obblighi nella regione.",
		"pt": "Os dois governos acordam que as suas forças armadas treinarão em conjunto todos os anos e que as despesas do exercício serão divididas entre eles. Nenhum deles é obrigado a participar quando tiver outras tarefas na região, mas não pode recusar sem aviso.",
		"ca": "Els dos governs acorden que les seves forces armades s'entrenaran juntes cada any i que les despeses de l'exercici es repartiran entre ells. Cap dels dos no és obligat a participar-hi quan tingui altres deures amb els aliats.",
		"sv": "De två regeringarna är överens om att deras styrkor skall öva tillsammans varje år och att kostnaderna för övningen delas mellan dem. Ingen av dem är skyldig att delta när den har andra uppgifter, och det gäller också för staberna.",
		"da": "De to regeringer er enige om, at deres styrker skal øve sammen hvert år, og at udgifterne til øvelsen deles mellem dem. Ingen af dem er forpligtet til at deltage, når den har andre opgaver, og det gælder også efter aftalens udløb.",
		"no": "De to regjeringene er enige om at styrkene deres skal øve sammen hvert år, og at utgiftene til øvelsen deles mellom dem. Ingen av dem er forpliktet til å delta når den har andre oppgaver, og det gjelder også etter at avtalen er utløpt.",
		"fi": "Hallitukset sopivat, että niiden joukot harjoittelevat yhdessä joka vuosi ja että harjoituksen kulut jaetaan niiden kesken. Kumpikaan ei ole velvollinen osallistumaan, jos sillä on muita tehtäviä, mutta siitä on ilmoitettava myös toiselle.",
		"pl": "Oba rządy uzgadniają, że ich siły zbrojne będą co roku ćwiczyć razem oraz że koszty ćwiczeń będą między nie dzielone. Żaden z nich nie jest zobowiązany do udziału, gdy ma inne zadania, ale może to zrobić po uzgodnieniu.",
		"cs": "Obě vlády se dohodly, že jejich ozbrojené síly budou každý rok cvičit společně a že náklady na cvičení budou mezi ně rozděleny. Žádná z nich není povinna se účastnit, pokud má jiné úkoly, ale může to být také jinak podle dohody.",
		"sk": "Obe vlády sa dohodli, že ich ozbrojené sily budú každý rok cvičiť spoločne a že náklady na cvičenie sa medzi ne rozdelia. Žiadna z nich nie je povinná sa zúčastniť, ak má iné úlohy, ale môže to byť aj inak podľa dohody, ktorá sa pripravuje.",
		"hu": "A két kormány megállapodik abban, hogy a fegyveres erők minden évben közösen gyakorlatoznak, és hogy a költségeket egymás között megosztják. Egyik fél sem köteles részt venni, ha más feladata van, de ezt az előző évben kell jelezni.",
		"ro": "Cele două guverne convin că forțele lor armate se vor antrena împreună în fiecare an și că sumele pentru exercițiu sunt împărțite între ele. Niciunul dintre ele nu este obligat să participe dacă are alte sarcini, dar acest lucru se anunță din timp.",
		"hr": "Dvije su se vlade dogovorile da će se njihove snage svake godine zajedno uvježbavati i da će se troškovi vježbe podijeliti između njih. Nijedna od njih nije obvezna sudjelovati ako ima druge zadaće, što može biti i prije vježbe, kao i nakon toga.",
		"sl": "Vladi sta se dogovorili, da se bodo njune sile vsako leto skupaj usposabljale in da se stroški vaje delijo med njima. Nobena od njiju ni dolžna sodelovati, če ima druge naloge, lahko pa to tudi stori po dogovoru, ki ga je treba pripraviti.",
		"et": "Kaks valitsust lepivad kokku, et nende relvajõud harjutavad igal aastal koos ja et õppuse kulud jagatakse nende vahel. Kumbki ei ole kohustatud osalema, kui tal on muid ülesandeid, kuid see tuleb ka teisele poolele teada anda.",
		"lv": "Abas valdības vienojas, ka to bruņotie spēki katru gadu mācīsies kopā un ka mācību izmaksas tiek dalītas starp tām. Neviena no tām nav spiesta piedalīties, ja tai ir citi uzdevumi, bet par to ir jāpaziņo arī otrai pusei, kas to var apstrīdēt.",
		"lt": "Abi vyriausybės susitaria, kad jų ginkluotosios pajėgos kasmet rengs bendras pratybas ir kad pratybų išlaidos bus dalijamos tarp jų. Nė viena iš jų nėra įpareigota dalyvauti, jei turi kitų užduočių, tačiau apie tai ji gali pranešti iki pratybų.",
		"tr": "İki hükûmet, silahlı kuvvetlerinin her yıl birlikte eğitim yapması ve tatbikat giderlerinin aralarında paylaşılması için anlaşmıştır. Başka görevleri olan bir taraf bu tatbikata katılmak zorunda değil, ancak bunu daha önce bildirmek için bir yol vardır.",
		"id": "Kedua pemerintah sepakat bahwa angkatan bersenjata mereka akan berlatih bersama setiap tahun dan bahwa biaya latihan itu akan dibagi antara mereka. Tidak satu pun dari mereka yang wajib ikut serta dalam latihan ini jika ada tugas lain.",
		"ru": "Оба правительства договорились, что их вооружённые силы будут каждый год проводить совместные учения и что расходы на учения будут разделены между ними. Ни одно из них не обязано участвовать, если у него есть другие задачи, но это также решается по соглашению.",
		"uk": "Обидва уряди домовилися, що їх збройні сили будуть щороку проводити спільні навчання і що витрати на навчання будуть розділені між ними. Жоден із них не зобов'язаний брати участь, якщо він має інші завдання, але про це він також повідомляє.",
		"bg": "Двете правителства се договориха, че въоръжените им сили ще провеждат всяка година съвместни учения и че разходите за учението ще се делят между тях. Нито едно от тях не е длъжно да участва, ако има други задачи, но това също се урежда с писмо.",
		"sr": "Две владе су се договориле да ће њихове снаге сваке године изводити заједничке вежбе и да ће трошкови вежбе бити подељени између њих. Ниједна од њих није обавезна да учествује ако има друге задатке, али то се решава и по договору који је потписан.",
		"ar": "اتفقت الحكومتان على أن تتدرب القوات المسلحة معا في كل سنة وعلى أن تقسم تكاليف التدريب بين الطرفين. ولا يلزم أي طرف أن يشارك في هذا التدريب إذا كان عليه واجب آخر، كما لا يجوز ذلك بعد انتهاء الاتفاق أو قبل بدء العمل به.",
		"fa": "دو دولت توافق کردند که نیروهای مسلح آنها هر سال با هم تمرین کنند و هزینه‌های این تمرین بین آنها تقسیم شود. هیچ یک از آنها اگر وظیفه دیگری دارد به شرکت در این تمرین ملزم نیست و باید آن را به طرف دیگر اعلام کند.",
		"ur": "دونوں حکومتوں نے اس بات پر اتفاق کیا ہے کہ ان کی مسلح افواج ہر سال ایک ساتھ مشق کریں گی اور مشق کے اخراجات ان کے درمیان تقسیم ہوں گے۔ اگر کسی کے پاس اور کام ہیں تو وہ اس میں شریک ہونے کا پابند نہیں ہے۔",
		"el": "Οι δύο κυβερνήσεις συμφωνούν ότι οι ένοπλες δυνάμεις τους θα ασκούνται μαζί κάθε χρόνο.",
		"he": "שתי הממשלות מסכימות כי הכוחות המזוינים שלהן יתאמנו יחד מדי שנה.",
		"th": "รัฐบาลทั้งสองตกลงว่ากองทัพของตนจะฝึกร่วมกันทุกปี",
		"hi": "दोनों सरकारें सहमत हैं कि उनकी सेनाएँ हर साल साथ अभ्यास करेंगी।",
		"zh": "两国政府同意其武装部队每年共同训练，演习费用由双方分担。任何一方均无参加的义务。",
		"ja": "両国政府は、その部隊が毎年共同で訓練を行い、費用を分担することに合意する。部隊の指揮は各国が行う。",
		"ko": "양국 정부는 양국 군대가 매년 함께 훈련하고 그 비용을 나누기로 합의한다.",
	}
}

func TestDetectEachLanguage(t *testing.T) {
	for want, text := range sentences() {
		if got := Detect(text); got != want {
			t.Errorf("Detect of %s = %q", want, got)
		}
	}
}

// A text in the middle of other signs, figures and markup stays what it is.
func TestDetectAmongNoise(t *testing.T) {
	for want, text := range sentences() {
		noisy := strings.Repeat("1949-04-04 | 12.5 % — § 3\n", 5) + strings.ToUpper(text) + "\n\n" + text
		if got := Detect(noisy); got != want {
			t.Errorf("Detect of noisy %s = %q", want, got)
		}
	}
}

func TestDetectUnsure(t *testing.T) {
	all := sentences()
	for name, text := range map[string]string{
		"empty":             "",
		"figures":           strings.Repeat("12 345,67 ", 100),
		"short":             "The treaty is in force and that is all there is.",
		"a few words":       "De ene staat en de andere staat komen overeen dat het verdrag van kracht is en wordt verlengd.",
		"five words, often": strings.Repeat("Het verdrag van de staten. ", 40),
		"figures and names": "Het verdrag van de staten " + strings.Repeat("1949 — 12 § 3 | ", 40),
		"short Chinese":     "两国政府",
		"no frequent words": strings.Repeat("Hamburg Lisbon Ankara Tirana Oslo ", 20),
		"half and half":     all["en"] + " " + all["fr"],
		"two scripts":       all["en"] + " " + all["ru"],
		"not UTF-8":         strings.Repeat("\xff\xfe ", 100),
	} {
		if got := Detect(text); got != "" {
			t.Errorf("%s: Detect = %q, want no answer", name, got)
		}
	}
}

func TestDetectMajority(t *testing.T) {
	all := sentences()
	for _, test := range []struct{ major, minor string }{{"en", "fr"}, {"fr", "nl"}, {"ru", "en"}, {"de", "en"}} {
		text := strings.Repeat(all[test.major]+"\n\n", 4) + all[test.minor]
		if got := Detect(text); got != test.major {
			t.Errorf("four parts %s, one part %s: Detect = %q", test.major, test.minor, got)
		}
	}
}

// The middle and the end of a long text are looked at too.
func TestDetectLongText(t *testing.T) {
	all := sentences()
	text := strings.Repeat(all["en"], 40) + strings.Repeat(all["fr"], 400)
	if got := Detect(text); got != "fr" {
		t.Errorf("a French text with an English beginning: Detect = %q, want fr", got)
	}
	if n := len(sample(text)); n > sampleLength {
		t.Errorf("looked at %d bytes, want at most %d", n, sampleLength)
	}
}

func TestDetectAgain(t *testing.T) {
	text := sentences()["da"]
	for range 50 {
		if got := Detect(text); got != "da" {
			t.Fatalf("Detect = %q once, da before", got)
		}
	}
}

func FuzzDetect(f *testing.F) {
	for _, text := range sentences() {
		f.Add(text)
		f.Add(text[1:])
	}
	f.Fuzz(func(t *testing.T, text string) {
		if got := Detect(text); len(got) != 0 && len(got) != 2 {
			t.Errorf("Detect = %q, want a code of two letters", got)
		}
	})
}

func BenchmarkDetect(b *testing.B) {
	text := strings.Repeat(sentences()["fr"]+"\n", 200)
	b.SetBytes(sampleLength)
	for b.Loop() {
		Detect(text)
	}
}
