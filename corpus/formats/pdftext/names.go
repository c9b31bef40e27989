package pdftext

import (
	"strconv"
	"strings"

	"golang.org/x/text/unicode/norm"
)

// glyphText returns the text that a glyph name stands for, and "" for a name
// that says nothing, such as "g23". Names are formed by the rules of the Adobe
// Glyph List; instead of the list itself there is a rule for letters with
// accents and a table of the other names met in documents.
func glyphText(name string) string {
	name, _, _ = strings.Cut(name, ".")
	if len(name) == 1 {
		return name
	}
	if text, ok := namedGlyphs[name]; ok {
		return text
	}
	if strings.Contains(name, "_") {
		return joinedGlyphs(name)
	}
	for _, rule := range [...]func(string) string{numberedGlyph, accentedGlyph, cyrillicGlyph, variantGlyph} {
		if text := rule(name); text != "" {
			return text
		}
	}
	return ""
}

// joinedGlyphs reads the name of a ligature: "f_f_i".
func joinedGlyphs(name string) string {
	var text strings.Builder
	for part := range strings.SplitSeq(name, "_") {
		piece := glyphText(part)
		if piece == "" {
			return ""
		}
		text.WriteString(piece)
	}
	return text.String()
}

// numberedGlyph reads uniXXXX (of any number of UTF-16 units) and uXXXX to uXXXXXX.
func numberedGlyph(name string) string {
	if digits, ok := strings.CutPrefix(name, "uni"); ok && len(digits) >= 4 && len(digits)%4 == 0 {
		var units []byte
		for ; digits != ""; digits = digits[4:] {
			unit, err := strconv.ParseUint(digits[:4], 16, 16)
			if err != nil {
				return ""
			}
			units = append(units, byte(unit>>8), byte(unit))
		}
		return string(decodeUTF16(units))
	}
	digits, ok := strings.CutPrefix(name, "u")
	if !ok || len(digits) < 4 || len(digits) > 6 {
		return ""
	}
	code, err := strconv.ParseUint(digits, 16, 32)
	if err != nil || code == 0 || code > 0x10FFFF {
		return ""
	}
	return string(rune(code))
}

// accentedGlyph reads a letter followed by the name of an accent: "eacute".
func accentedGlyph(name string) string {
	for accent, mark := range accents {
		base, ok := strings.CutSuffix(name, accent)
		if !ok || base == "" {
			continue
		}
		letter := base
		if len(base) > 1 {
			if letter = namedGlyphs[base]; letter == "" {
				continue
			}
		}
		if composed := norm.NFC.String(letter + mark); len([]rune(composed)) == 1 {
			return composed
		}
	}
	return ""
}

// cyrillicGlyph reads the numbers that the glyph list gives the Russian letters.
func cyrillicGlyph(name string) string {
	digits, ok := strings.CutPrefix(name, "afii")
	n, err := strconv.Atoi(digits)
	if !ok || err != nil {
		return ""
	}
	switch {
	case n >= 10017 && n <= 10049:
		return cyrillicLetter(n-10017, 'А', 'Ё')
	case n >= 10065 && n <= 10097:
		return cyrillicLetter(n-10065, 'а', 'ё')
	}
	return ""
}

// cyrillicLetter returns letter n of the Russian alphabet, in which the seventh
// letter does not stand in its place in Unicode.
func cyrillicLetter(n int, first, seventh rune) string {
	switch {
	case n < 6:
		return string(first + rune(n))
	case n == 6:
		return string(seventh)
	}
	return string(first + rune(n-1))
}

// variantGlyph reads a name with an ending for a form of the same character:
// "Asmall", "oneoldstyle", "threesuperior".
func variantGlyph(name string) string {
	for _, ending := range [...]string{"small", "oldstyle", "superior", "inferior", "fitted"} {
		if base, ok := strings.CutSuffix(name, ending); ok && base != "" {
			if len(base) == 1 {
				return strings.ToLower(base)
			}
			return namedGlyphs[base]
		}
	}
	return ""
}

// accents maps the name of an accent to the combining character.
var accents = map[string]string{
	"grave": "\u0300", "acute": "\u0301", "circumflex": "\u0302", "tilde": "\u0303", "macron": "\u0304",
	"breve": "\u0306", "dotaccent": "\u0307", "dieresis": "\u0308", "ring": "\u030A", "hungarumlaut": "\u030B",
	"caron": "\u030C", "cedilla": "\u0327", "commaaccent": "\u0327", "ogonek": "\u0328", "tonos": "\u0301",
	"dotbelow": "\u0323", "horn": "\u031B", "hookabove": "\u0309", "dieresistonos": "\u0308\u0301",
}

// namedGlyphs maps the names that follow no rule.
var namedGlyphs = map[string]string{
	"space": " ", "nbspace": " ", "nonbreakingspace": " ", "exclam": "!", "quotedbl": `"`, "numbersign": "#",
	"dollar": "$", "percent": "%", "ampersand": "&", "quotesingle": "'", "parenleft": "(", "parenright": ")",
	"asterisk": "*", "plus": "+", "comma": ",", "hyphen": "-", "period": ".", "slash": "/", "zero": "0", "one": "1",
	"two": "2", "three": "3", "four": "4", "five": "5", "six": "6", "seven": "7", "eight": "8", "nine": "9",
	"colon": ":", "semicolon": ";", "less": "<", "equal": "=", "greater": ">", "question": "?", "at": "@",
	"bracketleft": "[", "backslash": `\`, "bracketright": "]", "asciicircum": "^", "underscore": "_", "grave": "`",
	"braceleft": "{", "bar": "|", "braceright": "}", "asciitilde": "~",
	"exclamdown": "¡", "cent": "¢", "sterling": "£", "currency": "¤", "yen": "¥", "brokenbar": "¦", "section": "§",
	"dieresis": "¨", "copyright": "©", "ordfeminine": "ª", "guillemotleft": "«", "guillemetleft": "«", "logicalnot": "¬",
	"softhyphen": "\u00AD", "sfthyphen": "\u00AD", "registered": "®", "macron": "¯", "degree": "°", "plusminus": "±",
	"twosuperior": "²", "threesuperior": "³", "acute": "´", "mu": "µ", "paragraph": "¶", "periodcentered": "·",
	"middot": "·", "cedilla": "¸", "onesuperior": "¹", "ordmasculine": "º", "guillemotright": "»", "guillemetright": "»",
	"onequarter": "¼", "onehalf": "½", "threequarters": "¾", "questiondown": "¿", "multiply": "×", "divide": "÷",
	"AE": "Æ", "ae": "æ", "OE": "Œ", "oe": "œ", "Oslash": "Ø", "oslash": "ø", "germandbls": "ß", "Eth": "Ð", "eth": "ð",
	"Thorn": "Þ", "thorn": "þ", "dotlessi": "ı", "dotlessj": "ȷ", "Dcroat": "Đ", "dcroat": "đ", "Dslash": "Đ",
	"Hbar": "Ħ", "hbar": "ħ", "Tbar": "Ŧ", "tbar": "ŧ", "Lslash": "Ł", "lslash": "ł", "Ldot": "Ŀ", "ldot": "ŀ",
	"Eng": "Ŋ", "eng": "ŋ", "kgreenlandic": "ĸ", "napostrophe": "ŉ", "longs": "ſ", "IJ": "Ĳ", "ij": "ĳ",
	"circumflex": "ˆ", "caron": "ˇ", "breve": "˘", "dotaccent": "˙", "ring": "˚", "ogonek": "˛", "tilde": "˜", "hungarumlaut": "˝",
	"florin": "ƒ", "Euro": "€", "euro": "€", "franc": "₣", "lira": "₤", "peseta": "₧", "rupee": "₨",
	"endash": "–", "emdash": "—", "horizontalbar": "―", "afii00208": "―", "hyphentwo": "‐", "figuredash": "‒", "underscoredbl": "‗",
	"quoteleft": "‘", "quoteright": "’", "quotesinglbase": "‚", "quotereversed": "‛", "quotedblleft": "“",
	"quotedblright": "”", "quotedblbase": "„", "dagger": "†", "daggerdbl": "‡", "bullet": "•", "onedotenleader": "․",
	"twodotenleader": "‥", "ellipsis": "…", "perthousand": "‰", "minute": "′", "second": "″", "guilsinglleft": "‹",
	"guilsinglright": "›", "fraction": "/", "trademark": "™", "afii61352": "№", "numero": "№", "estimated": "℮",
	"fi": "fi", "fl": "fl", "ff": "ff", "ffi": "ffi", "ffl": "ffl", "st": "st",
	"Alpha": "Α", "Beta": "Β", "Gamma": "Γ", "Delta": "Δ", "Epsilon": "Ε", "Zeta": "Ζ", "Eta": "Η", "Theta": "Θ",
	"Iota": "Ι", "Kappa": "Κ", "Lambda": "Λ", "Mu": "Μ", "Nu": "Ν", "Xi": "Ξ", "Omicron": "Ο", "Pi": "Π", "Rho": "Ρ",
	"Sigma": "Σ", "Tau": "Τ", "Upsilon": "Υ", "Phi": "Φ", "Chi": "Χ", "Psi": "Ψ", "Omega": "Ω",
	"alpha": "α", "beta": "β", "gamma": "γ", "delta": "δ", "epsilon": "ε", "zeta": "ζ", "eta": "η", "theta": "θ",
	"iota": "ι", "kappa": "κ", "lambda": "λ", "nu": "ν", "xi": "ξ", "omicron": "ο", "pi": "π", "rho": "ρ",
	"sigma": "σ", "sigma1": "ς", "tau": "τ", "upsilon": "υ", "phi": "φ", "chi": "χ", "psi": "ψ", "omega": "ω",
	"theta1": "ϑ", "phi1": "ϕ", "omega1": "ϖ", "Upsilon1": "ϒ",
	"minus": "−", "infinity": "∞", "notequal": "≠", "lessequal": "≤", "greaterequal": "≥", "approxequal": "≈",
	"equivalence": "≡", "congruent": "≅", "similar": "∼", "proportional": "∝", "partialdiff": "∂", "summation": "∑",
	"product": "∏", "integral": "∫", "radical": "√", "lozenge": "◊", "element": "∈", "notelement": "∉", "universal": "∀",
	"existential": "∃", "suchthat": "∋", "emptyset": "∅", "gradient": "∇", "union": "∪", "intersection": "∩",
	"propersubset": "⊂", "propersuperset": "⊃", "reflexsubset": "⊆", "reflexsuperset": "⊇", "logicaland": "∧",
	"logicalor": "∨", "angle": "∠", "therefore": "∴", "perpendicular": "⊥", "asteriskmath": "∗", "dotmath": "⋅",
	"circleplus": "⊕", "circlemultiply": "⊗", "aleph": "ℵ", "Ifraktur": "ℑ", "Rfraktur": "ℜ", "weierstrass": "℘",
	"arrowleft": "←", "arrowup": "↑", "arrowright": "→", "arrowdown": "↓", "arrowboth": "↔", "arrowdblleft": "⇐",
	"arrowdblright": "⇒", "arrowdblboth": "⇔", "arrowdblup": "⇑", "arrowdbldown": "⇓", "carriagereturn": "↵",
	"filledbox": "■", "H22073": "□", "H18543": "▪", "H18551": "▫", "triagup": "▲", "triagdn": "▼", "circle": "○",
	"H18533": "●", "openbullet": "◦", "club": "♣", "spade": "♠", "heart": "♥", "diamond": "♦", "checkmark": "✓",
	"afii10050": "Ґ", "afii10051": "Ђ", "afii10052": "Ѓ", "afii10053": "Є", "afii10054": "Ѕ", "afii10055": "І",
	"afii10056": "Ї", "afii10057": "Ј", "afii10058": "Љ", "afii10059": "Њ", "afii10060": "Ћ", "afii10061": "Ќ",
	"afii10062": "Ў", "afii10145": "Џ", "afii10098": "ґ", "afii10099": "ђ", "afii10100": "ѓ", "afii10101": "є",
	"afii10102": "ѕ", "afii10103": "і", "afii10104": "ї", "afii10105": "ј", "afii10106": "љ", "afii10107": "њ",
	"afii10108": "ћ", "afii10109": "ќ", "afii10110": "ў", "afii10193": "џ",
}
