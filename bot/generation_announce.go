package bot

import (
	"context"
	"errors"
	"time"

	"github.com/tierbot/tierbot/program"
)

// tries is how often the managers' channel is told of a suspicion that certainly did not
// arrive, and pauses how long to wait in between.
const (
	tries  = 10
	pauses = 30 * time.Second
)

// alarm is the message that the store which had an epoch is not believed, and why.
func (r *reminder) alarm(why program.Suspicion, epoch string) *attempt {
	to := addressee{inChannel: true, lang: r.bot.lang}
	return &attempt{
		parcel: &parcel{recipient: r.Channel, to: to, reply: say(phrases{to.lang}.suspectStore(why.Reason))},
		id:     r.postID(r.Channel, "suspect "+epoch),
	}
}

// sound tells the managers' channel that the store is not believed, and begins no other try
// when ctx has ended. No post can be claimed in such a store, so that this is told by whoever
// was first to record the suspicion, and at most once: if that process dies, [Bot.Status] of
// every other says so all the same.
func (r *reminder) sound(ctx, serving context.Context, alarm *attempt) {
	defer r.survive()
	var err error
	for range tries {
		if err = r.announce(serving, alarm); err == nil {
			return
		}
		var refused *refusedError
		if errors.As(err, &refused) || errors.Is(err, errInDoubt) || !r.wait(ctx, pauses) {
			break
		}
	}
	r.failed("the managers' channel could not be told that the store has gone back", err)
}

// announce tries to tell the channel once.
func (r *reminder) announce(ctx context.Context, a *attempt) error {
	if err := r.reach(ctx, &program.Recipient{}, &a.to); err != nil {
		return err
	}
	a.begun, a.shown = time.Now(), r.clock().Round(0)
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
