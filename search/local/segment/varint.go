package segment

// input is bytes that are read from the front. Reading past the end gives zeros
// and leaves damaged set, so that it is asked for once where a thing has been read.
type input struct {
	rest    []byte
	damaged bool
}

// number reads a number of encoding/binary's variable length.
func (in *input) number() uint64 {
	var value uint64
	for i, b := range in.rest {
		if b < 0x80 {
			in.rest = in.rest[i+1:]
			return value | uint64(b)<<(7*i)
		}
		if i == 9 {
			break
		}
		value |= uint64(b&0x7f) << (7 * i)
	}
	in.fail()
	return 0
}

// bytes reads n bytes.
func (in *input) bytes(n uint64) []byte {
	if n > uint64(len(in.rest)) {
		in.fail()
		return nil
	}
	read := in.rest[:n:n]
	in.rest = in.rest[n:]
	return read
}

// text reads a string that has its length before it.
func (in *input) text() []byte { return in.bytes(in.number()) }

func (in *input) fail() { in.rest, in.damaged = nil, true }

func (in *input) err() error {
	if in.damaged {
		return ErrDamaged
	}
	return nil
}
