package roster

import (
	"strings"

	"github.com/tierbot/tierbot/program"
)

// A period is when evidence counts, as the file writes it behind an @.
type period struct {
	from, until program.Date // the first day, and the first day no longer; absent: not known, none
	stated      bool         // there is an @ at all
}

// cutPeriod takes the period off the end of an item: @2009-05-20,
// @2009-05-20..2010-05-20 or @..2010-05-20. Without an @ there is none.
func (c cell) cutPeriod(text string) (rest string, p period, ok bool) {
	at := strings.LastIndexByte(text, '@')
	if at < 0 {
		return text, period{}, true
	}
	p.stated = true
	from, until, _ := strings.Cut(text[at+1:], "..")
	from, until = strings.TrimSpace(from), strings.TrimSpace(until)
	var errFrom, errUntil error
	if from != "" {
		p.from, errFrom = program.ParseDate(from)
	}
	if until != "" {
		p.until, errUntil = program.ParseDate(until)
	}
	switch {
	case errFrom != nil, errUntil != nil, from == "" && until == "":
		c.refuseWant(text, BadDay, "2009-05-20")
		return "", period{}, false
	case !p.until.IsZero() && p.until.Before(p.from):
		c.refuseValue(text, BadPeriod)
		return "", period{}, false
	}
	return strings.TrimSpace(text[:at]), p, true
}

// writePeriod writes what [cell.cutPeriod] reads; nothing when nothing is known.
func writePeriod(from, until program.Date) string {
	switch {
	case until.IsZero() && from.IsZero():
		return ""
	case until.IsZero():
		return "@" + from.String()
	}
	return "@" + from.String() + ".." + until.String()
}
