package main

import (
	"context"
	"fmt"
	"sync"
	"time"

	"github.com/tierbot/tierbot/program"
)

// calendar moves the time on a stage, as its page asks: it is the [sandbox.Calendar]. One
// journey is under way at a time.
type calendar struct {
	stage *stage

	mu      sync.Mutex
	on      bool     // a world stands, so that journeys may begin
	journey *journey // nil: time goes on as it does everywhere
}

// Live goes on to a later day. Told to stop meanwhile, it stays on the day it has come to.
func (c *calendar) Live(ctx context.Context, day string) error {
	to, err := c.parse(day)
	if err != nil {
		return err
	}
	return c.travel(ctx, func(ctx context.Context) error {
		if today := c.today(); !to.After(today) {
			return fmt.Errorf("%s is not after %s, the day it is; to go back, jump", to, today)
		}
		return c.stage.world.Load().live(ctx, to)
	})
}

// Jump goes on to a later day, on which the bot awakes, or starts over on an earlier one.
func (c *calendar) Jump(ctx context.Context, day string) error {
	to, err := c.parse(day)
	if err != nil {
		return err
	}
	return c.travel(ctx, func(ctx context.Context) error {
		switch today := c.today(); {
		case to == today:
			return fmt.Errorf("it is %s already; choose another day", today)
		case to.Before(today):
			return c.stage.restart(ctx, to)
		}
		return c.stage.world.Load().jump(ctx, to)
	})
}

// Reset starts everything over on the day of the flags.
func (c *calendar) Reset(ctx context.Context) error {
	return c.travel(ctx, func(ctx context.Context) error {
		return c.stage.restart(ctx, c.stage.flags.day)
	})
}

// Play lets days go by, or ends whatever is under way.
func (c *calendar) Play(on bool) {
	if !on {
		c.stop()
		return
	}
	ctx, j, err := c.setOut(context.Background(), true)
	if err != nil {
		return // the page that asked shows what is under way
	}
	go func() {
		defer c.arrive(j)
		c.play(ctx)
	}()
}

// aDay is how long a day lasts that is played.
const aDay = time.Second

// play lives from morning to morning until the last, or until ctx ends.
func (c *calendar) play(ctx context.Context) {
	ticker := time.NewTicker(aDay)
	defer ticker.Stop()
	for c.today().Before(c.last()) {
		select {
		case <-ticker.C:
		case <-ctx.Done():
			return
		}
		if err := c.stage.world.Load().live(ctx, c.today().AddDays(1)); err != nil {
			return
		}
		c.tell()
	}
}

// travel makes one journey. One that is stopped on its way ends without an error.
func (c *calendar) travel(ctx context.Context, move func(context.Context) error) error {
	traveling, j, err := c.setOut(ctx, false)
	if err != nil {
		return err
	}
	defer c.arrive(j)
	if err := move(traveling); err != nil && traveling.Err() == nil {
		return err
	}
	return ctx.Err()
}

// parse reads a day that can be chosen.
func (c *calendar) parse(day string) (program.Date, error) {
	on, err := program.ParseDate(day)
	if err != nil {
		return on, err
	}
	if first, last := c.first(), c.last(); on.Before(first) || on.After(last) {
		return on, fmt.Errorf("day %s: the calendar goes from %s to %s", on, first, last)
	}
	return on, nil
}

// tell lets all open pages know that the time is another.
func (c *calendar) tell() { c.stage.world.Load().slack.TimeMoved() }
