package store

import (
	"context"
	_ "embed"
	"fmt"
	"time"

	"github.com/redis/go-redis/v9"
)

//go:embed seen.lua
var seenLua string

var seenScript = redis.NewScript(seenLua)

// remembered is how long an event is known to have been seen. Slack gives up sending
// one again after an hour or so.
const remembered = 24 * time.Hour

// Seen reports whether an event is in other hands: whether somebody else than owner has
// asked about it within a day. The first who asks gets it, and is told so again
// however often it asks, so that a lost reply loses no event. owner names one attempt
// at handling the event, such as a random id drawn when it arrived.
func (w *Workspace) Seen(ctx context.Context, event, owner string) (bool, error) {
	has, err := seenScript.Run(ctx, w.redis, []string{w.keys.seen(event)}, owner, int(remembered.Seconds())).Text()
	if err != nil {
		return false, fmt.Errorf("claim event: %w", err)
	}
	return has != owner, nil
}
