package corpus

import (
	"encoding/json"
	"errors"
	"fmt"
	"time"
)

// Precision says how much of a date is known.
type Precision int

// The precisions of a date, from nothing known to the day.
const (
	Unknown Precision = iota
	Year
	Month
	Day
)

// Date is a calendar date known to the day, the month or the year. The zero
// value is an unknown date. Two dates are equal when == says so.
type Date struct {
	year, month, day int
}

// NewDate returns the date with the given parts; day 0 means known to the
// month, month 0 known to the year. Years run from 1 to 9999.
func NewDate(year, month, day int) (Date, error) {
	d := Date{year, month, day}
	if year < 1 || year > 9999 || month < 0 || month > 12 || day < 0 || (month == 0 && day != 0) {
		return Date{}, fmt.Errorf("%d-%d-%d is no date", year, month, day)
	}
	if day > 0 && time.Date(year, time.Month(month), day, 0, 0, 0, 0, time.UTC).Day() != day {
		return Date{}, fmt.Errorf("month %d of %d has no day %d", month, year, day)
	}
	return d, nil
}

// ParseDate reads "1949", "1949-04" or "1949-04-04" (ISO 8601), and nothing else.
func ParseDate(s string) (Date, error) {
	digits := func(i, j int) (n int, ok bool) {
		for _, c := range []byte(s[i:j]) {
			if c < '0' || c > '9' {
				return 0, false
			}
			n = n*10 + int(c-'0')
		}
		return n, true
	}
	bad := fmt.Errorf("%q is no date: write 1949, 1949-04 or 1949-04-04", s)
	var year, month, day int
	var ok bool
	switch len(s) {
	case 4, 7, 10:
	default:
		return Date{}, bad
	}
	if year, ok = digits(0, 4); !ok {
		return Date{}, bad
	}
	if len(s) >= 7 {
		if month, ok = digits(5, 7); !ok || s[4] != '-' || month == 0 {
			return Date{}, bad
		}
	}
	if len(s) == 10 {
		if day, ok = digits(8, 10); !ok || s[7] != '-' || day == 0 {
			return Date{}, bad
		}
	}
	d, err := NewDate(year, month, day)
	if err != nil {
		return Date{}, fmt.Errorf("%q is no date: there is no such day or month", s)
	}
	return d, nil
}

// Precision returns how much of the date is known.
func (d Date) Precision() Precision {
	switch {
	case d.year == 0:
		return Unknown
	case d.month == 0:
		return Year
	case d.day == 0:
		return Month
	}
	return Day
}

// IsZero reports whether nothing of the date is known.
func (d Date) IsZero() bool { return d.year == 0 }

// Year returns the year, 0 when unknown.
func (d Date) Year() int { return d.year }

// Span returns the first and the last day that the date can mean, at midnight
// UTC: the same day twice for a full date. An unknown date spans nothing (ok
// is false).
func (d Date) Span() (first, last time.Time, ok bool) {
	switch d.Precision() {
	case Day:
		first = time.Date(d.year, time.Month(d.month), d.day, 0, 0, 0, 0, time.UTC)
		return first, first, true
	case Month:
		first = time.Date(d.year, time.Month(d.month), 1, 0, 0, 0, 0, time.UTC)
		return first, first.AddDate(0, 1, -1), true
	case Year:
		first = time.Date(d.year, 1, 1, 0, 0, 0, 0, time.UTC)
		return first, first.AddDate(1, 0, -1), true
	}
	return time.Time{}, time.Time{}, false
}

// String returns the date as ParseDate reads it, and "" when unknown.
func (d Date) String() string {
	switch d.Precision() {
	case Day:
		return fmt.Sprintf("%04d-%02d-%02d", d.year, d.month, d.day)
	case Month:
		return fmt.Sprintf("%04d-%02d", d.year, d.month)
	case Year:
		return fmt.Sprintf("%04d", d.year)
	}
	return ""
}

// MarshalJSON writes the date as a string.
func (d Date) MarshalJSON() ([]byte, error) { return json.Marshal(d.String()) }

// UnmarshalJSON reads what MarshalJSON writes.
func (d *Date) UnmarshalJSON(b []byte) error {
	var s string
	if err := json.Unmarshal(b, &s); err != nil {
		return fmt.Errorf("reading a date: %w", err)
	}
	if s == "" {
		*d = Date{}
		return nil
	}
	parsed, err := ParseDate(s)
	if err != nil {
		return err
	}
	*d = parsed
	return nil
}

// Next returns the date that follows, of the same precision: 1950 after 1949,
// 1949-05 after 1949-04. There is none after the year 9999.
func (d Date) Next() (Date, error) {
	_, last, ok := d.Span()
	if !ok {
		return Date{}, errors.New("an unknown date has no next one")
	}
	return d.samePrecision(last.AddDate(0, 0, 1))
}

// Previous returns the date before, of the same precision. There is none
// before the year 1.
func (d Date) Previous() (Date, error) {
	first, _, ok := d.Span()
	if !ok {
		return Date{}, errors.New("an unknown date has no previous one")
	}
	return d.samePrecision(first.AddDate(0, 0, -1))
}

func (d Date) samePrecision(t time.Time) (Date, error) {
	switch d.Precision() {
	case Year:
		return NewDate(t.Year(), 0, 0)
	case Month:
		return NewDate(t.Year(), int(t.Month()), 0)
	}
	return NewDate(t.Year(), int(t.Month()), t.Day())
}
