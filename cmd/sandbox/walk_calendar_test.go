package main

import (
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// rungs are the mornings on which account managers are told of a deadline: 90, 60, 30, 14,
// 7, 3, 1 and 0 days before it, or on the working day before when that day is none. The
// 15th of August is a holiday on a Saturday; the 11th of October and the 15th of November
// are Sundays.
var rungs = []string{
	"2009-07-16", "2009-08-14", "2009-09-14", "2009-09-30", "2009-10-07", "2009-10-09", "2009-10-13", "2009-10-14",
	"2009-10-16", "2009-11-13", "2009-12-15", "2009-12-31", "2010-01-07", "2010-01-11", "2010-01-13", "2010-01-14",
}

// lastStart is the last day on which a week's training can start before the second deadline.
const lastStart = "2010-01-08"

// The programme is lived through, from the June in which most partners lack something to the
// January in which the second grace is over. Whoever looks after partners hears of them
// once on each of these mornings, and the managers of what they have to decide.
func TestWalkCalendar(t *testing.T) {
	s := opened(t, lived(t))
	s.be("Alex")
	s.enter("tierbot")
	s.today("2009-06-01")
	s.step("day", "2009-06-02")
	s.step("week", "2009-06-09")
	for _, morning := range rungs[:7] {
		s.step("rung", morning)
	}
	s.step("deadline", "2009-10-14")
	for _, morning := range rungs[8:] {
		s.step("rung", morning)
	}
	for _, day := range []string{"2010-01-15", "2010-01-16", "2010-01-17", "2010-01-18", "2010-01-19", "2010-01-20"} {
		s.step("day", day)
	}

	want := slices.Sorted(slices.Values(append([]string{lastStart}, rungs...)))
	for _, person := range []string{"Alex", "Camille", "Dominique"} {
		s.be(person)
		s.enter("tierbot")
		s.await("all digests are there", `look.messages().length >= 17`)
		if diff := cmp.Diff(want, s.days()); diff != "" {
			t.Errorf("the mornings on which %s is told (-want +got):\n%s", person, diff)
		}
	}
	s.enter("managers")
	s.sees("Rehearsal of 14 October 2009", "900 partners would fall")
	s.sees("900 partners have lapsed: the time was over on 14 October 2009")
	s.sees("The week of 18 January 2010")
	if days := s.days(); len(slices.Compact(slices.Clone(days))) != len(days) {
		t.Errorf("the managers are told twice on a morning: %q", days)
	}
}

// On a day that is past everything starts over: nothing that was said or recorded since, or
// before, is there any more.
func TestWalkBack(t *testing.T) {
	s := opened(t, lived(t, "-day", "2009-09-14"))
	s.be("Alex")
	s.enter("tierbot")
	s.reads("30 days to 14 October")

	s.jump("2009-06-15")
	s.sees("Go back")
	s.press("Jump")
	s.today("2009-06-15")
	s.await("nothing was said", `look.messages().length === 0`)
	s.say("tier acme")
	s.reads("Acme · Enterprise · in grace")

	s.jump("2009-10-13")
	s.today("2009-10-13")
	s.reads("1 day to 14 October")
	if days := s.days(); !slices.Equal(days, []string{"2009-06-15", "2009-06-15", "2009-10-13"}) {
		t.Errorf("messages of %q, want one digest for all the days that were slept through", days)
	}

	s.click("start over", `document.getElementById("calendar-reset")`)
	s.press("Start over")
	s.today("2009-09-14")
}

// Days go by by themselves, one a second, until one stops them.
func TestWalkPlay(t *testing.T) {
	s := opened(t, lived(t))
	s.be("Alex")
	s.click("let days go by", `document.getElementById("calendar-play")`)
	s.await("days go by", `document.querySelector("#calendar [data-today]").dataset.today >= "2009-06-03"`)
	s.click("stop", `document.getElementById("calendar-play")`)
	s.await("no more days go by", `!document.getElementById("calendar-play").classList.contains("going")`)
	s.say("/tier acme")
	s.reads("Acme · Enterprise · in grace")
}
