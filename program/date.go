package program

import (
	"fmt"
	"time"
)

// Date is a civil day: a square on the calendar, without an hour or a zone. The
// zero Date means "not known" or "none", and each field of this type says which.
type Date struct {
	Year  int
	Month time.Month
	Day   int
}

// DateOf is the day that t falls on in t's own location. Callers bring t into the
// programme's zone first; [Rules.Today] does both.
func DateOf(t time.Time) Date {
	y, m, d := t.Date()
	return Date{y, m, d}
}

// ParseDate reads an ISO day such as 2009-04-14. A day that is not on the calendar
// is an error.
func ParseDate(s string) (Date, error) {
	t, err := time.Parse(time.DateOnly, s)
	if err != nil {
		return Date{}, fmt.Errorf("day %q: want a calendar day as 2009-04-14", s)
	}
	return DateOf(t), nil
}

// IsZero reports whether the day is absent.
func (d Date) IsZero() bool { return d == Date{} }

// Compare is negative when d is before e, zero on the same day, positive after.
func (d Date) Compare(e Date) int {
	switch {
	case d.Year != e.Year:
		return d.Year - e.Year
	case d.Month != e.Month:
		return int(d.Month - e.Month)
	}
	return d.Day - e.Day
}

// Before reports whether d comes before e.
func (d Date) Before(e Date) bool { return d.Compare(e) < 0 }

// After reports whether d comes after e.
func (d Date) After(e Date) bool { return d.Compare(e) > 0 }

// AddDays is the day n days later, or earlier when n is negative.
func (d Date) AddDays(n int) Date {
	return DateOf(time.Date(d.Year, d.Month, d.Day+n, 0, 0, 0, 0, time.UTC))
}

// AddMonths is the same day n civil months later, clamped to the last day of a
// shorter month: 2009-08-31 and six months is 2010-02-28. [time.Time.AddDate]
// would overflow into March.
func (d Date) AddMonths(n int) Date {
	first := time.Date(d.Year, d.Month+time.Month(n), 1, 0, 0, 0, 0, time.UTC)
	last := first.AddDate(0, 1, -1).Day()
	return Date{first.Year(), first.Month(), min(d.Day, last)}
}

// Since is the number of days from e to d. It is a difference of calendar days,
// never hours divided by 24, so that the end of summer time changes nothing.
func (d Date) Since(e Date) int {
	return int(d.utc().Sub(e.utc()) / (24 * time.Hour))
}

// Weekday is the day of the week.
func (d Date) Weekday() time.Weekday { return d.utc().Weekday() }

// String is the ISO form, 2009-04-14, or nothing for an absent day.
func (d Date) String() string {
	if d.IsZero() {
		return ""
	}
	return fmt.Sprintf("%04d-%02d-%02d", d.Year, d.Month, d.Day)
}

// MarshalText writes the ISO form, empty for an absent day.
func (d Date) MarshalText() ([]byte, error) { return []byte(d.String()), nil }

// UnmarshalText reads what [Date.MarshalText] writes.
func (d *Date) UnmarshalText(text []byte) error {
	if len(text) == 0 {
		*d = Date{}
		return nil
	}
	parsed, err := ParseDate(string(text))
	if err != nil {
		return err
	}
	*d = parsed
	return nil
}

// utc is midnight of the day in UTC, where every day has 24 hours.
func (d Date) utc() time.Time {
	return time.Date(d.Year, d.Month, d.Day, 0, 0, 0, 0, time.UTC)
}
