package outlook

import (
	"encoding/binary"
	"errors"
)

// dictionary is what compressed RTF refers to from the start (MS-OXRTFCP 2.1.2.1).
const dictionary = `{\rtf1\ansi\mac\deff0\deftab720{\fonttbl;}{\f0\fnil \froman \fswiss \fmodern \fscript \fdecor MS Sans SerifSymbolArial` +
	`Times New RomanCourier{\colortbl\red0\green0\blue0` + "\r\n" + `\par \pard\plain\f0\fs20\b\i\u\tab\tx`

// The kinds of compression: none, and LZFu.
const (
	plainRTF = 0x414C454D
	packed   = 0x75465A4C
)

var errDamaged = errors.New("the compressed text is damaged")

// decompress undoes the compression of RTF (MS-OXRTFCP). The text grows to at
// most nine times its size.
func decompress(data []byte) ([]byte, error) {
	const header, window = 16, 4096
	if len(data) < header {
		return nil, errDamaged
	}
	kind := binary.LittleEndian.Uint32(data[8:])
	size := int(binary.LittleEndian.Uint32(data[4:]))
	data = data[header:]
	switch {
	case kind == plainRTF:
		return data[:min(size, len(data))], nil
	case kind != packed:
		return nil, errDamaged
	}
	// The references are to places in a ring of the last bytes.
	var ring [window]byte
	at := copy(ring[:], dictionary)
	out := make([]byte, 0, min(size, 9*len(data)))
	put := func(c byte) {
		out = append(out, c)
		ring[at] = c
		at = (at + 1) % window
	}
	for len(data) > 0 && len(out) < size {
		control := data[0]
		data = data[1:]
		for bit := 0; bit < 8 && len(data) > 0; bit++ {
			if control>>bit&1 == 0 {
				put(data[0])
				data = data[1:]
				continue
			}
			if len(data) < 2 {
				return out, errDamaged
			}
			reference := binary.BigEndian.Uint16(data)
			data = data[2:]
			from, length := int(reference>>4), int(reference&0xF)+2
			if from == at {
				return out, nil // the end
			}
			for i := range length {
				put(ring[(from+i)%window])
			}
		}
	}
	if len(out) < size {
		return out, errDamaged
	}
	return out, nil
}
