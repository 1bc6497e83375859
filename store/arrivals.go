package store

import (
	"context"
	_ "embed"
	"fmt"
	"strconv"
	"strings"
	"time"

	"github.com/redis/go-redis/v9"

	"github.com/tierbot/tierbot/program"
)

//go:embed dealt.lua
var dealtLua string

var dealtScript = redis.NewScript(dealtLua)

// Sent are the posts that are known to have arrived since a time, at most limit, those
// that became known last first. About the newest hundred thousand are kept.
func (w *Workspace) Sent(ctx context.Context, since time.Time, limit int) ([]program.Arrival, error) {
	messages, err := w.redis.XRevRangeN(ctx, w.keys.sent, "+", "-", int64(limit)).Result()
	if err != nil {
		return nil, fmt.Errorf("read what was sent: %w", err)
	}
	arrivals := make([]program.Arrival, 0, len(messages))
	for _, message := range messages {
		text := func(field string) string { s, _ := message.Values[field].(string); return s }
		at, err := strconv.ParseInt(text("at"), 10, 64)
		if err != nil {
			return nil, fmt.Errorf("read what was sent: number %s: %w", message.ID, errNotStored)
		}
		if at < millis(since) {
			continue // clocks differ, and others may follow
		}
		arrivals = append(arrivals, program.Arrival{
			Recipient: text("recipient"), Name: text("post"), Stamp: text("stamp"), At: instant(at),
			Partners: strings.FieldsFunc(text("partners"), func(r rune) bool { return r == '\n' }),
		})
	}
	return arrivals, nil
}

// Handed are those who could not be reached and whose posts were handed on, each with the
// last, in no order, until that is dealt with.
func (w *Workspace) Handed(ctx context.Context) ([]program.Unreached, error) {
	values, err := w.redis.HGetAll(ctx, w.keys.handed).Result()
	if err != nil {
		return nil, fmt.Errorf("read who was not reached: %w", err)
	}
	all := make([]program.Unreached, 0, len(values))
	for recipient, value := range values {
		f := fields{rest: value}
		u := program.Unreached{Recipient: recipient, At: instant(f.number()), Name: f.text(), Reason: f.text()}
		if f.bad {
			return nil, fmt.Errorf("read who was not reached: %w", errNotStored)
		}
		all = append(all, u)
	}
	return all, nil
}

// Dealt forgets that somebody was not reached. Of whom something else is known by now
// stays.
func (w *Workspace) Dealt(ctx context.Context, u program.Unreached) error {
	value := strings.Join([]string{strconv.FormatInt(millis(u.At), 10), u.Name, u.Reason}, tab)
	if err := dealtScript.Run(ctx, w.redis, []string{w.keys.handed}, u.Recipient, value).Err(); err != nil {
		return fmt.Errorf("forget who was not reached: %w", err)
	}
	return nil
}
