package segment

import (
	"errors"
	"math/rand/v2"
	"testing"
)

// FuzzDamage reads all of a segment in which bytes have been changed: what is
// damaged is an error or another content, and never ends the program.
func FuzzDamage(f *testing.F) {
	whole := made(f, madeUp(rand.New(rand.NewPCG(13, 14)), 300)).data
	f.Add(10, byte(0xff), 200, byte(0x80))
	f.Add(len(whole)-20, byte(1), len(whole)-9, byte(0))
	f.Add(len(whole)/2, byte(0x80), 3, byte(0xff))
	f.Fuzz(func(t *testing.T, first int, to byte, second int, also byte) {
		data := append([]byte(nil), whole...)
		data[uint(first)%uint(len(data))] = to
		data[uint(second)%uint(len(data))] = also
		s, err := parse(data)
		if err != nil {
			if !errors.Is(err, ErrDamaged) {
				t.Errorf("opening it: %v", err)
			}
			return
		}
		readAll(t, s)
	})
}

func readAll(t *testing.T, s *Segment) {
	for doc := range uint32(min(s.Count(), 1000)) {
		s.ID(doc)
		if err := s.Texts("body").Read(doc); err != nil && !errors.Is(err, ErrDamaged) {
			t.Error(err)
		}
	}
	for _, name := range s.Fields() {
		err := s.Field(name).Each("", nil, func(_ string, p Postings) error {
			docs, err := p.Documents()
			if err != nil {
				return nil
			}
			r := p.Reader(docs, p.Count())
			for _, doc := range docs.ToArray() {
				if _, err := r.Seek(doc); err != nil {
					return nil
				}
				if r.Frequency() < 1000 {
					r.Words(nil)
					r.Spans(nil)
				}
			}
			return nil
		})
		if err != nil && !errors.Is(err, ErrDamaged) {
			t.Error(err)
		}
	}
}
