package main

import (
	"sync"
	"time"

	"github.com/tierbot/tierbot/program"
)

// clock can be set to another time, from which it goes on. The bot and its Slack live by
// it; Redis has the machine's own, with which the bot compares the machine's.
type clock struct {
	mu  sync.Mutex
	set time.Time // what the clock said
	at  time.Time // when it was set, by the machine's clock
}

// clockAt starts at a time.
func clockAt(t time.Time) *clock {
	c := new(clock)
	c.move(t)
	return c
}

// move sets the clock.
func (c *clock) move(to time.Time) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.set, c.at = to, time.Now()
}

// now is the time in the sandbox.
func (c *clock) now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.set.Add(time.Since(c.at))
}

// morning is nine o'clock on a day.
func morning(day program.Date, zone *time.Location) time.Time {
	return time.Date(day.Year, day.Month, day.Day, 9, 0, 0, 0, zone)
}
