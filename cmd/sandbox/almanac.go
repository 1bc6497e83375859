package main

import (
	"time"

	"github.com/tierbot/tierbot/bot/sandbox"
	"github.com/tierbot/tierbot/program"
)

// Almanac is what the page shows of the time.
func (c *calendar) Almanac() sandbox.Almanac {
	today, last, j := c.today(), c.last(), c.underWay()
	a := sandbox.Almanac{
		Day: today.String(), First: c.first().String(), Last: last.String(),
		Playing: j != nil && j.playing, Moving: j != nil && !j.playing,
	}
	for _, step := range []struct {
		name string
		to   program.Date
	}{
		{"day", today.AddDays(1)},
		{"week", today.AddDays(7)},
		{"rung", c.nextRung(today)},
		{"deadline", soonest(today, c.deadlines())},
	} {
		s := sandbox.Step{Name: step.name}
		if !step.to.After(last) {
			s.Day = step.to.String()
		}
		a.Steps = append(a.Steps, s)
	}
	return a
}

// today is the day it is on the stage.
func (c *calendar) today() program.Date {
	return c.stage.rules.Today(c.stage.world.Load().clock.now())
}

// first is the first day that can be chosen: the programme's, unless the sandbox began on
// an earlier one.
func (c *calendar) first() program.Date {
	first := c.stage.rules.FirstDay
	if began := c.stage.flags.day; began.Before(first) {
		return began
	}
	return first
}

// last is the last day that can be chosen: the end of the year in which the last grace ends,
// or of the second of the programme, or the day on which the sandbox began, or that it is, if
// that is later.
func (c *calendar) last() program.Date {
	last := program.Date{Year: c.stage.rules.FirstDay.Year + 1, Month: time.December, Day: 31}
	for _, deadline := range c.deadlines() {
		last.Year = max(last.Year, deadline.Year)
	}
	for _, day := range []program.Date{c.stage.flags.day, c.today()} {
		if day.After(last) {
			last = day
		}
	}
	return last
}

// deadlines are the last days of the tiers' graces.
func (c *calendar) deadlines() []program.Date {
	var all []program.Date
	for i := range c.stage.rules.Tiers {
		if deadline := c.stage.rules.Deadline(&c.stage.rules.Tiers[i]); !deadline.IsZero() {
			all = append(all, deadline)
		}
	}
	return all
}

// nextRung is the next morning on which people are told because a rung of the house would be
// over before the one after: a working day. What is somebody's own, such as a snooze or a
// partner's extension, does not count. It is absent when there is none any more.
func (c *calendar) nextRung(today program.Date) program.Date {
	house := c.stage.house
	diary := c.stage.rules.Diary(&program.Recipient{}, house)
	var mornings []program.Date
	for _, deadline := range c.deadlines() {
		for _, rung := range house.Rungs {
			if morning, ok := diary.By(deadline.AddDays(-rung)); ok {
				mornings = append(mornings, morning.On)
			}
		}
	}
	return soonest(today, mornings)
}

// soonest is the first of some days after today; absent when there is none.
func soonest(today program.Date, days []program.Date) program.Date {
	var next program.Date
	for _, day := range days {
		if day.After(today) && (next.IsZero() || day.Before(next)) {
			next = day
		}
	}
	return next
}
