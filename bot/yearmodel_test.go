package bot_test

import (
	"time"

	"github.com/tierbot/tierbot/program"
)

// This file says once more, in the plainest way and with nothing of package program but
// its dates, who is to be told of which partner on which day. The year is 2009.

// A modelPartner is one partner as far as the programme's table asks.
type modelPartner struct {
	id, owner  string
	tier       string
	vtsp       []program.Date          // when each of its people passed
	competency map[string]program.Date // when each was earned
	revenue    int                     // in dollars
}

// requirement is a line of the programme's table.
var requirement = map[string]struct {
	vtsp, others, revenue int
	base                  bool
	deadline              program.Date
}{
	"professional": {vtsp: 1, deadline: program.Date{Year: 2009, Month: 10, Day: 14}},
	"enterprise":   {vtsp: 2, base: true, revenue: 10_000, deadline: program.Date{Year: 2010, Month: 1, Day: 14}},
	"premier":      {vtsp: 4, base: true, others: 2, revenue: 1_000_000, deadline: program.Date{Year: 2010, Month: 1, Day: 14}},
}

// lastCourse is the last day on which a week's training can begin for January's deadline.
var lastCourse = program.Date{Year: 2010, Month: 1, Day: 8}

// The public holidays of those months, by hand.
var holidays = map[string]bool{
	"2009-05-01": true, "2009-05-08": true, "2009-05-21": true, "2009-06-01": true, "2009-07-14": true, "2009-08-15": true,
	"2009-11-01": true, "2009-11-11": true, "2009-12-25": true, "2010-01-01": true, "2010-04-05": true, "2009-04-13": true,
	"2010-05-01": true, "2010-05-08": true, "2010-05-13": true, "2010-05-24": true,
}

func worked(day program.Date) bool {
	return day.Weekday() != time.Saturday && day.Weekday() != time.Sunday && !holidays[day.String()]
}

// lacking says what a partner misses by a day: people, competencies, money.
func (p *modelPartner) lacking(day program.Date) (people, courses, money bool) {
	need := requirement[p.tier]
	passed, others := 0, 0
	for _, d := range p.vtsp {
		if !d.After(day) {
			passed++
		}
	}
	held := func(id string) bool {
		d, ok := p.competency[id]
		return ok && !d.After(day)
	}
	for _, id := range []string{"continuity", "desktop", "management"} {
		if held(id) {
			others++
		}
	}
	return passed < need.vtsp, need.base && !held("infrastructure") || others < need.others, p.revenue < need.revenue
}

// occasion is the latest day because of which the partner is to be mentioned on a day of
// the programme, when the next time is on the day until; absent: none.
func (p *modelPartner) occasion(day, until program.Date) program.Date {
	deadline := requirement[p.tier].deadline
	tested := day
	if deadline.Before(day) {
		tested = deadline
	}
	people, courses, money := p.lacking(tested)
	if !people && !courses && !money {
		return program.Date{}
	}
	var occasions []program.Date
	for _, rung := range []int{90, 60, 30, 14, 7, 3, 1, 0} {
		occasions = append(occasions, deadline.AddDays(-rung))
	}
	if courses && !deadline.Before(day) {
		occasions = append(occasions, lastCourse)
	}
	var latest program.Date
	for _, o := range occasions {
		if o.Before(until) && latest.Before(o) {
			latest = o
		}
	}
	return latest
}

// A modelManager is told things at nine in the morning, where they are.
type modelManager struct {
	id   string
	zone *time.Location
	told map[string]program.Date // the latest occasion they were told of, by partner
}

// nine is nine o'clock on a date, which no zone of these tests ever skips.
func (m *modelManager) nine(on program.Date) time.Time {
	return time.Date(on.Year, on.Month, on.Day, 9, 0, 0, 0, m.zone)
}

// digest is what the manager is told on a date of theirs: partners, each with its
// occasion. It is marked as told.
func (m *modelManager) digest(on program.Date, paris *time.Location, partners []*modelPartner) map[string]program.Date {
	if !worked(on) {
		return nil
	}
	next := on.AddDays(1)
	for !worked(next) {
		next = next.AddDays(1)
	}
	day, until := program.DateOf(m.nine(on).In(paris)), program.DateOf(m.nine(next).In(paris))
	items := map[string]program.Date{}
	for _, p := range partners {
		if p.owner != m.id {
			continue
		}
		if o := p.occasion(day, until); m.told[p.id].Before(o) {
			items[p.id], m.told[p.id] = o, o
		}
	}
	return items
}
