package pdftext

import (
	"bytes"
	"compress/zlib"
	"encoding/hex"
	"strings"
	"testing"

	"entente/corpus/formats/pdftext/pdftest"

	"github.com/google/go-cmp/cmp"
)

func deflated(t testing.TB, data string) string {
	t.Helper()
	var packed bytes.Buffer
	w := zlib.NewWriter(&packed)
	if _, err := w.Write([]byte(data)); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return packed.String()
}

func TestFilters(t *testing.T) {
	content := pdftest.Lines(12, "The Parties agree.")
	packed := deflated(t, content)
	tests := []struct{ name, entries, data string }{
		{"none", "", content},
		{"Flate", "/Filter /FlateDecode", packed},
		{"list of one", "/Filter [/FlateDecode]", packed},
		{"hexadecimal", "/Filter /ASCIIHexDecode", hex.EncodeToString([]byte(content)) + ">"},
		{"two filters", "/Filter [/ASCIIHexDecode /FlateDecode]", hex.EncodeToString([]byte(packed)) + ">"},
		{"short names", "/Filter [/AHx /Fl]", hex.EncodeToString([]byte(packed)) + ">"},
		{"runs", "/Filter /RunLengthDecode", runs(content)},
		{"predictor", "/Filter /FlateDecode /DecodeParms << /Predictor 15 /Columns 4 >>", deflated(t, predictedRows(content, 4))},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			b := &pdftest.Builder{}
			stream := b.Stream(test.entries, test.data)
			tree := b.Reserve()
			b.Set(tree, "<< /Kids [ << /Contents "+ref(stream)+" >> ] /Resources << "+pdftest.Fonts+" >> >>")
			root := b.Add("<< /Pages " + ref(tree) + " >>")
			document := mustRead(t, b.Bytes("/Root "+ref(root)))
			if diff := cmp.Diff("The Parties agree.\n", plainText(document)); diff != "" {
				t.Errorf("%s (%s)", diff, document.Pages[0].Problem)
			}
		})
	}
}

// runs packs data for RunLengthDecode, in pieces as they are.
func runs(data string) string {
	var packed strings.Builder
	for len(data) > 0 {
		n := min(len(data), 100)
		packed.WriteByte(byte(n - 1))
		packed.WriteString(data[:n])
		data = data[n:]
	}
	return packed.String() + "\x80"
}

// predictedRows writes data in rows, each as differences to its left, to the row
// above, or to nothing.
func predictedRows(data string, columns int) string {
	for len(data)%columns != 0 {
		data += " "
	}
	var out strings.Builder
	for row := 0; row*columns < len(data); row++ {
		kind := byte(row % 3)
		out.WriteByte(kind)
		for i := range columns {
			at := row*columns + i
			var before byte
			switch {
			case kind == 1 && i > 0:
				before = data[at-1]
			case kind == 2 && row > 0:
				before = data[at-columns]
			}
			out.WriteByte(data[at] - before)
		}
	}
	return out.String()
}

func TestUnpackLZW(t *testing.T) {
	// The example of the PDF specification: codes of nine bits.
	packed := []byte{0x80, 0x0B, 0x60, 0x50, 0x22, 0x0C, 0x0C, 0x85, 0x01}
	got, err := unpackLZW(packed, true)
	if want := []byte{45, 45, 45, 45, 45, 65, 45, 45, 45, 66}; err != nil || !bytes.Equal(got, want) {
		t.Errorf("got %v, %v, want %v", got, err, want)
	}
	if _, err := unpackLZW([]byte{0xFF, 0xFF, 0xFF}, true); err == nil {
		t.Error("a code that is not in the table was taken")
	}
}

func TestLZWLongerCodes(t *testing.T) {
	for _, early := range []bool{true, false} {
		data := make([]byte, 0, 6000)
		for i := range 6000 {
			data = append(data, byte(i*i>>3))
		}
		got, err := unpackLZW(packLZW(data, early), early)
		if err != nil || !bytes.Equal(got, data) {
			t.Errorf("early %v: %d bytes came back as %d, %v", early, len(data), len(got), err)
		}
	}
}

// packLZW is the encoder, as plainly as it can be written.
func packLZW(data []byte, early bool) []byte {
	var packed []byte
	var bits uint64
	held, width := 0, 9
	put := func(code int) {
		bits, held = bits<<width|uint64(code), held+width
		for ; held >= 8; held -= 8 {
			packed = append(packed, byte(bits>>(held-8)))
		}
	}
	ahead := 0
	if early {
		ahead = 1
	}
	table := map[string]int{}
	known := func(s string) int {
		if len(s) == 1 {
			return int(s[0])
		}
		return table[s]
	}
	put(256)
	next, current := 258, ""
	for _, c := range data {
		longer := current + string([]byte{c})
		if len(longer) == 1 || table[longer] != 0 {
			current = longer
			continue
		}
		put(known(current))
		table[longer] = next
		next++
		// The decoder has this entry one code later.
		if next-1+ahead >= 1<<width && width < 12 {
			width++
		}
		if next == 4096 {
			put(256)
			table, next, width = map[string]int{}, 258, 9
		}
		current = string([]byte{c})
	}
	put(known(current))
	put(257)
	return append(packed, byte(bits<<(8-held)))
}

func TestStreamLimit(t *testing.T) {
	packed := deflated(t, strings.Repeat("\x00", maxStream+1))
	if _, err := inflate([]byte(packed)); err == nil {
		t.Error("a stream over the limit was decoded")
	}
	page := mustRead(t, onePage("/Filter /FlateDecode", packed)).Pages[0]
	if !strings.Contains(page.Problem, "64 MB") {
		t.Errorf("the problem is %q", page.Problem)
	}
}

func FuzzUnpack(f *testing.F) {
	f.Add([]byte{0x80, 0x0B, 0x60, 0x50, 0x22, 0x0C, 0x0C, 0x85, 0x01})
	f.Fuzz(func(t *testing.T, data []byte) {
		for _, early := range []bool{true, false} {
			if decoded, err := unpackLZW(data, early); err == nil && len(decoded) > maxStream {
				t.Error("over the limit")
			}
		}
		if decoded, err := unpackRuns(data); err == nil && len(decoded) > maxStream {
			t.Error("over the limit")
		}
		for pixel := 1; pixel < 4; pixel++ {
			unpredictRows(bytes.Clone(data), 5, pixel)
		}
	})
}
