package program

import (
	"slices"
	"time"
)

// A Diary knows on which mornings a recipient can be told something: on their working
// days, at their hour, where they are.
type Diary struct {
	rules     *Rules
	recipient *Recipient
	habits    Habits
	zone      *time.Location
	mornings  map[Date]Morning // those that have been looked up; a zero one is none
}

// A Morning is when a recipient can be told what is due.
type Morning struct {
	At   time.Time // when it begins
	Ends time.Time // what was due then may still come until here, when an outage has kept it
	On   Date      // the recipient's own date
	Day  Date      // the programme's day as it begins
}

// evening is the hour after which nobody is told anything, unless they chose a later one
// themselves.
const evening = 19

// furthest is how many days are looked through for a morning. Nobody is away for longer.
const furthest = 1_100

// Diary is a recipient's diary, by their own habits or those of the house. Who changes the
// recipient makes another.
func (r *Rules) Diary(recipient *Recipient, house Habits) *Diary {
	d := &Diary{rules: r, recipient: recipient, habits: house, zone: r.ZoneOf(recipient), mornings: make(map[Date]Morning)}
	if recipient.Habits != nil {
		d.habits = *recipient.Habits
	}
	return d
}

// ZoneOf is the time zone a recipient is in; the programme's while theirs is not known.
func (r *Rules) ZoneOf(recipient *Recipient) *time.Location {
	if zone, err := time.LoadLocation(recipient.Zone); err == nil && recipient.Zone != "" {
		return zone
	}
	return r.Zone
}

// Works reports whether the recipient works on a date of theirs.
func (d *Diary) Works(on Date) bool {
	return d.rules.IsWorkday(on) && !slices.Contains(d.habits.Off, on.Weekday()) &&
		!slices.ContainsFunc(d.habits.Away, func(s Span) bool { return !on.Before(s.From) && !on.After(s.To) })
}

// Morning is the morning of a date of the recipient's; false when they do not work on
// it, or when their zone's calendar skips it.
func (d *Diary) Morning(on Date) (Morning, bool) {
	m, known := d.mornings[on]
	if !known {
		m = d.morning(on)
		d.mornings[on] = m
	}
	return m, !m.At.IsZero()
}

func (d *Diary) morning(on Date) Morning {
	if !d.Works(on) {
		return Morning{}
	}
	at := reaches(on, d.habits.Hour, d.zone)
	if at.IsZero() {
		return Morning{}
	}
	ends := reaches(on, evening, d.zone)
	if d.habits.Hour >= evening || ends.IsZero() {
		ends = reaches(on.AddDays(1), 0, d.zone)
	}
	if ends.IsZero() { // tomorrow is no date there
		ends = at.Add(time.Hour)
	}
	return Morning{At: at, Ends: ends, On: on, Day: d.rules.Today(at)}
}

// After is the first morning that begins after an instant; false when there is none for
// years.
func (d *Diary) After(t time.Time) (Morning, bool) {
	on := DateOf(t.In(d.zone))
	for i := range furthest {
		if m, ok := d.Morning(on.AddDays(i)); ok && m.At.After(t) {
			return m, true
		}
	}
	return Morning{}, false
}

// By is the last morning on which the programme's day is no later than day; false when
// there is none for years.
func (d *Diary) By(day Date) (Morning, bool) {
	for i := 2; i > -furthest; i-- { // somewhere it is already tomorrow
		if m, ok := d.Morning(day.AddDays(i)); ok && !m.Day.After(day) {
			return m, true
		}
	}
	return Morning{}, false
}

// From is the first morning on which the programme's day is no earlier than day.
func (d *Diary) From(day Date) (Morning, bool) {
	for i := -2; i < furthest; i++ {
		if m, ok := d.Morning(day.AddDays(i)); ok && !m.Day.Before(day) {
			return m, true
		}
	}
	return Morning{}, false
}

// Due is since when a recipient is due by this diary who was due since another time by the
// one they had, before their zone or their habits changed. Who was due on a morning is so on
// the one of the same date, even if it is over already: what was to come that day must not
// wait for the next.
func (d *Diary) Due(since time.Time, before *Diary) time.Time {
	was, ok := before.Morning(DateOf(since.In(before.zone)))
	if !ok || !was.At.Equal(since) {
		return since
	}
	if m, ok := d.Morning(was.On); ok && m.At.Before(since) {
		return m.At
	}
	return since
}

// reaches is the first instant of a date at which the clock of a zone shows the hour or
// more; zero when there is none, as on a date that the zone skips. Where the clock is
// turned back and shows an hour twice, it is the first time; where the hour is left out,
// the moment the clock is turned.
func reaches(on Date, hour int, zone *time.Location) time.Time {
	t := time.Date(on.Year, on.Month, on.Day, hour, 0, 0, 0, zone)
	start, end := t.ZoneBounds()
	if DateOf(t) != on || t.Hour() != hour || t.Minute() != 0 {
		// time.Date goes by the offset before the turn or by the one after it.
		wanted := time.Date(on.Year, on.Month, on.Day, hour, 0, 0, 0, time.UTC)
		shown := time.Date(t.Year(), t.Month(), t.Day(), t.Hour(), t.Minute(), 0, 0, time.UTC)
		turn := start
		if shown.Before(wanted) {
			turn = end
		}
		if DateOf(turn.In(zone)) != on {
			return time.Time{}
		}
		return turn
	}
	if start.IsZero() {
		return t
	}
	_, before := start.Add(-time.Second).In(zone).Zone()
	_, now := t.Zone()
	if first := t.Add(-time.Duration(before-now) * time.Second); before > now && first.Before(start) {
		return first
	}
	return t
}
