package instrument

import "strings"

// numerals are the words that numbers up to 99 are made of. French and English
// ones do not collide but in "six", which is the same.
var numerals = map[string]int{
	"one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10,
	"eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16, "seventeen": 17,
	"eighteen": 18, "nineteen": 19, "twenty": 20, "thirty": 30, "forty": 40, "fourty": 40, "fifty": 50, "sixty": 60,
	"seventy": 70, "eighty": 80, "ninety": 90,
	"un": 1, "deux": 2, "trois": 3, "quatre": 4, "cinq": 5, "sept": 7, "huit": 8, "neuf": 9, "dix": 10, "onze": 11,
	"douze": 12, "treize": 13, "quatorze": 14, "quinze": 15, "seize": 16, "vingt": 20, "trente": 30, "quarante": 40,
	"cinquante": 50, "soixante": 60,
}

// ordinals are the words that end the number of a day.
var ordinals = map[string]int{
	"first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8, "ninth": 9,
	"tenth": 10, "eleventh": 11, "twelfth": 12, "thirteenth": 13, "fourteenth": 14, "fifteenth": 15, "sixteenth": 16,
	"seventeenth": 17, "eighteenth": 18, "nineteenth": 19, "twentieth": 20, "thirtieth": 30, "premier": 1,
}

var hundreds = map[string]bool{"hundred": true, "cent": true, "cents": true}

var thousands = map[string]bool{"thousand": true, "mille": true, "mil": true}

// yearIn reads a year written in words or digits from the words on, and returns
// how many words it has, 0 when there is none. Years run from 1500 to 2099.
func yearIn(words []word) (year, length int) {
	if len(words) == 0 {
		return 0, 0
	}
	if n, ok := digits(words[0].text); ok {
		if len(words[0].text) == 4 && isYear(n) {
			return n, 1
		}
		return 0, 0
	}
	return spelledYear(words)
}

func isYear(n int) bool { return n >= 1500 && n < 2100 }

// spelledYear reads "one thousand nine hundred and fifty-one", "nineteen hundred
// and ten", "two thousand and eight", "mil neuf cent quarante-neuf".
func spelledYear(words []word) (year, length int) {
	sum, part := 0, 0
	for i, w := range words {
		if i > 0 && !w.joined {
			break
		}
		n, isNumeral := numeral(w.text)
		switch {
		case isNumeral && n == 20 && part%100 == 4 && w.text == "vingt": // quatre-vingt
			part += 76
		case isNumeral:
			part += n
		case w.text == "vingts" && part%100 == 4:
			part += 76
		case hundreds[w.text] && part < 100:
			part = max(part, 1) * 100
		case thousands[w.text] && sum == 0 && part < 10:
			sum, part = max(part, 1)*1000, 0
		case (w.text == "and" || w.text == "et") && i > 0:
			continue
		default:
			if length < i && part%100 == 0 {
				return 0, 0 // "nine hundred and" something that is not understood
			}
			return checkedYear(sum+part, length)
		}
		length = i + 1
	}
	return checkedYear(sum+part, length)
}

// numeral reads one word of a number below 100, also where the hyphen between
// two of them has been lost: ninetyseven.
func numeral(word string) (int, bool) {
	if n, ok := numerals[word]; ok {
		return n, true
	}
	tens, ones, found := strings.Cut(word, "ty")
	ten, one := numerals[tens+"ty"], numerals[ones]
	return ten + one, found && ten > 0 && one > 0 && one < 10
}

func checkedYear(year, length int) (int, int) {
	if !isYear(year) {
		return 0, 0
	}
	return year, length
}

// dayIn reads the number of a day: 4, 4th, fourth, twenty-eighth, 1er, quatre.
func dayIn(words []word) (day, length int) {
	if len(words) == 0 {
		return 0, 0
	}
	if n, ok := dayNumber(words[0].text); ok {
		return n, 1
	}
	if n := ordinals[words[0].text]; n > 0 {
		return n, 1
	}
	tens := numerals[words[0].text]
	if len(words) > 1 && words[1].joined && (tens == 20 || tens == 30) {
		if n := ordinals[words[1].text]; n > 0 && n < 10 {
			return tens + n, 2
		}
	}
	return frenchDay(words)
}

// frenchDay reads a day that is a cardinal number, as French has them:
// quatre, dix-sept, vingt et un.
func frenchDay(words []word) (day, length int) {
	for i, w := range words[:min(len(words), 3)] {
		n, ok := numerals[w.text]
		switch {
		case i > 0 && !w.joined:
			return day, length
		case ok:
			day, length = day+n, i+1
		case w.text == "et" && i == 1:
		default:
			return day, length
		}
	}
	return day, length
}

// dayNumber reads a day in digits, with an ending or without.
func dayNumber(text string) (int, bool) {
	end := 0
	for end < len(text) && text[end] >= '0' && text[end] <= '9' {
		end++
	}
	n, ok := digits(text[:end])
	switch text[end:] {
	case "", "st", "nd", "rd", "th", "er", "ème", "e", "de", "ste":
		return n, ok && end <= 2 && n >= 1 && n <= 31
	}
	return 0, false
}

// digits reads a number of at most four digits.
func digits(s string) (n int, ok bool) {
	if s == "" || len(s) > 4 {
		return 0, false
	}
	for _, c := range []byte(s) {
		if c < '0' || c > '9' {
			return 0, false
		}
		n = n*10 + int(c-'0')
	}
	return n, true
}
