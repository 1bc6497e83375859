package bot

import (
	"context"
	"fmt"
	"time"

	"github.com/google/uuid"

	"github.com/tierbot/tierbot/program"
)

// An attempt is one try at a post.
type attempt struct {
	*parcel
	id     string
	number int // how often it has been tried, this one included
	post   program.Post

	// When it was claimed, or a little before: by the clock that nobody can set, by the
	// machine's, which goes on while it sleeps, and as it is stored.
	begun, shown, wall time.Time
}

// elapsed is how long ago the attempt was claimed.
func (r *reminder) elapsed(a *attempt) time.Duration {
	return max(time.Since(a.begun), r.clock().Round(0).Sub(a.shown))
}

// queueUp waits until Slack takes another message, and one more in the managers' channel.
func (r *reminder) queueUp(ctx context.Context, p *parcel) error {
	if p.to.inChannel {
		if err := r.channel.Wait(ctx); err != nil {
			return &postponed{r.now(), "the channel is busy"}
		}
	}
	if err := r.bot.web.lane("chat.postMessage").enter(ctx); err != nil {
		return &postponed{r.now().Add(r.timing.retry), "slack is busy"}
	}
	return nil
}

// claim gets the right to try a post once. While all replicas together are as fast as they
// may be, one message of each waits for its turn, and the others behind it.
func (r *reminder) claim(ctx context.Context, t *turn, p *parcel) (*attempt, error) {
	select {
	case r.claiming <- struct{}{}:
		defer func() { <-r.claiming }()
	case <-ctx.Done():
		return nil, &postponed{r.now(), "too many are waiting"}
	}
	for !t.ending() && r.hasTime(t) {
		seen := r.generation.seen()
		a := &attempt{parcel: p, id: r.postID(p.recipient, p.name), begun: time.Now(), shown: r.clock().Round(0), wall: r.now()}
		claimed, err := r.Outbox.Claim(ctx, program.Claim{
			Recipient: p.recipient, Name: p.name, Token: uuid.NewString(), Place: p.to.place,
			Now: a.wall, Until: a.wall.Add(r.timing.lease), Tellings: p.tellings, Day: r.Rules.Today(a.wall), Pace: r.timing.pace,
		})
		if err != nil {
			return nil, fmt.Errorf("claim post: %w", err)
		}
		r.checkpoint("d")
		switch claimed.Verdict {
		case program.Settled, program.InDoubt:
			return nil, errAgain
		case program.Yours:
			a.number, a.post = claimed.Post.Attempt, claimed.Post
			if !r.claimable(seen, &claimed) {
				return nil, r.release(ctx, a, &postponed{a.wall.Add(r.timing.lease), "the store has gone back"})
			}
			return a, nil
		}
		wait := later(claimed.Wait, a.wall.Add(r.timing.retry))
		if claimed.Verdict == program.Held && wait.After(a.wall.Add(r.timing.between)) {
			return nil, &postponed{r.after(wait, claimed.Post.Attempt), string(claimed.Verdict)}
		}
		if claimed.Verdict != program.Held || !r.wait(ctx, wait.Sub(a.wall)) {
			return nil, &postponed{wait, string(claimed.Verdict)}
		}
	}
	return nil, &postponed{r.now(), "ending, or too many were waiting"}
}

// wait waits, and reports whether it could.
func (r *reminder) wait(ctx context.Context, d time.Duration) bool {
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-timer.C:
		return true
	case <-ctx.Done():
		return false
	}
}

// later is the later of two instants.
func later(a, b time.Time) time.Time {
	if a.After(b) {
		return a
	}
	return b
}
