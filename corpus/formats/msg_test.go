package formats

import (
	"encoding/binary"
	"fmt"
	"strings"
	"testing"
	"time"
	"unicode/utf16"

	"github.com/google/go-cmp/cmp"

	"entente/corpus/formats/compound/compoundtest"
)

// outlookPart is what a storage of a message holds: texts and bytes by the
// numbers in the names of their streams, numbers by identifier and type.
type outlookPart struct {
	texts   map[uint32]string
	bytes   map[uint32]string
	numbers map[uint32]uint64
	header  int
	parts   []compoundtest.Storage
}

func (p outlookPart) storage(name string) compoundtest.Storage {
	s := compoundtest.Storage{Name: name, Storages: p.parts}
	add := func(id, kind uint32, content string) {
		s.Streams = append(s.Streams, compoundtest.Stream{Name: fmt.Sprintf("__substg1.0_%04X%04X", id, kind), Content: content})
	}
	for id, text := range p.texts {
		var units []byte
		for _, u := range utf16.Encode([]rune(text)) {
			units = binary.LittleEndian.AppendUint16(units, u)
		}
		add(id, 0x001F, string(units))
	}
	for tag, data := range p.bytes {
		add(tag>>16, tag&0xFFFF, data)
	}
	properties := make([]byte, p.header)
	for tag, value := range p.numbers {
		properties = binary.LittleEndian.AppendUint32(properties, tag)
		properties = binary.LittleEndian.AppendUint32(properties, 0)
		properties = binary.LittleEndian.AppendUint64(properties, value)
	}
	s.Streams = append(s.Streams, compoundtest.Stream{Name: "__properties_version1.0", Content: string(properties)})
	return s
}

// fileTime is a moment as Microsoft counts it.
func fileTime(t time.Time) uint64 { return uint64(t.Unix()+11_644_473_600) * 10_000_000 }

// outlookFile is a message with a file, a reference and a message attached.
func outlookFile() []byte {
	inner := outlookPart{
		header:  24,
		texts:   map[uint32]string{0x0037: "The base", 0x0C1A: "The Counselor"},
		bytes:   map[uint32]string{0x1013_0102: "<p>Le trait\xe9 <b>de</b> Paris"},
		numbers: map[uint32]uint64{0x3FDE_0003: 1252},
	}.storage("__substg1.0_3701000D")
	attached := func(i int, p outlookPart) compoundtest.Storage {
		p.header = 8
		return p.storage(fmt.Sprintf("__attach_version1.0_#%08X", i))
	}
	addressed := func(i int, kind uint64, name, mail string) compoundtest.Storage {
		return outlookPart{header: 8, texts: map[uint32]string{0x3001: name, 0x39FE: mail}, numbers: map[uint32]uint64{0x0C15_0003: kind}}.
			storage(fmt.Sprintf("__recip_version1.0_#%08X", i))
	}
	message := outlookPart{
		header: 32,
		texts:  map[uint32]string{0x0037: "Bases", 0x5D01: "a@example.org"},
		bytes:  map[uint32]string{0x1000_001E: "See the trait\xe9.", 0x0C1A_001E: "Ren\xe9e"},
		numbers: map[uint32]uint64{
			0x3FFD_0003: 1252, 0x0039_0040: fileTime(time.Date(1961, 5, 12, 10, 0, 0, 0, time.UTC)),
		},
		parts: []compoundtest.Storage{
			addressed(0, 1, "The Ambassador", "b@example.org"),
			addressed(1, 2, "", "c@example.org"),
			attached(0, outlookPart{texts: map[uint32]string{0x3707: "note.txt"}, bytes: map[uint32]string{0x3701_0102: "A note."}, numbers: map[uint32]uint64{0x3705_0003: 1}}),
			attached(1, outlookPart{texts: map[uint32]string{0x3707: "far.txt"}, numbers: map[uint32]uint64{0x3705_0003: 4}}),
			attached(2, outlookPart{texts: map[uint32]string{0x3001: "The base"}, numbers: map[uint32]uint64{0x3705_0003: 5}, parts: []compoundtest.Storage{inner}}),
		},
	}
	return compoundtest.Pack(message.storage(""))
}

func TestReadMSG(t *testing.T) {
	records, err := readPacked("a.msg", outlookFile())
	if err != nil {
		t.Fatal(err)
	}
	want := []Record{
		{
			MediaType: outlookMessage,
			Metadata:  Metadata{Title: "Bases", Date: "1961-05-12"},
			Blocks: []Block{
				{Text: "From: Renée <a@example.org>\nTo: The Ambassador <b@example.org>\nCc: c@example.org\nDate: Fri, 12 May 1961 10:00:00 +0000\nSubject: Bases"},
				{Text: "See the traité."},
			},
			Unread: []string{"far.txt: unsupported: the message has only a reference to the file"},
		},
		{Entry: "note.txt", MediaType: "text/plain", Blocks: []Block{{Text: "A note."}}},
		{
			Entry: "The base.msg", MediaType: outlookMessage, Metadata: Metadata{Title: "The base"},
			Blocks: []Block{{Text: "From: The Counselor\nSubject: The base"}, {Text: "Le traité de Paris"}},
		},
	}
	if diff := cmp.Diff(want, records); diff != "" {
		t.Error(diff)
	}
}

// TestReadMSGText checks which of the kinds of text is taken.
func TestReadMSGText(t *testing.T) {
	rtf := "\x00\x00\x00\x00\x18\x00\x00\x00MELA\x00\x00\x00\x00{\\rtf1 words in RTF\\par}"
	for _, test := range []struct {
		name  string
		texts map[uint32]string
		bytes map[uint32]string
		want  string
	}{
		{"the plain one", map[uint32]string{0x1000: "Words"}, map[uint32]string{0x1013_0102: "<p>Wörds"}, "Words"},
		{"HTML with much more", map[uint32]string{0x1000: "Words"}, map[uint32]string{0x1013_0102: "<p>More words than that"}, "More words than that"},
		{"HTML that says its encoding", nil, map[uint32]string{0x1013_0102: "<meta charset=windows-1251><p>\xc4\xee\xe3\xee\xe2\xee\xf0"}, "Договор"},
		{"HTML as a text", map[uint32]string{0x1013: "<p>Wörds"}, nil, "Wörds"},
		{"RTF alone", nil, map[uint32]string{0x1009_0102: rtf}, "words in RTF"},
	} {
		file := compoundtest.Pack(outlookPart{header: 32, texts: test.texts, bytes: test.bytes}.storage(""))
		records, err := readPacked("a.msg", file)
		if err != nil {
			t.Errorf("%s: %v", test.name, err)
			continue
		}
		if diff := cmp.Diff(test.want, records[0].Blocks[0].Text); diff != "" || len(records[0].Unread) > 0 {
			t.Errorf("%s: %q %s", test.name, records[0].Unread, diff)
		}
	}
}

func TestMSGNested(t *testing.T) {
	innermost := outlookPart{header: 24, texts: map[uint32]string{0x0037: "innermost", 0x1000: "Words"}}
	for range maxDepth + 2 {
		attached := outlookPart{
			header: 8, texts: map[uint32]string{0x3001: "inner"}, numbers: map[uint32]uint64{0x3705_0003: 5},
			parts: []compoundtest.Storage{innermost.storage("__substg1.0_3701000D")},
		}
		innermost = outlookPart{header: 24, texts: map[uint32]string{0x1000: "Words"}, parts: []compoundtest.Storage{attached.storage("__attach_version1.0_#00000000")}}
	}
	innermost.header = 32
	records, err := readPacked("a.msg", compoundtest.Pack(innermost.storage("")))
	if err != nil || len(records) != maxDepth+1 {
		t.Fatal(len(records), err)
	}
	last := records[len(records)-1]
	if !strings.Contains(strings.Join(last.Unread, "; "), "files within each other deeper than 8") {
		t.Errorf("unread: %q", last.Unread)
	}
}

func FuzzMSG(f *testing.F) { fuzzArchive(f, msgFormat(), string(outlookFile())) }
