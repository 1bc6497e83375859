package sandbox

import (
	"math"
	"sync"
	"time"

	"golang.org/x/time/rate"
)

// limiter holds Slack's request limits, all in real time: each method has the
// requests a minute of its tier, all of which may come at once; besides,
// chat.postMessage has one a second for each channel with a small burst.
type limiter struct {
	mu    sync.Mutex
	byKey map[string]*rate.Limiter
}

// channelBurst is how many messages a channel takes at once. Slack gives no
// number and says that short bursts are tolerated.
const channelBurst = 5

func newLimiter() *limiter { return &limiter{byKey: make(map[string]*rate.Limiter)} }

// wait returns how long a call must wait; zero means that it may go.
func (l *limiter) wait(key string, perMinute float64, burst int) time.Duration {
	l.mu.Lock()
	defer l.mu.Unlock()
	lim := l.byKey[key]
	if lim == nil {
		lim = rate.NewLimiter(rate.Limit(perMinute/60), burst)
		l.byKey[key] = lim
	}
	r := lim.Reserve()
	delay := r.Delay()
	if delay > 0 {
		r.Cancel()
	}
	return delay
}

func (w *Workspace) limit(m method, c *call) *apiError {
	if !w.opts.RateLimits || m.tier == 0 {
		return nil
	}
	delay := w.limiter.wait(c.method, float64(m.tier), m.tier)
	if delay == 0 && c.method == "chat.postMessage" {
		delay = w.limiter.wait("channel "+c.text("channel"), 60, channelBurst)
	}
	if delay == 0 {
		return nil
	}
	return &apiError{code: "ratelimited", wait: int(math.Ceil(delay.Seconds()))}
}
