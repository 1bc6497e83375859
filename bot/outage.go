package bot

import (
	"context"
	"sync"
	"time"
)

// streak is how many calls in a row that Slack has not answered look like an outage.
const streak = 3

// An outage is what Slack's silence looks like to this replica. While it seems to last,
// nobody is taken up: one look at each of a thousand people every few seconds would bring
// nothing but work for Redis and lines in the log.
type outage struct {
	mu    sync.Mutex
	inRow int       // calls that were not answered since the last that was
	until time.Time // nobody is taken up before, by the clock that nobody can set
}

// answered says that Slack has answered to a message, whatever it said.
func (o *outage) answered() {
	o.mu.Lock()
	defer o.mu.Unlock()
	o.inRow = 0
}

// unanswered counts a call that Slack has not answered. When it is one of several in a row
// nobody is taken up for some time. It returns how many there were beyond those; negative:
// there were not enough.
func (o *outage) unanswered(pause time.Duration) (beyond int) {
	o.mu.Lock()
	defer o.mu.Unlock()
	o.inRow++
	if o.inRow >= streak {
		o.until = time.Now().Add(pause)
	}
	return o.inRow - streak
}

// left is for how long nobody is to be taken up.
func (o *outage) left() time.Duration {
	o.mu.Lock()
	defer o.mu.Unlock()
	return max(0, time.Until(o.until))
}

// longestPause is how long a pause is at most.
const longestPause = 10 * time.Minute

// pause is until when to wait after a message that certainly was not sent. What Slack
// says of its pace is for all replicas; that it cannot be reached may be this one's trouble.
func (r *reminder) pause(ctx context.Context, err error) *postponed {
	after, limited := rateLimit(err)
	if !limited {
		r.outage.unanswered(r.timing.brake)
		r.failed("slack could not be reached with a reminder", err)
		return &postponed{r.now().Add(r.timing.between), "not sent"}
	}
	r.outage.answered()
	after = min(max(after, time.Second), longestPause)
	r.bot.web.lane("chat.postMessage").close(after)
	until := r.now().Add(after)
	if err := r.Outbox.Pause(ctx, until); err != nil {
		r.failed("the others could not be told of a pause", err)
	}
	return &postponed{until, "slack wants a pause"}
}

// brake pauses everybody while Slack seems to be out and messages are in doubt, so that
// nobody's attempts are used up by that: longer each time, up to ten minutes. It returns the
// end of the pause; zero when there is none.
func (r *reminder) brake(ctx context.Context) time.Time {
	beyond := r.outage.unanswered(r.timing.brake)
	if beyond < 0 {
		return time.Time{}
	}
	until := r.now().Add(min(r.timing.brake<<min(beyond, 10), longestPause))
	if err := r.Outbox.Pause(ctx, until); err != nil {
		r.failed("the others could not be told of a pause", err)
	}
	return until
}

// after is when somebody's turn comes after a pause. The first to be tried then finds out
// whether Slack answers again: whoever has had fewer attempts goes before the others.
func (r *reminder) after(pause time.Time, attempts int) time.Time {
	return pause.Add(time.Duration(attempts) * r.timing.retry)
}
