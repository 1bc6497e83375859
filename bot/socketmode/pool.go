package socketmode

import (
	"context"
	"slices"
	"sync"
	"time"
)

// A phase is a stage of a socket's life. It only grows.
type phase int

const (
	joining phase = iota // dialled, no hello yet
	fresh                // in service
	warned               // in service, but Slack has announced its end
	leaving              // a close frame was sent or a write failed: nothing more goes out
)

// A pool knows the client's sockets and guards their phases. It exists so that
// "is another one still fresh" is asked and answered at one instant: of two sockets
// that are warned together exactly one must find that nobody relieves it.
type pool struct {
	limit int // sockets at once, those being dialled included

	mu      sync.Mutex
	sockets []*socket // oldest first
	dialing int
	changed chan struct{} // closed and replaced when a socket comes, goes or changes phase
	down    time.Time     // since when no socket is in service; zero when one is
}

func newPool(limit int, now time.Time) *pool {
	return &pool{limit: limit, changed: make(chan struct{}), down: now}
}

// room reserves the right to dial. When the limit is reached, the oldest socket
// that waits to be closed is told to leave first.
func (p *pool) room(ctx context.Context) error {
	for {
		p.mu.Lock()
		if len(p.sockets)+p.dialing < p.limit {
			p.dialing++
			p.mu.Unlock()
			return nil
		}
		changed := p.changed
		for _, s := range p.sockets {
			if s.phase >= warned {
				s.retire()
				break
			}
		}
		p.mu.Unlock()
		select {
		case <-changed:
		case <-ctx.Done():
			return ctx.Err()
		}
	}
}

// abandon gives back what room reserved.
func (p *pool) abandon(now time.Time) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.dialing--
	p.signal(now)
}

// add puts a dialled socket in the place that room reserved.
func (p *pool) add(s *socket) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.dialing--
	p.sockets = append(p.sockets, s)
}

// enter moves a socket on to a later phase, and reports whether another socket is
// fresh at that instant.
func (p *pool) enter(s *socket, next phase, now time.Time) (relieved bool) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if next > s.phase {
		s.phase = next
		p.signal(now)
	}
	return slices.ContainsFunc(p.sockets, func(o *socket) bool { return o != s && o.phase == fresh })
}

// remove forgets a socket.
func (p *pool) remove(s *socket, now time.Time) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if i := slices.Index(p.sockets, s); i >= 0 {
		p.sockets = slices.Delete(p.sockets, i, i+1)
	}
	s.phase = leaving
	p.signal(now)
}

// signal wakes the waiters and keeps the time of being down. Its caller holds mu.
func (p *pool) signal(now time.Time) {
	close(p.changed)
	p.changed = make(chan struct{})
	switch live := p.live(); {
	case live > 0:
		p.down = time.Time{}
	case p.down.IsZero():
		p.down = now
	}
}

// live counts the sockets in service. Its caller holds mu.
func (p *pool) live() int {
	n := 0
	for _, s := range p.sockets {
		if s.phase == fresh || s.phase == warned {
			n++
		}
	}
	return n
}

// another returns a socket in service other than s, a fresh one if there is one, and
// the newest of these. With none it returns nil and a channel that is closed on the
// next change.
func (p *pool) another(s *socket) (*socket, <-chan struct{}) {
	p.mu.Lock()
	defer p.mu.Unlock()
	var best *socket
	for _, o := range p.sockets {
		if o == s || (o.phase != fresh && o.phase != warned) {
			continue
		}
		if best == nil || o.phase <= best.phase {
			best = o
		}
	}
	return best, p.changed
}

// snapshot returns the sockets, oldest first.
func (p *pool) snapshot() []*socket {
	p.mu.Lock()
	defer p.mu.Unlock()
	return slices.Clone(p.sockets)
}
