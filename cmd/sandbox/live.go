package main

import (
	"context"
	"time"

	"github.com/tierbot/tierbot/program"
)

// live goes on to nine in the morning of a later day, from one time at which somebody is due
// to the next, so that each digest has its own minute and a day on which nothing happens
// takes no time. Where nothing can go out until a person has mended something, the days go
// by all the same. Open pages see how far it has come.
func (w *world) live(ctx context.Context, day program.Date) error {
	end, shown := morning(day, w.stage.rules.Zone), time.Now()
	for {
		if err := w.bot.Rest(ctx); err != nil {
			return err
		}
		now := w.clock.now()
		if !now.Before(end) {
			return nil
		}
		w.wake(sooner(w.bot.Status().Reminders.Next, end, now))
		if time.Since(shown) > glance {
			w.slack.TimeMoved()
			shown = time.Now()
		}
	}
}

// glance is how often open pages see how far the time has come.
const glance = 300 * time.Millisecond

// jump goes on to nine in the morning of a later day. What was due in between the bot has
// slept through.
func (w *world) jump(ctx context.Context, day program.Date) error {
	if err := w.bot.Rest(ctx); err != nil {
		return err
	}
	w.wake(morning(day, w.stage.rules.Zone))
	return w.bot.Rest(ctx)
}

// wake sets the clock and lets the bot look at it.
func (w *world) wake(at time.Time) {
	w.clock.move(at)
	w.bot.Remind()
}

// sooner is when somebody is due, if that is still to come and before the end; else the end.
func sooner(due, end, now time.Time) time.Time {
	if due.After(now) && due.Before(end) {
		return due
	}
	return end
}
