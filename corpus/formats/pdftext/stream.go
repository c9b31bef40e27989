package pdftext

import (
	"bytes"
	"compress/zlib"
	"encoding/ascii85"
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"

	"github.com/ledongthuc/pdf"
)

// errStreamTooLong reports a stream that is longer than maxStream when decoded.
var errStreamTooLong = fmt.Errorf("a stream holds more than %d MB", maxStream>>20)

// decodeStream returns the decoded content of a stream. With an error it
// returns what could be decoded before it.
func (f *file) decodeStream(v pdf.Value) ([]byte, error) {
	if v.Kind() != pdf.Stream {
		return nil, errors.New("a stream is missing")
	}
	if f.encrypted {
		return readLimited(v.Reader())
	}
	data, err := f.rawStream(v)
	if err != nil {
		return nil, err
	}
	filters, parameters := asList(v.Key("Filter")), asList(v.Key("DecodeParms"))
	for i, filter := range filters {
		var parameter pdf.Value
		if i < len(parameters) {
			parameter = parameters[i]
		}
		data, err = applyFilter(data, filter.Name(), parameter)
		if err != nil {
			return data, fmt.Errorf("decoding a stream (%s): %w", filter.Name(), err)
		}
	}
	return data, nil
}

// rawStream returns the bytes of a stream as they stand in the file. The
// library tells where they begin in its textual form of a stream only.
func (f *file) rawStream(v pdf.Value) ([]byte, error) {
	text := v.String()
	offset, err := strconv.ParseInt(text[strings.LastIndexByte(text, '@')+1:], 10, 64)
	if err != nil {
		return nil, fmt.Errorf("finding a stream: %w", err)
	}
	length := v.Key("Length").Int64()
	if length < 0 || offset < 0 || offset > f.size || length > f.size-offset {
		length = f.size - offset
	}
	if length > maxStream {
		return nil, errStreamTooLong
	}
	data := make([]byte, length)
	n, err := f.at.ReadAt(data, offset)
	if err != nil && !errors.Is(err, io.EOF) {
		return nil, fmt.Errorf("reading a stream: %w", err)
	}
	return data[:n], nil
}

// asList returns the elements of an array, or the value itself as the only one.
func asList(v pdf.Value) []pdf.Value {
	switch v.Kind() {
	case pdf.Null:
		return nil
	case pdf.Array:
		list := make([]pdf.Value, v.Len())
		for i := range list {
			list[i] = v.Index(i)
		}
		return list
	}
	return []pdf.Value{v}
}

func applyFilter(data []byte, name string, parameters pdf.Value) ([]byte, error) {
	switch name {
	case "FlateDecode", "Fl":
		decoded, err := inflate(data)
		return unpredict(decoded, parameters), err
	case "LZWDecode", "LZW":
		early := parameters.Key("EarlyChange")
		decoded, err := unpackLZW(data, early.IsNull() || early.Int64() != 0)
		return unpredict(decoded, parameters), err
	case "ASCII85Decode", "A85":
		return decodeASCII85(data)
	case "ASCIIHexDecode", "AHx":
		l := lexer{data: append([]byte("<"), data...)}
		return l.hexadecimal(), nil
	case "RunLengthDecode", "RL":
		return unpackRuns(data)
	case "Crypt":
		return data, nil
	}
	return nil, errors.New("the filter is not supported for text")
}

func inflate(data []byte) ([]byte, error) {
	reader, err := zlib.NewReader(bytes.NewReader(data))
	if err != nil {
		return nil, err
	}
	decoded, err := readLimited(reader)
	if errors.Is(err, zlib.ErrChecksum) {
		err = nil
	}
	return decoded, err
}

func readLimited(r io.Reader) ([]byte, error) {
	var decoded bytes.Buffer
	n, err := decoded.ReadFrom(io.LimitReader(r, maxStream+1))
	if n > maxStream {
		return nil, errStreamTooLong
	}
	return decoded.Bytes(), err
}

func decodeASCII85(data []byte) ([]byte, error) {
	data = bytes.TrimPrefix(bytes.TrimSpace(data), []byte("<~"))
	if end := bytes.IndexByte(data, '~'); end >= 0 {
		data = data[:end]
	}
	decoded := make([]byte, 4*len(data)+4)
	n, _, err := ascii85.Decode(decoded, data, true)
	return decoded[:n], err
}

func unpackRuns(data []byte) ([]byte, error) {
	const end = 128
	var decoded []byte
	for len(data) > 1 && data[0] != end && len(decoded) <= maxStream {
		length := int(data[0])
		if length < end {
			n := min(length+2, len(data))
			decoded = append(decoded, data[1:n]...)
			data = data[n:]
			continue
		}
		decoded = append(decoded, bytes.Repeat(data[1:2], 257-length)...)
		data = data[2:]
	}
	if len(decoded) > maxStream {
		return nil, errStreamTooLong
	}
	return decoded, nil
}

// unpackLZW decodes the variable-length codes of 9 to 12 bits that PDF has from
// TIFF. With early set, codes grow one code sooner than they must.
func unpackLZW(data []byte, early bool) ([]byte, error) {
	const clearTable, end, first, largest = 256, 257, 258, 4096
	type entry struct{ at, length int } // a string that stands in decoded
	var (
		decoded  []byte
		table    [largest]entry
		next     = first
		width    = 9
		previous entry
		bits     uint32
		held     int
	)
	ahead := 0
	if early {
		ahead = 1
	}
	for _, b := range data {
		bits, held = bits<<8|uint32(b), held+8
		if held < width {
			continue
		}
		held -= width
		code := int(bits>>held) & (1<<width - 1)
		switch {
		case code == end:
			return decoded, nil
		case code == clearTable:
			next, width, previous = first, 9, entry{}
			continue
		case code > next || code == next && previous.length == 0 || code >= first && previous.length == 0:
			return decoded, errors.New("the stream is damaged")
		}
		start := len(decoded)
		switch {
		case code < clearTable:
			decoded = append(decoded, byte(code))
		case code < next:
			e := table[code]
			decoded = append(decoded, decoded[e.at:e.at+e.length]...)
		default:
			decoded = append(decoded, decoded[previous.at:previous.at+previous.length]...)
			decoded = append(decoded, decoded[previous.at])
		}
		if len(decoded) > maxStream {
			return nil, errStreamTooLong
		}
		if previous.length > 0 && next < largest {
			table[next] = entry{previous.at, previous.length + 1}
			next++
		}
		previous = entry{start, len(decoded) - start}
		for width < 12 && next+ahead >= 1<<width {
			width++
		}
	}
	return decoded, nil
}

// unpredict undoes the PNG predictors; the TIFF predictor is not used for text.
func unpredict(data []byte, parameters pdf.Value) []byte {
	if parameters.Key("Predictor").Int64() < 10 {
		return data
	}
	width := func(key string, otherwise int64) int64 {
		if n := parameters.Key(key).Int64(); n > 0 && n < maxStream {
			return n
		}
		return otherwise
	}
	bitsPerPixel := width("Colors", 1) * width("BitsPerComponent", 8)
	row := int((width("Columns", 1)*bitsPerPixel + 7) / 8)
	pixel := int(max(bitsPerPixel/8, 1))
	return unpredictRows(data, row, pixel)
}

func unpredictRows(data []byte, row, pixel int) []byte {
	if row <= 0 || row > len(data) {
		return data
	}
	above := make([]byte, row)
	decoded := make([]byte, 0, len(data))
	for len(data) > 1 {
		kind := data[0]
		line := data[1:min(row+1, len(data))]
		data = data[1+len(line):]
		for i := range line {
			var left, corner byte
			if i >= pixel {
				left, corner = line[i-pixel], above[i-pixel]
			}
			line[i] += predicted(kind, left, above[i], corner)
		}
		decoded = append(decoded, line...)
		copy(above, line)
	}
	return decoded
}

func predicted(kind, left, above, corner byte) byte {
	switch kind {
	case 1:
		return left
	case 2:
		return above
	case 3:
		return byte((int(left) + int(above)) / 2)
	case 4:
		return paeth(int(left), int(above), int(corner))
	}
	return 0
}

func paeth(left, above, corner int) byte {
	p := left + above - corner
	toLeft, toAbove, toCorner := distance(p, left), distance(p, above), distance(p, corner)
	switch {
	case toLeft <= toAbove && toLeft <= toCorner:
		return byte(left)
	case toAbove <= toCorner:
		return byte(above)
	}
	return byte(corner)
}

func distance(a, b int) int { return max(a-b, b-a) }
