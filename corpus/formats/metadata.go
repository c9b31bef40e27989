package formats

import (
	"errors"
	"fmt"
	"maps"
	"math"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"

	"golang.org/x/text/language"

	"entente/corpus"
)

// The keys of metadata, each with its synonyms. Where several of one row are
// present, single values are taken from the first and lists are united.
var (
	idKeys           = []string{"id"}
	titleKeys        = []string{"title"}
	typeKeys         = []string{"type"}
	dateKeys         = []string{"date", "signed_event_date", "adopted_event_date", "signed", "date_signed", "signature_date"}
	languageKeys     = []string{"language", "lang"}
	organizationKeys = []string{"organizations", "organisations", "organization", "organisation", "org"}
	topicKeys        = []string{"topics", "topic"}
	partyKeys        = []string{"parties", "party"}
	urlKeys          = []string{"url", "source_url"}
)

var metadataKeys = slices.Concat(idKeys, titleKeys, typeKeys, dateKeys, languageKeys, organizationKeys, topicKeys, partyKeys, urlKeys)

// What files are called that hold metadata of others beside them: a manifest, and
// the end of the name of a sidecar.
const (
	ManifestName  = "manifest.jsonl"
	SidecarSuffix = ".meta.json"
)

// IsBeside reports whether a file of that name holds metadata of other files.
func IsBeside(name string) bool {
	return name == ManifestName || strings.HasSuffix(name, SidecarSuffix)
}

// MetadataFrom reads metadata from a decoded JSON or YAML object. Its keys are
// those of Metadata and their synonyms, in any case and with "-" for "_":
//
//	id                                     string or whole number
//	title, type                            string; of links in a title the text is kept
//	date, signed_event_date,
//	adopted_event_date, signed,
//	date_signed, signature_date            string, year, or YAML date
//	language, lang                         string, such as "en" or "en-GB"
//	organizations, organisations,
//	organization, organisation, org        string or list of strings
//	topics, topic                          string or list of strings
//	parties, party                         string or list of strings
//	url, source_url                        string
//
// and, of a treaty or agreement, those of Instrument, of which values of other
// types are ignored:
//
//	signed, date_signed, signature_date,
//	signed_event_date                      date of signature, as date
//	in_force, entry_into_force,
//	entered_into_force,
//	definative_eif_event_date              entry into force, as date
//	ended, terminated,
//	terminated_event_date                  when it ended, as date
//	place, places, place_of_signature,
//	signed_event_location                  string or list of strings
//	depositary, depositaries               string or list of strings
//	series, treaty_series                  string or list of strings: "34 UNTS 243"
//	references                             string, of which the numbers in series count
//	amended_by                             string or list of strings
//	ended_by, terminated_by, superseded_by string or list of strings
//
// Dates stay as written, but for the keys ending in _event_date: UK Treaties
// Online writes them day first, so "02/03/1865" there becomes 1865-03-02. Other
// keys are none of its business. The error names every key whose value has
// the wrong type or that stands twice, such as "Title" beside "title"; the
// metadata returned with it holds the rest.
func MetadataFrom(values map[string]any) (Metadata, error) {
	r := metadataReader{values: make(map[string]any, len(values))}
	for _, key := range slices.Sorted(maps.Keys(values)) {
		r.put(metadataKey(key), values[key])
	}
	m := Metadata{
		ID:            r.text(idKeys, identifier),
		Title:         withoutLinks(r.text(titleKeys, plainString)),
		Type:          strings.ToLower(r.text(typeKeys, plainString)),
		Date:          r.date(dateKeys),
		Language:      languageCode(r.text(languageKeys, plainString)),
		Organizations: r.list(organizationKeys),
		Topics:        r.list(topicKeys),
		Parties:       r.list(partyKeys),
		URL:           r.text(urlKeys, plainString),
		Instrument:    r.instrument(),
	}
	return m, errors.Join(r.problems...)
}

type metadataReader struct {
	values   map[string]any
	problems []error
}

// put keeps a value, and notes a key of metadata that is written in two ways:
// which of the values is meant cannot be told.
func (r *metadataReader) put(key string, value any) {
	if _, twice := r.values[key]; twice && slices.Contains(metadataKeys, key) {
		r.problems = append(r.problems, fmt.Errorf("%s stands twice, written in different ways", key))
		return
	}
	r.values[key] = value
}

// text returns the first value present under one of the keys, as convert gives it.
func (r *metadataReader) text(keys []string, convert func(any) (string, error)) string {
	for _, key := range keys {
		value, ok := r.values[key]
		if !ok || value == nil {
			continue
		}
		s, err := convert(value)
		if err != nil {
			r.problems = append(r.problems, fmt.Errorf("%s %w", key, err))
			continue
		}
		if s = oneLine(s); s != "" {
			return s
		}
	}
	return ""
}

// date returns the first date present under one of the keys.
func (r *metadataReader) date(keys []string) string {
	for _, key := range keys {
		s := r.text([]string{key}, dateString)
		if s == "" {
			continue
		}
		if strings.HasSuffix(key, "_event_date") {
			if d, ok := parseDayFirst(s); ok {
				return d.String()
			}
		}
		return s
	}
	return ""
}

// list returns the values under all of the keys, each once.
func (r *metadataReader) list(keys []string) []string {
	var all []string
	seen := map[string]bool{}
	for _, key := range keys {
		values, err := stringList(r.values[key])
		if err != nil {
			r.problems = append(r.problems, fmt.Errorf("%s %w", key, err))
			continue
		}
		for _, v := range values {
			if v = oneLine(v); v != "" && !seen[v] {
				seen[v] = true
				all = append(all, v)
			}
		}
	}
	return all
}

func metadataKey(key string) string {
	return strings.ReplaceAll(strings.ToLower(strings.TrimSpace(key)), "-", "_")
}

func plainString(value any) (string, error) {
	s, ok := value.(string)
	if !ok {
		return "", fmt.Errorf("is %s, not a string", kindOf(value))
	}
	return s, nil
}

func identifier(value any) (string, error) {
	if n, ok := wholeNumber(value); ok {
		return strconv.FormatInt(n, 10), nil
	}
	return plainString(value)
}

func dateString(value any) (string, error) {
	if t, ok := value.(time.Time); ok {
		return t.Format(time.DateOnly), nil
	}
	if n, ok := wholeNumber(value); ok {
		if _, err := corpus.NewDate(int(n), 0, 0); err != nil || n > 9999 {
			return "", fmt.Errorf("is %d, not a year", n)
		}
		return fmt.Sprintf("%04d", n), nil
	}
	return plainString(value)
}

func stringList(value any) ([]string, error) {
	switch v := value.(type) {
	case nil:
		return nil, nil
	case string:
		return []string{v}, nil
	case []string:
		return v, nil
	case []any:
		list := make([]string, 0, len(v))
		for i, item := range v {
			s, ok := item.(string)
			if !ok {
				return nil, fmt.Errorf("has %s as item %d, not a string", kindOf(item), i+1)
			}
			list = append(list, s)
		}
		return list, nil
	}
	return nil, fmt.Errorf("is %s, not a string or a list of strings", kindOf(value))
}

// wholeNumber returns the value of an integer as JSON or YAML decode it.
func wholeNumber(value any) (int64, bool) {
	switch v := value.(type) {
	case int:
		return int64(v), true
	case int64:
		return v, true
	case float64:
		if v == math.Trunc(v) && math.Abs(v) < 1<<53 {
			return int64(v), true
		}
	case interface{ Int64() (int64, error) }: // json.Number
		n, err := v.Int64()
		return n, err == nil
	}
	return 0, false
}

func kindOf(value any) string {
	switch value.(type) {
	case nil:
		return "null"
	case string:
		return "a string"
	case bool:
		return "true or false"
	case []any, []string:
		return "a list"
	case map[string]any, jsonObject:
		return "an object"
	case time.Time:
		return "a date"
	}
	return "a number"
}

// markdownLink matches [text](target), which catalogues made from Markdown leave
// in titles.
var markdownLink = regexp.MustCompile(`\[([^\[\]]+)\]\([^()\s]*\)`)

func withoutLinks(title string) string { return markdownLink.ReplaceAllString(title, "$1") }

// languageCode returns the ISO 639-1 code of a language tag: "en" for "en-GB",
// "EN" and "eng". What is no known tag stays as written, for a person to see.
func languageCode(tag string) string {
	parsed, err := language.Parse(strings.ReplaceAll(tag, "_", "-"))
	if err != nil {
		return tag
	}
	base, confidence := parsed.Base()
	if confidence == language.No {
		return tag
	}
	return base.String()
}
