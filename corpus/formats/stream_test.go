package formats

import (
	"context"
	"errors"
	"io"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// TestTextIsOpenedAsItIsRead holds openText to what readTextFile returns, with
// characters and faults at the borders of what is surveyed at once.
func TestTextIsOpenedAsItIsRead(t *testing.T) {
	long := strings.Repeat("a", surveyChunk-1)
	for name, text := range map[string]string{
		"empty":                 "",
		"short":                 "é",
		"mark":                  utf8Mark + "{}",
		"only a mark":           utf8Mark,
		"two bytes apart":       long + "é" + long,
		"three bytes apart":     long[1:] + "€" + long + "€",
		"four bytes apart":      long[2:] + "𝄞" + long + "𝄞",
		"cut at the end":        long + "é\xC3",
		"one bad byte":          long + "éé\xFF" + long,
		"Windows-1252":          "caf\xE9 " + long,
		"UTF-16":                "\xFF\xFEa\x00b\x00c\x00d\x00",
		"UTF-16 without a mark": strings.Repeat("a\x00", 100),
		"few controls":          long + "\x01",
		"some controls":         strings.Repeat(strings.Repeat("word ", 20)+"\a", 2000),
		"some zero bytes":       strings.Repeat(strings.Repeat("word ", 20)+"\x00", 2000),
		"many controls":         long + strings.Repeat("\x01", 1000),
	} {
		size := int64(len(text))
		wantText, wantUnread, wantErr := readTextFile(t.Context(), strings.NewReader(text), size)
		reader, unread, err := openText(t.Context(), strings.NewReader(text), size)
		if (err == nil) != (wantErr == nil) || err != nil && err.Error() != wantErr.Error() {
			t.Errorf("%s: error %v, want %v", name, err, wantErr)
			continue
		}
		if err != nil {
			continue
		}
		got, err := io.ReadAll(reader)
		if err != nil || string(got) != wantText {
			t.Errorf("%s: another text of %d bytes, want %d, error %v", name, len(got), len(wantText), err)
		}
		if diff := cmp.Diff(wantUnread, unread); diff != "" {
			t.Errorf("%s: unread %s", name, diff)
		}
	}
}

func TestTextThatIsShorterThanSaid(t *testing.T) {
	_, _, err := openText(t.Context(), strings.NewReader("abc"), 5)
	if want := "malformed: the file ends after 3 of 5 bytes"; err == nil || err.Error() != want {
		t.Errorf("error %v, want %s", err, want)
	}
}

// farthest remembers how far it was read.
type farthest struct {
	*strings.Reader
	at int64
}

func (f *farthest) ReadAt(b []byte, offset int64) (int, error) {
	n, err := f.Reader.ReadAt(b, offset)
	f.at = max(f.at, offset+int64(n))
	return n, err
}

// TestLinesAreHandedOnAsTheyAreRead: nothing but the line itself is read when its
// record comes, once the encoding is known.
func TestLinesAreHandedOnAsTheyAreRead(t *testing.T) {
	const lines = 100
	line := `{"text": "` + strings.Repeat("word ", lineBuffer/5) + `"}` + "\n"
	file := &farthest{Reader: strings.NewReader(strings.Repeat(line, lines))}
	count := 0
	_, err := readJSONLines(t.Context(), file, file.Size(), func(Record) error {
		if count++; count > 1 {
			if most := int64(count+2) * int64(len(line)); file.at > most {
				t.Fatalf("%d bytes are read at record %d, which ends at %d", file.at, count, count*len(line))
			}
		}
		file.at = 0 // of the survey, at first
		return nil
	})
	if err != nil || count != lines {
		t.Errorf("%d records, error %v", count, err)
	}
}

func TestEachEndsWithItsReceiver(t *testing.T) {
	full := errors.New("full")
	for name, text := range map[string]string{
		"JSON Lines": `{"text": "a"}` + "\n" + `{"text": "b"}`,
		"JSON":       `[{"text": "a"}, {"text": "b"}]`,
		"CSV":        "title,text\na,b\nc,d\n",
	} {
		format, err := Named(name)
		if err != nil {
			t.Fatal(err)
		}
		count := 0
		_, err = format.Each(context.Background(), strings.NewReader(text), int64(len(text)), func(Record) error {
			count++
			return full
		})
		if !errors.Is(err, full) || count != 1 {
			t.Errorf("%s: %d records, error %v", name, count, err)
		}
	}
}
