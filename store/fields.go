package store

import (
	"cmp"
	"strconv"
	"strings"
	"time"

	"github.com/tierbot/tierbot/program"
)

// tab separates the fields of a piece of evidence. [storable] keeps it out of them.
const tab = "\t"

// join writes fields as one string. Empty ones at the end take no place.
func join(texts ...string) string {
	return strings.TrimRight(strings.Join(texts, tab), tab)
}

// plain is a number as a field; 0 is an empty one.
func plain(n int64) string {
	if n == 0 {
		return ""
	}
	return strconv.FormatInt(n, 10)
}

// on is a day as a field.
func on(d program.Date) string { return plain(int64(number(d))) }

// fields reads what [join] wrote, one field after the other. Those missing at the end
// are empty.
type fields struct {
	rest string
	bad  bool // some field was not what it should be
}

func (f *fields) text() string {
	text, rest, _ := strings.Cut(f.rest, tab)
	f.rest = rest
	return text
}

func (f *fields) number() int64 {
	text := f.text()
	if text == "" {
		return 0
	}
	n, err := strconv.ParseInt(text, 10, 64)
	f.bad = f.bad || err != nil
	return n
}

func (f *fields) date() program.Date {
	d, err := date(int(f.number()))
	f.bad = f.bad || err != nil
	return d
}

// number is a day as the number 20090414, and 0 for an absent one.
func number(d program.Date) int {
	return d.Year*10000 + int(d.Month)*100 + d.Day
}

// date is the day of a number. A number that is no day of any calendar is refused.
func date(n int) (program.Date, error) {
	d := program.Date{Year: n / 10000, Month: time.Month(n / 100 % 100), Day: n % 100}
	if !d.IsZero() && d.AddDays(0) != d {
		return program.Date{}, errNotStored
	}
	return d, nil
}

// days reads days that stand as numbers, and remembers the first that was none.
type days struct{ err error }

func (d *days) date(n int) program.Date {
	day, err := date(n)
	d.err = cmp.Or(d.err, err)
	return day
}

// text reads a day that stands as text; empty: an absent one.
func (d *days) text(text string) program.Date {
	f := fields{rest: text}
	day := f.date()
	if f.bad {
		d.err = cmp.Or(d.err, errNotStored)
	}
	return day
}
