package outlook

import (
	"encoding/binary"
	"fmt"
	"strings"
	"time"
	"unicode/utf16"

	"entente/corpus/formats/compound"
	"entente/corpus/formats/office"
)

// The types of properties (MS-OXCDATA), as they stand in the names of streams.
const (
	typeInteger = 0x0003
	typeObject  = 0x000D
	typeText    = 0x001E // in a code page
	typeUnicode = 0x001F
	typeTime    = 0x0040
	typeBinary  = 0x0102
)

// properties are those of a message, a recipient or an attachment.
type properties struct {
	storage *compound.Storage
	fixed   map[uint32][8]byte // values of a fixed length by identifier and type
	page    int                // code page of texts that are not Unicode
	unread  []string
}

// readProperties reads the values of a fixed length. Texts that are not Unicode
// are in the code page that the properties name, else in the one around.
func readProperties(storage *compound.Storage, header, page int) (*properties, error) {
	p := &properties{storage: storage, fixed: map[uint32][8]byte{}, page: page}
	data, err := storage.Stream("__properties_version1.0")
	if err != nil {
		return nil, err
	}
	const length = 16
	for at := header; at+length <= len(data); at += length {
		tag := binary.LittleEndian.Uint32(data[at:])
		p.fixed[tag] = [8]byte(data[at+8 : at+length])
	}
	for _, id := range []uint32{messageCodePage, internetCodePage} {
		if n := int(p.integer(id)); p.page == 0 && office.CodePage(n) != nil {
			p.page = n
		}
	}
	return p, nil
}

func streamName(id, kind uint32) string { return fmt.Sprintf("__substg1.0_%04X%04X", id, kind) }

func (p *properties) note(format string, args ...any) {
	p.unread = append(p.unread, fmt.Sprintf(format, args...))
}

func (p *properties) integer(id uint32) int64 {
	value := p.fixed[id<<16|typeInteger]
	return int64(int32(binary.LittleEndian.Uint32(value[:])))
}

// time returns a moment, zero for none.
func (p *properties) time(id uint32) time.Time {
	value, ok := p.fixed[id<<16|typeTime]
	if !ok {
		return time.Time{}
	}
	const perSecond, toUnix = 10_000_000, 11_644_473_600 // from 1601
	ticks := binary.LittleEndian.Uint64(value[:])
	if ticks == 0 {
		return time.Time{}
	}
	return time.Unix(int64(ticks/perSecond)-toUnix, 0).UTC()
}

// bytes returns a binary value, nil for none and for one that cannot be read,
// which is noted.
func (p *properties) bytes(id uint32) []byte { return p.stream(streamName(id, typeBinary)) }

func (p *properties) stream(name string) []byte {
	data, err := p.storage.Stream(name)
	if err != nil {
		p.note("%v", err)
	}
	return data
}

// text returns a text, "" for none.
func (p *properties) text(id uint32) string {
	if data := p.stream(streamName(id, typeUnicode)); len(data) > 0 {
		return utf16Text(data)
	}
	return p.decoded(p.stream(streamName(id, typeText)))
}

// decoded returns a text that is in the code page.
func (p *properties) decoded(data []byte) string {
	if len(data) == 0 {
		return ""
	}
	const latin = 1252 // of messages that name none
	page := office.CodePage(p.page)
	if page == nil {
		page = office.CodePage(latin)
	}
	text, err := page.NewDecoder().Bytes(data)
	if err != nil {
		p.note("a text that is not in the code page %d", p.page)
		return ""
	}
	return strings.TrimRight(string(text), "\x00")
}

// markup returns the bytes of HTML, which may be binary or a text.
func (p *properties) markup(id uint32) []byte {
	if data := p.bytes(id); len(data) > 0 {
		return data
	}
	return []byte(p.text(id))
}

// mail returns the first of the values that is an address of e-mail: Exchange
// keeps names of its own there, too.
func (p *properties) mail(ids ...uint32) string {
	for _, id := range ids {
		if text := p.text(id); strings.Contains(text, "@") {
			return text
		}
	}
	return ""
}

func utf16Text(data []byte) string {
	units := make([]uint16, len(data)/2)
	for i := range units {
		units[i] = binary.LittleEndian.Uint16(data[2*i:])
	}
	return strings.TrimRight(string(utf16.Decode(units)), "\x00")
}

// charsetOf returns the name of a code page as pages on the web write it, "" for
// an unknown one.
func charsetOf(page int) string {
	switch {
	case page >= 1250 && page <= 1258:
		return fmt.Sprintf("windows-%d", page)
	case page >= 28591 && page <= 28605:
		return fmt.Sprintf("iso-8859-%d", page-28590)
	}
	return map[int]string{
		874: "windows-874", 932: "shift_jis", 936: "gbk", 949: "euc-kr", 950: "big5", 20866: "koi8-r", 21866: "koi8-u",
		50220: "iso-2022-jp", 51932: "euc-jp", 54936: "gb18030", 65001: "utf-8",
	}[page]
}
