package local

import (
	"bytes"
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"sync/atomic"

	"github.com/klauspost/compress/dict"
	"github.com/klauspost/compress/zstd"

	"entente/corpus"
)

// compression turns documents into the bodies that the store keeps, and back. A
// body is JSON, compressed by zstd with a checksum, alone or with the help of a
// dictionary of what documents have in common, which the body names. Alone a
// short document has little to compress: with a dictionary, sections and pages
// take a quarter less.
//
// One goroutine at a time compresses and learns; others may decompress beside it.
type compression struct {
	coder   atomic.Pointer[coder]
	samples [][]byte // to learn the first dictionary from
	sampled int      // bytes of them
	begun   bool     // to sample, since the store was opened
	tried   bool     // likewise: to learn
}

// coder compresses with the newest of its dictionaries and decompresses with all.
type coder struct {
	dictionaries map[uint32][]byte // by the number that bodies name
	encoder      *zstd.Encoder
	decoder      *zstd.Decoder
}

// A dictionary is learned from the beginnings of the first documents, once: much
// more of them makes bodies 2 % smaller and takes four times as long, and one made
// of other documents still saves half of what one made of these saves.
const (
	sampleBytes     = 4 << 10   // at most, of one document
	samplesBytes    = 256 << 10 // of all
	dictionaryBytes = 64 << 10
	commonBytes     = 8 // length of the strings that learning counts
)

// compressionLevel is the fastest: the next makes bodies 2 % smaller in twice the
// time.
const compressionLevel = zstd.SpeedFastest

func newCoder(dictionaries map[uint32][]byte) (*coder, error) {
	options := []zstd.EOption{zstd.WithEncoderLevel(compressionLevel), zstd.WithEncoderConcurrency(1)}
	if len(dictionaries) > 0 {
		newest := slices.Max(slices.Collect(maps.Keys(dictionaries)))
		options = append(options, zstd.WithEncoderDict(dictionaries[newest]))
	}
	encoder, err := zstd.NewWriter(nil, options...)
	if err != nil {
		return nil, fmt.Errorf("preparing compression: %w", err)
	}
	decoder, err := zstd.NewReader(nil, zstd.WithDecoderDicts(slices.Collect(maps.Values(dictionaries))...))
	if err != nil {
		return nil, fmt.Errorf("preparing decompression: %w", err)
	}
	return &coder{dictionaries: dictionaries, encoder: encoder, decoder: decoder}, nil
}

// encode returns the JSON of documents, without their ids: the store has those
// beside the bodies.
func encode(documents []*corpus.Document) ([][]byte, error) {
	var all bytes.Buffer
	encoder := json.NewEncoder(&all)
	encoder.SetEscapeHTML(false)
	ends := make([]int, len(documents))
	for i, d := range documents {
		bare := *d
		bare.ID = ""
		if err := encoder.Encode(bare); err != nil {
			return nil, fmt.Errorf("encoding document %s: %w", d.ID, err)
		}
		ends[i] = all.Len()
	}
	texts, begin := make([][]byte, len(documents)), 0
	for i, end := range ends {
		texts[i], begin = all.Bytes()[begin:end], end
	}
	return texts, nil
}

// decode is the reverse of encode.
func decode(id string, text []byte) (*corpus.Document, error) {
	var d corpus.Document
	if err := json.Unmarshal(text, &d); err != nil {
		return nil, fmt.Errorf("decoding document %s: %w", id, err)
	}
	d.ID = id
	return &d, nil
}

// compress returns the bodies of texts.
func (c *compression) compress(texts [][]byte) [][]byte {
	return c.coder.Load().compress(texts)
}

func (c *compression) decompress(body []byte) ([]byte, error) {
	return c.coder.Load().decoder.DecodeAll(body, nil)
}

func (c *coder) compress(texts [][]byte) [][]byte {
	bodies := make([][]byte, len(texts))
	var all []byte
	for i, text := range texts {
		begin := len(all)
		all = c.encoder.EncodeAll(text, all)
		bodies[i] = all[begin:len(all):len(all)] // where it is even after all has grown into another array
	}
	return bodies
}

// begins reports, once, that samples are to be taken.
func (c *compression) begins() bool {
	first := !c.begun && len(c.coder.Load().dictionaries) == 0
	c.begun = true
	return first
}

// sample keeps the beginnings of texts to learn a dictionary from, unless there
// is one, and says whether they are enough.
func (c *compression) sample(texts [][]byte) bool {
	if c.tried || len(c.coder.Load().dictionaries) > 0 {
		return false
	}
	for _, text := range texts {
		if c.sampled >= samplesBytes {
			break
		}
		sample := bytes.Clone(text[:min(len(text), sampleBytes)])
		c.samples, c.sampled = append(c.samples, sample), c.sampled+len(sample)
	}
	return c.sampled >= samplesBytes
}

// learn returns a coder with a dictionary learned from the samples, named by id,
// and forgets the samples. It returns nil, for documents to be compressed alone,
// when they have too little in common or do not come back from it as they were.
func (c *compression) learn(id uint32) *coder {
	samples := c.samples
	c.samples, c.tried = nil, true
	dictionary, err := dict.BuildZstdDict(samples, dict.Options{
		MaxDictSize: dictionaryBytes, HashBytes: commonBytes, ZstdDictID: id, ZstdLevel: compressionLevel,
	})
	if err != nil {
		return nil
	}
	all := maps.Clone(c.coder.Load().dictionaries)
	all[id] = dictionary
	learned, err := newCoder(all)
	if err != nil {
		return nil
	}
	for i, body := range learned.compress(samples) {
		if text, err := learned.decoder.DecodeAll(body, nil); err != nil || !bytes.Equal(text, samples[i]) {
			return nil
		}
	}
	return learned
}
