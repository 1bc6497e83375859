package store

import (
	"context"
	_ "embed"
	"fmt"
	"strconv"
	"time"

	"github.com/redis/go-redis/v9"

	"github.com/tierbot/tierbot/program"
)

//go:embed refuse.lua
var refuseLua string

var refuseScript = redis.NewScript(refuseLua)

const (
	// refusalsKept is about how many refusals there are at most.
	refusalsKept = 10_000

	// refusalsCompared is among how many of the newest a refusal is kept once.
	refusalsCompared = 100
)

// Refuse keeps a refusal. One gesture of one person is kept once, however often it comes,
// as long as fewer than a hundred others have come in between: it is sent again within
// seconds, and to look further back would make each refusal dearer than what it refuses.
func (w *Workspace) Refuse(ctx context.Context, r program.Refusal) error {
	err := refuseScript.Run(ctx, w.redis, []string{w.keys.refused},
		r.Op, r.By, r.At.UnixMilli(), r.What, r.Reason, refusalsCompared, refusalsKept).Err()
	if err != nil {
		return fmt.Errorf("keep refusal: %w", err)
	}
	return nil
}

// Refusals are the newest refusals, at most limit, the newest first.
func (w *Workspace) Refusals(ctx context.Context, limit int) ([]program.Refusal, error) {
	messages, err := w.redis.XRevRangeN(ctx, w.keys.refused, "+", "-", int64(limit)).Result()
	if err != nil {
		return nil, fmt.Errorf("read refusals: %w", err)
	}
	refusals := make([]program.Refusal, 0, len(messages))
	for _, message := range messages {
		text := func(field string) string { s, _ := message.Values[field].(string); return s }
		at, err := strconv.ParseInt(text("at"), 10, 64)
		if err != nil {
			return nil, fmt.Errorf("read refusals: number %s: %w", message.ID, errNotStored)
		}
		refusals = append(refusals, program.Refusal{
			Op: text("op"), By: text("by"), At: time.UnixMilli(at).UTC(), What: text("what"), Reason: text("reason"),
		})
	}
	return refusals, nil
}
