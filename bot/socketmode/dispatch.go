package socketmode

import (
	"context"
	"fmt"
	"runtime"
	"runtime/debug"
	"sync/atomic"
	"time"
)

// receive acts on one frame. It never waits for anything but a lock held briefly,
// and reports whether the frame was legible.
func (c *Client) receive(work context.Context, s *socket, data []byte) bool {
	f, ok := decode(data)
	switch {
	case !ok, f.EnvelopeID == "" && known(f.Type):
		c.count.malformed.Add(1)
		return false
	case f.Type == "hello":
		c.hello(s, f.NumConnections)
	case f.Type == "disconnect":
		c.announced(s, f.Reason)
	case f.EnvelopeID != "":
		s.carried.Store(true)
		c.count.envelopes.Add(1)
		c.dispatch(work, f.envelope(s, time.Now()))
	}
	return true
}

// hello brings a socket into service. One that comes twice, or after the notice,
// changes nothing.
func (c *Client) hello(s *socket, connections int) {
	if !s.since.IsZero() || s.notice.reason != "" {
		return
	}
	s.since = time.Now()
	c.count.hellos.Add(1)
	c.pool.enter(s, fresh, s.since)
	c.news.greeted(connections, len(c.pool.snapshot()))
	c.options.Log.Info("socket open", "num_connections", connections)
	close(s.greeted)
}

// announced notes Slack's intention to close the socket.
func (c *Client) announced(s *socket, reason string) {
	if s.notice.reason != "" {
		return
	}
	reason = legible(reason)
	now := time.Now()
	s.notice = notice{reason: reason, relieved: c.pool.enter(s, warned, now)}
	s.notice.log(c.options.Log)
	close(s.noticed)
}

// dispatch starts the envelope's handler, or Busy when there are too many.
func (c *Client) dispatch(work context.Context, e *Envelope) {
	handle := c.options.Handle
	if !known(e.Type) {
		c.count.unknown.Add(1)
		handle = c.shrug
	}
	if c.start(work, c.workers, handle, e) {
		return
	}
	c.count.busy.Add(1)
	if c.options.Busy == nil || !known(e.Type) {
		return
	}
	c.start(work, c.regrets, c.options.Busy, e)
}

// shrug acknowledges what the client does not know, so that Slack does not repeat it.
func (c *Client) shrug(_ context.Context, e *Envelope) {
	log := c.options.Log.With("envelope", e.ID)
	log.Warn("envelope of unknown type", "type", legible(e.Type))
	if err := e.Ack(nil); err != nil {
		log.Warn("acknowledge unknown envelope", "error", err)
	}
}

// start runs a handler in a goroutine of its own if there is a token for it.
func (c *Client) start(work context.Context, tokens chan struct{}, h Handler, e *Envelope) bool {
	select {
	case tokens <- struct{}{}:
	default:
		return false
	}
	c.pending.add()
	e.socket.pending.add()
	c.running.Go(func() {
		defer func() { <-tokens }()
		defer e.settle()
		c.run(work, h, e)
	})
	return true
}

// run runs a handler, and survives its panic.
func (c *Client) run(ctx context.Context, h Handler, e *Envelope) {
	defer func() {
		if v := recover(); v != nil {
			c.count.panics.Add(1)
			c.options.Log.Error("handler panicked", "envelope", e.ID, "type", e.Type, "panic", blame(v),
				"stack", string(debug.Stack()))
		}
	}()
	h(ctx, e)
}

// blame describes a panic's value. Only the runtime's own errors may speak: any
// other value may hold what a person typed.
func blame(v any) string {
	if err, ok := v.(runtime.Error); ok {
		return err.Error()
	}
	return fmt.Sprintf("%T", v)
}

// A tally counts what is under way, for at most one waiter at a time.
type tally struct {
	n    *atomic.Int64
	zero chan struct{} // holds a token after the count came to zero
}

func newTally() tally { return tally{new(atomic.Int64), make(chan struct{}, 1)} }

func (t tally) add() { t.n.Add(1) }

func (t tally) done() {
	if t.n.Add(-1) > 0 {
		return
	}
	select {
	case t.zero <- struct{}{}:
	default:
	}
}

// wait returns when the count is zero, ctx has ended or limit is over.
func (t tally) wait(ctx context.Context, limit time.Duration) {
	timer := time.NewTimer(limit)
	defer timer.Stop()
	for t.n.Load() > 0 {
		select {
		case <-t.zero:
		case <-timer.C:
			return
		case <-ctx.Done():
			return
		}
	}
}
