package socketmode

import (
	"context"
	"math/rand/v2"
	"sync"
	"time"
)

// A schedule says how the pauses before the next open grow.
type schedule int

const (
	routine       schedule = iota // connections that end early
	transient                     // opens that fail
	refused                       // Slack turned the app away: link_disabled, too_many_websockets
	misconfigured                 // opens that fail for a reason that a person has to mend
)

// pause is the wait after n failures in a row, n >= 1. The first one after a refusal
// is short as well, because Slack also refuses while somebody flips Socket Mode off
// and on again; after the third it is minutes.
func (s schedule) pause(n int) time.Duration {
	var first, most time.Duration
	growth := time.Duration(2)
	switch s {
	case routine:
		first, most = 500*time.Millisecond, 10*time.Second
	case transient:
		first, most = 500*time.Millisecond, time.Minute
	case refused:
		first, most, growth = 2*time.Second, 5*time.Minute, 4
	case misconfigured:
		first, most = 30*time.Second, 5*time.Minute
	}
	for ; n > 1 && first < most; n-- {
		first *= growth
	}
	return min(first, most)
}

// A pace is one slot's memory of failures.
type pace struct {
	failures int
	next     time.Time // no open before this; zero for at once
}

// fail lets the next open wait, by the schedule and a jitter of a fifth either way
// so that replicas cut off together do not come back together.
func (p *pace) fail(s schedule, now time.Time) {
	p.failures++
	pause := s.pause(p.failures)
	p.next = now.Add(pause*4/5 + rand.N(pause*2/5))
}

// settle looks back on a connection that has ended or was announced to end. One that
// had proved itself is replaced at once, unless Slack turned the app away.
func (p *pace) settle(proven bool, s schedule, now time.Time) {
	if proven {
		*p = pace{}
	}
	if !proven || s == refused {
		p.fail(s, now)
	}
}

// minGap parts any two opens of a client, whatever their reason.
const minGap = 250 * time.Millisecond

// A gate stands before apps.connections.open, which Slack allows an app, not a
// socket, to call only so often. All slots pass the same one.
type gate struct {
	mu   sync.Mutex
	last time.Time // the last pass
	held time.Time // nobody passes before this
}

// hold keeps the gate shut for d, as Slack's Retry-After demands. Without a usable
// value it is half a minute; nonsense is clamped to between a second and ten minutes.
func (g *gate) hold(d time.Duration, now time.Time) {
	if d <= 0 {
		d = 30 * time.Second
	}
	d = min(max(d, time.Second), 10*time.Minute)
	g.mu.Lock()
	defer g.mu.Unlock()
	if until := now.Add(d); until.After(g.held) {
		g.held = until
	}
}

// try passes the gate and returns 0, or returns how long to wait before trying again.
func (g *gate) try(now, notBefore time.Time) time.Duration {
	g.mu.Lock()
	defer g.mu.Unlock()
	for _, t := range []time.Time{notBefore, g.held, g.last.Add(minGap)} {
		if wait := t.Sub(now); wait > 0 {
			return wait
		}
	}
	g.last = now
	return 0
}

// pass waits until the gate lets the caller through; it reports false when ctx ended
// first.
func (g *gate) pass(ctx context.Context, notBefore time.Time) bool {
	for ctx.Err() == nil {
		wait := g.try(time.Now(), notBefore)
		if wait == 0 {
			return true
		}
		if !pause(ctx, wait) {
			break
		}
	}
	return false
}

// pause waits for d; it reports false when ctx ended first.
func pause(ctx context.Context, d time.Duration) bool {
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-timer.C:
		return true
	case <-ctx.Done():
		return false
	}
}
