package store

import (
	"context"
	_ "embed"
	"fmt"
	"time"

	"github.com/redis/go-redis/v9"

	"github.com/tierbot/tierbot/program"
)

var (
	//go:embed take.lua
	takeLua string

	//go:embed reschedule.lua
	rescheduleLua string

	//go:embed defer.lua
	deferLua string

	takeScript       = redis.NewScript(takeLua)
	rescheduleScript = redis.NewScript(rescheduleLua)
	deferScript      = redis.NewScript(deferLua)
)

// Take leases at most limit recipients that are due and that nobody else has leased,
// those first that have been due for longest. The same lease again, now and until
// included, gets the same recipients again as long as they are due.
func (w *Workspace) Take(ctx context.Context, lease program.Lease, limit int) ([]program.Due, error) {
	reply, err := takeScript.Run(ctx, w.redis, []string{w.keys.due, w.keys.leases},
		lease.Token, millis(lease.Now), millis(lease.Until), limit).Slice()
	if err != nil {
		return nil, fmt.Errorf("take who is due: %w", err)
	}
	all := make([]program.Due, 0, len(reply)/2)
	for r := newRow(reply); len(r.rest) > 0; {
		all = append(all, program.Due{Recipient: r.text(), At: r.time()})
		if err := r.err(); err != nil {
			return nil, fmt.Errorf("take who is due: %w", err)
		}
	}
	return all, nil
}

// Reschedule says when to look at a recipient again, who was read at a revision; the
// zero time: when something changes. Their lease ends. When something has changed since
// they were read, they stay due as they are: that is no error, because whoever takes them
// next sees what has changed.
func (w *Workspace) Reschedule(ctx context.Context, recipient string, revision int64, next time.Time) error {
	at := any("")
	if !next.IsZero() {
		at = millis(next)
	}
	err := rescheduleScript.Run(ctx, w.redis, []string{w.keys.due, w.keys.leases, w.keys.revisions},
		recipient, revision, at).Err()
	if err != nil {
		return fmt.Errorf("reschedule: %w", err)
	}
	return nil
}

// Defer keeps everybody away from a recipient who is due, and stays due, until a time.
// A time that is over ends their lease.
func (w *Workspace) Defer(ctx context.Context, recipient string, until time.Time) error {
	err := deferScript.Run(ctx, w.redis, []string{w.keys.due, w.keys.leases}, recipient, millis(until)).Err()
	if err != nil {
		return fmt.Errorf("defer: %w", err)
	}
	return nil
}

// Hasten makes a recipient due no later than a time, and reports whether they were due
// later, or not at all. When the reply to it was lost, it may say that they were not.
func (w *Workspace) Hasten(ctx context.Context, recipient string, at time.Time) (bool, error) {
	changed, err := w.redis.ZAddArgs(ctx, w.keys.due, redis.ZAddArgs{
		LT: true, Ch: true, Members: []redis.Z{{Score: float64(millis(at)), Member: recipient}},
	}).Result()
	if err != nil {
		return false, fmt.Errorf("hasten: %w", err)
	}
	return changed > 0, nil
}

// millis is an instant as the scripts know it, in Unix milliseconds; 0 is none, and
// nothing is before it.
func millis(t time.Time) int64 { return max(0, t.UnixMilli()) }

// instant is the instant of [millis], in UTC.
func instant(ms int64) time.Time {
	if ms == 0 {
		return time.Time{}
	}
	return time.UnixMilli(ms).UTC()
}
