package main

import (
	"context"
	"errors"
)

// A journey is time on its way to another day, or from day to day.
type journey struct {
	playing bool
	stop    context.CancelFunc
	over    chan struct{} // closed once it is
}

// Why a journey does not begin.
var (
	errMoving  = errors.New("the calendar is on its way to another day; wait until it is there, or stop it")
	errNoWorld = errors.New("the sandbox is starting or ending; try again in a moment")
)

// setOut begins a journey, for which days that are played are stopped. The context that it
// returns ends when the journey is to; [calendar.arrive] is to be called then.
func (c *calendar) setOut(ctx context.Context, playing bool) (context.Context, *journey, error) {
	for {
		traveling, stop := context.WithCancel(ctx)
		j := &journey{playing: playing, stop: stop, over: make(chan struct{})}
		under, err := c.begin(j)
		if err == nil && under == nil {
			c.tell()
			return traveling, j, nil
		}
		stop()
		if err != nil {
			return nil, nil, err
		}
		under.stop()
		select {
		case <-under.over:
		case <-ctx.Done():
			return nil, nil, ctx.Err()
		}
	}
}

// begin makes a journey the one that is under way. It returns the one that is to be stopped
// before.
func (c *calendar) begin(j *journey) (under *journey, err error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	switch {
	case !c.on:
		return nil, errNoWorld
	case c.journey == nil:
		c.journey = j
		return nil, nil
	case c.journey.playing && !j.playing:
		return c.journey, nil
	}
	return nil, errMoving
}

// arrive ends a journey.
func (c *calendar) arrive(j *journey) {
	j.stop()
	c.mu.Lock()
	c.journey = nil
	c.mu.Unlock()
	close(j.over)
	c.tell()
}

// underWay is the journey that is; nil when none is.
func (c *calendar) underWay() *journey {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.journey
}

// stop makes the journey under way end where it is, if there is one, and returns it.
func (c *calendar) stop() *journey {
	j := c.underWay()
	if j != nil {
		j.stop()
	}
	return j
}

// open lets journeys begin.
func (c *calendar) open() {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.on = true
}

// close lets none begin any more, and ends the one under way.
func (c *calendar) close() {
	c.mu.Lock()
	c.on = false
	c.mu.Unlock()
	if j := c.stop(); j != nil {
		<-j.over
	}
}
