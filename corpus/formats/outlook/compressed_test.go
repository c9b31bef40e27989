package outlook

import (
	"encoding/binary"
	"errors"
	"testing"
)

func compressed(kind uint32, size int, content string) []byte {
	data := make([]byte, 16, 16+len(content))
	binary.LittleEndian.PutUint32(data[4:], uint32(size))
	binary.LittleEndian.PutUint32(data[8:], kind)
	return append(data, content...)
}

func TestDecompress(t *testing.T) {
	for _, test := range []struct {
		name string
		data []byte
		want string
		fail bool
	}{
		// The example of MS-OXRTFCP 4.1.
		{"example", compressed(packed, 43, "\x03\x00\x0a\x00rcpg125\x42\x32\x0a\xf3\x20hel\x09\x00\x20bw\x05\xb0ld}\x0a\x80\x0f\xa0"), "{\\rtf1\\ansi\\ansicpg1252\\pard hello world}\r\n", false},
		// The example of MS-OXRTFCP 4.2: a reference beyond what was written so far.
		{"reference to itself", compressed(packed, 28, "\x41\x00\x04\x20WXYZ\x0d\x6e\x7d\x01\x0e\xb0"), "{\\rtf1 WXYZWXYZWXYZWXYZWXYZ}", false},
		{"not compressed", compressed(plainRTF, 5, "wordsand more"), "words", false},
		{"cut off", compressed(packed, 43, "\x03\x00"), "", true},
		{"another kind", compressed(7, 5, "words"), "", true},
		{"no header", []byte("x"), "", true},
	} {
		text, err := decompress(test.data)
		if test.fail != errors.Is(err, errDamaged) || !test.fail && string(text) != test.want {
			t.Errorf("%s: %q, %v", test.name, text, err)
		}
	}
}

func FuzzDecompress(f *testing.F) {
	f.Add(compressed(packed, 43, "\x03\x00\x0a\x00rcpg125\x42\x32\x0a\xf3\x20hel\x09\x00\x20bw\x05\xb0ld}\x0a\x80\x0f\xa0"))
	f.Fuzz(func(t *testing.T, data []byte) {
		if text, _ := decompress(data); len(text) > 9*len(data) {
			t.Errorf("%d bytes of %d", len(text), len(data))
		}
	})
}
