package bot

import (
	"context"
	"errors"
	"log/slog"
	"time"

	"github.com/tierbot/tierbot/program"
)

// tries is how often the managers' channel is told of a suspicion that certainly did not
// arrive, and pauses how long to wait in between.
const (
	tries  = 10
	pauses = 30 * time.Second
)

// announceSuspicion tells the managers' channel that the store is not believed. No post
// can be claimed in such a store, so that this is told by whoever was first to record the
// suspicion, and at most once: if that process dies, [Bot.Status] of every other says so
// all the same.
func (r *reminder) announceSuspicion(ctx context.Context, why program.Suspicion, epoch string) {
	to := addressee{inChannel: true, lang: r.bot.lang}
	a := &attempt{
		parcel: &parcel{recipient: r.Channel, to: to, reply: say(phrases{to.lang}.suspectStore(why.Reason))},
		id:     r.postID(r.Channel, "suspect "+epoch),
	}
	var err error
	for range tries {
		if err = r.announce(ctx, a); err == nil {
			return
		}
		var refused *refusedError
		if errors.As(err, &refused) || errors.Is(err, errInDoubt) {
			break
		}
		select {
		case <-time.After(pauses):
		case <-ctx.Done():
			return
		}
	}
	r.failed("the managers' channel could not be told that the store has gone back", err, slog.String("reason", why.Reason))
}

// announce tries to tell the channel once.
func (r *reminder) announce(ctx context.Context, a *attempt) error {
	if err := r.reach(ctx, &program.Recipient{}, &a.to); err != nil {
		return err
	}
	a.parcel.to, a.begun, a.shown = a.to, time.Now(), r.clock().Round(0)
	_, connected, err := r.postOnce(ctx, a)
	switch fateOf(err, connected) {
	case arrived:
		return nil
	case refused:
		return &refusedError{slackCode(err)}
	case unknown:
		return errors.Join(errInDoubt, err)
	}
	return err
}
