package bot

import (
	"context"
	"sync"
	"time"
)

// apart is how far this machine's clock and Redis's may be apart.
const apart = time.Minute

// A fuse compares this machine's clock with Redis's. Between two looks at Redis it goes
// on by the clock that nobody can set, so that a step of the machine's shows at once.
type fuse struct {
	mu    sync.Mutex
	redis time.Time // what Redis said last; zero: it did not
	at    time.Time // when, for the clock that nobody can set
}

// compare takes what both clocks say at the same time.
func (f *fuse) compare(redis time.Time) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.redis, f.at = redis, time.Now()
}

// off is by how much the machine's clock is ahead of Redis's; 0 while that is not known.
func (f *fuse) off(machine time.Time) time.Duration {
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.redis.IsZero() {
		return 0
	}
	return machine.Round(0).Sub(f.redis.Round(0).Add(time.Since(f.at)))
}

// blown reports whether the clocks are too far apart to send anything.
func (f *fuse) blown(machine time.Time) bool { return f.off(machine).Abs() > apart }

// watchClock looks at the clock now and then, without asking anybody, and makes the loop
// look at the store when it was set.
func (r *reminder) watchClock(ctx context.Context) {
	ticker := time.NewTicker(r.timing.check)
	defer ticker.Stop()
	for wall, at := r.now(), time.Now(); ; wall, at = r.now(), time.Now() {
		select {
		case <-ticker.C:
		case <-ctx.Done():
			return
		}
		r.checkClock()
		r.state.connected(r.bot.sockets.Status().Live > 0)
		if step := r.now().Round(0).Sub(wall.Round(0)) - time.Since(at); step.Abs() > time.Second {
			r.rouse()
		}
	}
}

// checkClock says once that the clocks disagree, and lets the loop go on when they do not.
func (r *reminder) checkClock() {
	blown := r.fuse.blown(r.Machine())
	switch changed := r.state.clock(blown); {
	case changed && blown:
		r.bot.observer.Failed("reminder")
		r.log.Error("this machine's clock and redis's disagree; nothing is sent until they agree",
			"ahead", r.fuse.off(r.Machine()).Round(time.Second))
	case changed:
		r.log.Info("this machine's clock and redis's agree again")
		r.rouse()
	}
}
