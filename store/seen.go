package store

import (
	"context"
	_ "embed"
	"fmt"
	"time"

	"github.com/google/uuid"
	"github.com/redis/go-redis/v9"
)

//go:embed seen.lua
var seenLua string

var seenScript = redis.NewScript(seenLua)

// remembered is how long something is known to have been seen, far longer than Slack
// goes on sending an event again.
const remembered = 24 * time.Hour

// Seen reports whether something, such as an event, was seen before, by any replica, and
// remembers it for a day. Of many who ask at once, one is told that it was not. On an error
// nothing is known.
//
// Every call asks in a name of its own, and the first name stays with what was seen: a
// command sent again because its reply was lost gets the reply that was lost.
func (w *Workspace) Seen(ctx context.Context, name string) (bool, error) {
	caller := uuid.NewString()
	first, err := seenScript.Run(ctx, w.redis, []string{w.keys.seen(name)}, caller, int(remembered.Seconds())).Text()
	if err != nil {
		return false, fmt.Errorf("look up what was seen: %w", err)
	}
	return first != caller, nil
}
