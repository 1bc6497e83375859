package sandbox

import (
	"cmp"
	"math"
	"slices"
	"sync"
	"sync/atomic"
	"time"

	"golang.org/x/time/rate"
)

// limiter holds Slack's request limits, all in real time: each method has the
// requests a minute of its tier, all of which may come at once; besides,
// chat.postMessage has one a second for each channel with a small burst. It counts even
// while nothing is refused, so that one can see how near the limits an app comes.
type limiter struct {
	refuses atomic.Bool

	mu    sync.Mutex
	byKey map[string]*rate.Limiter
}

// channelBurst is how many messages a channel takes at once. Slack gives no
// number and says that short bursts are tolerated.
const channelBurst = 5

func newLimiter(refuses bool) *limiter {
	l := &limiter{byKey: make(map[string]*rate.Limiter)}
	l.refuses.Store(refuses)
	return l
}

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
	if m.tier == 0 {
		return nil
	}
	delay := w.limiter.wait(c.method, float64(m.tier), m.tier)
	if delay == 0 && c.method == "chat.postMessage" {
		delay = w.limiter.wait("channel "+c.text("channel"), 60, channelBurst)
	}
	if delay == 0 || !w.limiter.refuses.Load() {
		return nil
	}
	return &apiError{code: "ratelimited", wait: int(math.Ceil(delay.Seconds()))}
}

// budget is a limit of which something is used up.
type budget struct {
	Name  string  `json:"name"` // the method, or the channel
	Left  int     `json:"left"` // how many calls may come at once
	Burst int     `json:"burst"`
	Whole float64 `json:"whole"` // seconds until all may come at once again
}

// spent is every limit of which something is used up, the scarcest first.
func (l *limiter) spent() []budget {
	l.mu.Lock()
	defer l.mu.Unlock()
	used := []budget{}
	for key, lim := range l.byKey {
		left, burst := lim.Tokens(), lim.Burst()
		missing := float64(burst) - left
		if missing < 0.01 {
			continue
		}
		used = append(used, budget{
			Name: key, Left: max(int(left), 0), Burst: burst, Whole: missing / float64(lim.Limit()),
		})
	}
	slices.SortFunc(used, func(a, b budget) int {
		return cmp.Or(cmp.Compare(a.Left, b.Left), cmp.Compare(a.Name, b.Name))
	})
	return used
}
