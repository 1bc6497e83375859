package main

import (
	"time"

	"github.com/tierbot/tierbot/program"
)

// calendar is a clock that was set to another day and goes on from there.
type calendar struct {
	set time.Time // what the clock said
	at  time.Time // when it was set, by the machine's clock
}

// calendarFrom starts at nine in the morning of a day, where the programme is.
func calendarFrom(day program.Date, zone *time.Location) calendar {
	return calendar{
		set: time.Date(day.Year, day.Month, day.Day, 9, 0, 0, 0, zone),
		at:  time.Now(),
	}
}

// now is the time in the sandbox.
func (c calendar) now() time.Time { return c.set.Add(time.Since(c.at)) }

// banner says the day above the page.
func (c calendar) banner() string {
	return "Today is " + c.now().Format("Monday 2 January 2006")
}
