package main

import (
	"context"
	"fmt"
	"time"

	"github.com/alicebob/miniredis/v2"
	"github.com/alicebob/miniredis/v2/server"
	"github.com/google/uuid"

	"github.com/tierbot/tierbot/bot"
	"github.com/tierbot/tierbot/store"
)

// reachWithin is how long a real Redis has to say anything at all.
const reachWithin = 5 * time.Second

// openRedis opens the store: in a Redis in this process, as it was kept, or in the one
// that the flags name.
func (w *world) openRedis(ctx context.Context, kept *kept) (err error) {
	if w.stage.flags.redis != "" {
		return w.reachRedis(ctx)
	}
	if w.redis, err = miniredis.Run(); err != nil {
		return fmt.Errorf("start the in-process redis: %w", err)
	}
	w.redis.ClockTTL(true)
	w.redis.Server().SetPreHook(named(uuid.NewString()))
	if kept != nil {
		if err := refill(w.redis, kept.Redis); err != nil {
			return err
		}
	}
	w.storage, err = store.Through(w.line.connect, "redis://"+w.redis.Addr())
	return err
}

// named has an in-process Redis say which run of it this is, as a real one does. So the bot
// notices that it was started anew, perhaps without its last moments, and looks for each
// message for a day before it sends it.
func named(run string) server.Hook {
	return func(c *server.Peer, command string, args ...string) bool {
		if command != "INFO" || len(args) != 1 || args[0] != "server" {
			return false
		}
		c.WriteBulk("# Server\r\nrun_id:" + run + "\r\n")
		return true
	}
}

// reachRedis opens the store in a real Redis. All its keys begin with the id of the
// sandbox's workspace, which no real one can have.
func (w *world) reachRedis(ctx context.Context) (err error) {
	if w.storage, err = store.Through(w.line.connect, w.stage.flags.redis); err != nil {
		return fmt.Errorf("-redis: %w", err)
	}
	return w.reached(ctx)
}

// reached reports why a real Redis does not answer.
func (w *world) reached(ctx context.Context) error {
	ctx, cancel := context.WithTimeout(ctx, reachWithin)
	defer cancel()
	if err := w.storage.Ping(ctx); err != nil {
		return fmt.Errorf("-redis: it cannot be reached: %w", bot.Redact(err))
	}
	return nil
}

// replaceable reports why the world has to go on as it is: what a real Redis holds of it
// could not be taken away. Trouble on the line is none of Redis's, and over for that.
func (w *world) replaceable(ctx context.Context) error {
	if w.redis != nil {
		return nil
	}
	w.line.mend()
	return w.reached(ctx)
}

// erase takes away what a real Redis holds of the world; that of one in this process goes
// with it.
func (w *world) erase(ctx context.Context) error {
	if w.redis != nil {
		return nil
	}
	return w.partners.Erase(ctx)
}
