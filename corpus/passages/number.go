package passages

import (
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// number is the number of an article: as it is cited, and where it stands in
// its sequence.
type number struct {
	text   string // "5", "V", "5 bis", "I-33", "2.1", "9A"
	series string // what stands before the counting part: "I-", "2.", "§"
	n      int    // the counting part
	sub    int    // 0, or the place of an inserted article after n: bis, A
}

// maxNumber is the length in bytes in which a number is looked for.
const maxNumber = 64

// parseNumber reads the number at the beginning of s, in any of the ways in
// which treaties number articles, and returns how many bytes it takes.
func parseNumber(s string) (number, int, bool) {
	s = s[:min(len(s), maxNumber)]
	for _, parse := range []func(string) (number, int, bool){parseCompound, parseArabic, parseRoman, parseOrdinal, parseHan} {
		if num, end, ok := parse(s); ok && atBoundary(s[end:]) {
			return num, end, true
		}
	}
	return number{}, 0, false
}

// atBoundary reports whether a word ends before rest.
func atBoundary(rest string) bool {
	r, _ := utf8.DecodeRuneInString(rest)
	return rest == "" || (!unicode.IsLetter(r) && !unicode.IsDigit(r))
}

var (
	compound = regexp.MustCompile(`^(?:([IVX]{1,5}|[0-9])[-–]([0-9]{1,3})|([A-Z0-9]{1,2}|[IVX]{3,5}|[IVX]{1,5} )\.([0-9]{1,3}))`)
	arabic   = regexp.MustCompile(`^([0-9]{1,4})(?:(st|nd|rd|th|ST|ND|RD|TH|er|ER|ère|re|o|º|°)|([A-Za-z]{1,2}))?`)
	latin    = regexp.MustCompile(`^(?i)[ -]?(` + strings.Join(latinSuffixes, "|") + `)\b`)
)

// latinSuffixes number the articles inserted behind one, the first of them
// being the second with its number.
var latinSuffixes = strings.Fields("bis ter quater quinquies sexies septies octies novies decies")

// parseCompound reads "I-33", "3-396", "2.1", "XIII.1" and "XI .1".
func parseCompound(s string) (number, int, bool) {
	m := compound.FindStringSubmatch(s)
	if m == nil {
		return number{}, 0, false
	}
	series, count := m[1]+"-", m[2]
	if m[1] == "" {
		series, count = strings.TrimSpace(m[3])+".", m[4]
	}
	n, _ := strconv.Atoi(count)
	return number{text: series + count, series: series, n: n}, len(m[0]), n > 0
}

// parseArabic reads "5", "1st", "9A" and "5 bis".
func parseArabic(s string) (number, int, bool) {
	m := arabic.FindStringSubmatch(s)
	if m == nil {
		return number{}, 0, false
	}
	n, _ := strconv.Atoi(m[1])
	num, end := number{text: strconv.Itoa(n), n: n}, len(m[0])
	if m[3] != "" && !latin.MatchString(s[len(m[1]):]) {
		num.text += m[3]
		num.sub = int(unicode.ToLower(rune(m[3][0]))-'a') + 1
		return num, end, n > 0
	}
	if m[3] != "" {
		end = len(m[1])
	}
	num, end = withLatin(num, s, end)
	return num, end, n > 0
}

func parseRoman(s string) (number, int, bool) {
	end := 0
	for end < len(s) && strings.IndexByte("IVXLCivxlc", s[end]) >= 0 {
		end++
	}
	n, ok := romanValue(s[:end])
	if !ok {
		return number{}, 0, false
	}
	num := number{text: strings.ToUpper(s[:end]), n: n}
	num, end = withLatin(num, s, end)
	return num, end, true
}

// withLatin reads "bis", "ter" and so on behind a number that ends at end.
func withLatin(num number, s string, end int) (number, int) {
	m := latin.FindStringSubmatch(s[end:])
	if m == nil {
		return num, end
	}
	suffix := strings.ToLower(m[1])
	num.text += " " + suffix
	num.sub = slices.Index(latinSuffixes, suffix) + 2
	return num, end + len(m[0])
}

// romanValue returns the value of a Roman number in its usual form, in capitals
// or small letters throughout, up to 399.
func romanValue(s string) (int, bool) {
	upper := strings.ToUpper(s)
	if s == "" || (s != upper && s != strings.ToLower(s)) {
		return 0, false
	}
	value := map[byte]int{'I': 1, 'V': 5, 'X': 10, 'L': 50, 'C': 100}
	n := 0
	for i := range len(upper) {
		v := value[upper[i]]
		if v == 0 {
			return 0, false
		}
		if i+1 < len(upper) && v < value[upper[i+1]] {
			n -= v
		} else {
			n += v
		}
	}
	return n, n > 0 && n < 400 && romanText(n) == upper
}

func romanText(n int) string {
	var b strings.Builder
	for _, step := range []struct {
		value int
		text  string
	}{{100, "C"}, {90, "XC"}, {50, "L"}, {40, "XL"}, {10, "X"}, {9, "IX"}, {5, "V"}, {4, "IV"}, {1, "I"}} {
		for n >= step.value {
			b.WriteString(step.text)
			n -= step.value
		}
	}
	return b.String()
}

// parseOrdinal reads "first" to "ninety-ninth", and "premier" and its like.
func parseOrdinal(s string) (number, int, bool) {
	word := firstWord(s)
	if n := ordinalValue(strings.ToLower(word)); n > 0 {
		return number{text: strconv.Itoa(n), n: n}, len(word), true
	}
	tens := tensValue(strings.ToLower(word))
	if tens == 0 || len(s) <= len(word) {
		return number{}, 0, false
	}
	unit := firstWord(s[len(word)+1:])
	n := ordinalValue(strings.ToLower(unit))
	if n == 0 || n > 9 {
		return number{}, 0, false
	}
	return number{text: strconv.Itoa(tens + n), n: tens + n}, len(word) + 1 + len(unit), true
}

func firstWord(s string) string {
	for i, r := range s {
		if !unicode.IsLetter(r) {
			return s[:i]
		}
	}
	return s
}

var ordinals = strings.Fields("first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth " +
	"fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth")

var tens = strings.Fields("twenty thirty forty fifty sixty seventy eighty ninety")

func ordinalValue(word string) int {
	switch word {
	case "premier", "première", "primero", "primeiro", "primo", "erste", "eerste":
		return 1
	}
	for i, ordinal := range ordinals {
		if word == ordinal {
			return i + 1
		}
	}
	for i, ten := range tens {
		if word == strings.TrimSuffix(ten, "y")+"ieth" {
			return 10 * (i + 2)
		}
	}
	return 0
}

func tensValue(word string) int {
	for i, ten := range tens {
		if word == ten {
			return 10 * (i + 2)
		}
	}
	return 0
}

// parseHan reads Chinese numerals up to 999, and what is inserted behind them:
// "五", "二十一", "一百零三", "八之二" (8 bis).
func parseHan(s string) (number, int, bool) {
	n, end := hanValue(s)
	if n == 0 {
		return number{}, 0, false
	}
	num, end := withHanSuffix(number{text: strconv.Itoa(n), n: n}, s, end)
	return num, end, true
}

// hanValue returns the value of the numeral at the beginning of s, 0 when
// there is none, and its length in bytes.
func hanValue(s string) (n, end int) {
	digit := 0
	for i, r := range s {
		value, known := hanValues[r]
		if !known {
			break
		}
		end = i + utf8.RuneLen(r)
		if value >= 10 {
			n += max(digit, 1) * value
			digit = 0
		} else {
			digit = digit*10 + value
		}
		if n+digit > 999 {
			return 0, 0
		}
	}
	return n + digit, end
}

// withHanSuffix reads "之二" behind a number that ends at end.
func withHanSuffix(num number, s string, end int) (number, int) {
	rest, found := strings.CutPrefix(s[end:], "之")
	if !found {
		return num, end
	}
	sub, length := hanValue(rest)
	if sub < 2 || sub-2 >= len(latinSuffixes) {
		return num, end
	}
	num.sub = sub
	num.text += " " + latinSuffixes[sub-2]
	return num, end + len("之") + length
}

var hanValues = map[rune]int{
	'零': 0, '〇': 0, '一': 1, '二': 2, '三': 3, '四': 4, '五': 5, '六': 6, '七': 7, '八': 8, '九': 9, '十': 10, '百': 100,
	'０': 0, '１': 1, '２': 2, '３': 3, '４': 4, '５': 5, '６': 6, '７': 7, '８': 8, '９': 9,
}
