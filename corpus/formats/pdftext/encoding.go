package pdftext

import (
	"strings"

	"golang.org/x/text/encoding/charmap"
)

// encoding maps the codes of a simple font to text; "" is a code without meaning.
type encoding [256]string

// namedEncoding returns the encoding that PDF defines under the name.
func namedEncoding(name string) (e encoding, ok bool) {
	switch name {
	case "WinAnsiEncoding":
		return windowsEncoding(), true
	case "MacRomanEncoding":
		return charmapEncoding(charmap.Macintosh), true
	case "StandardEncoding":
		return standardEncoding(), true
	}
	return e, false
}

// builtInEncoding returns the encoding a font has by itself where that is known
// from its name, else Adobe's standard encoding, or that of Windows for TrueType.
func builtInEncoding(baseFont string, trueType bool) encoding {
	switch family := strings.ToLower(baseFont); {
	case strings.Contains(family, "zapfdingbats"):
		return dingbatsEncoding()
	case strings.Contains(family, "symbol") && !strings.Contains(family, "segoe"):
		return symbolEncoding()
	case isPictureFont(family):
		return picturesEncoding()
	case trueType:
		return windowsEncoding()
	}
	return standardEncoding()
}

// isPictureFont reports whether the font has pictures in the place of letters.
func isPictureFont(family string) bool {
	return strings.Contains(family, "wingdings") || strings.Contains(family, "webdings")
}

func charmapEncoding(m *charmap.Charmap) (e encoding) {
	for c := ' '; c <= 0xFF; c++ {
		if r := m.DecodeByte(byte(c)); r >= ' ' && r != 0x7F && (r < 0x80 || r >= 0xA0) && r != '\uFFFD' {
			e[c] = string(r)
		}
	}
	return e
}

// windowsEncoding is WinAnsiEncoding, in which codes without a meaning are bullets.
func windowsEncoding() encoding {
	e := charmapEncoding(charmap.Windows1252)
	for c := 0x7F; c < 0xA0; c++ {
		if e[c] == "" {
			e[c] = "•"
		}
	}
	return e
}

func standardEncoding() (e encoding) {
	e = ascii()
	e['\''], e['`'] = "’", "‘"
	e.set(0xA1, "¡¢£/¥ƒ§¤'“«‹›")
	e[0xAE], e[0xAF] = "fi", "fl"
	e.set(0xB1, "–†‡·")
	e.set(0xB6, "¶•‚„”»…‰")
	e.set(0xBF, "¿")
	e.set(0xC1, "`´ˆ˜¯˘˙¨")
	e.set(0xCA, "˚¸")
	e.set(0xCD, "˝˛ˇ—")
	e[0xE1], e[0xE3], e[0xF1], e[0xF5] = "Æ", "ª", "æ", "ı"
	e.set(0xE8, "ŁØŒº")
	e.set(0xF8, "łøœß")
	return e
}

// documentEncoding is that of text strings outside of content.
func documentEncoding() encoding {
	e := charmapEncoding(charmap.ISO8859_1)
	e.set(0x80, "•†‡…—–ƒ/‹›−‰„“”‘’‚™")
	e[0x93], e[0x94] = "fi", "fl"
	e.set(0x95, "ŁŒŠŸŽıłœšž")
	e[0xA0], e['\n'], e['\r'], e['\t'] = "€", " ", " ", " "
	return e
}

func symbolEncoding() (e encoding) {
	e.set(0x20, " !∀#∃%&∋()∗+,−./0123456789:;<=>?≅ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖ[∴]⊥_")
	e.set(0x61, "αβχδεφγηιϕκλμνοπθρστυϖωξψζ{|}∼")
	e.set(0xA0, "€ϒ′≤/∞ƒ♣♦♥♠↔←↑→↓°±″≥×∝∂•÷≠≡≈…")
	e.set(0xBF, "↵ℵℑℜ℘⊗⊕∅∩∪⊃⊇⊄⊂⊆∈∉∠∇®©™∏√⋅¬∧∨⇔⇐⇑⇒⇓◊〈®©™∑")
	e.set(0xF1, "〉∫")
	return e
}

// dingbatsEncoding follows the Unicode block Dingbats, which was made from this
// font, but for the characters that Unicode had elsewhere.
func dingbatsEncoding() (e encoding) {
	e[' '] = " "
	for c := rune(0x21); c <= 0x7E; c++ {
		e[c] = string(0x2700 + c - 0x20)
	}
	e['%'], e['*'], e['+'], e['H'], e['l'], e['n'] = "☎", "☛", "☞", "★", "●", "■"
	e['s'], e['t'], e['u'], e['w'] = "▲", "▼", "◆", "◗"
	return e
}

// picturesEncoding reads every picture as a bullet, which they are mostly used for.
func picturesEncoding() (e encoding) {
	e[' '] = " "
	for c := 0x21; c <= 0xFF; c++ {
		e[c] = "•"
	}
	return e
}

func ascii() (e encoding) {
	for c := ' '; c < 0x7F; c++ {
		e[c] = string(c)
	}
	return e
}

// set gives the characters of text to the codes from first on.
func (e *encoding) set(first int, text string) {
	for _, r := range text {
		e[first] = string(r)
		first++
	}
}
