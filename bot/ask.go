package bot

import (
	"context"
	"errors"
	"sync/atomic"
	"time"

	"github.com/tierbot/tierbot/commands"
)

// ask runs the command while the asker waits.
func (b *Bot) ask(ctx context.Context, q *inquiry, req commands.Request) answer {
	ctx, w := b.await(ctx, q)
	defer w.over()
	req.Files = &files{bot: b, began: w.reading}
	if !req.Shared {
		req.Interim = (&progress{bot: b, question: q, began: w.watched}).show
	}
	reply, err := b.run(ctx, q, req)
	if err != nil {
		return answer{Reply: reply, outcome: Unavailable, err: err}
	}
	return answer{Reply: reply, outcome: Done}
}

// errPatience ends a command that takes too long.
var errPatience = errors.New("given up")

// A wait is how long somebody waits for a command: not long, and for one that reads a
// file or tells how far it has come, a minute. What keeps the answer they are told,
// unless it tells itself.
type wait struct {
	began  time.Time
	giveUp context.CancelCauseFunc
	limit  *time.Timer
	notice *time.Timer
	file   atomic.Bool // a file is being read, so that storage is not to blame
}

// await begins to wait. The context ends with the patience.
func (b *Bot) await(ctx context.Context, q *inquiry) (context.Context, *wait) {
	w := &wait{began: time.Now()}
	ctx, w.giveUp = context.WithCancelCause(ctx)
	w.limit = time.AfterFunc(patience-min(time.Since(q.envelope.Received), patience/2), func() { w.giveUp(errPatience) })
	// A slow look-up of the person is no reason to blame storage.
	pause := max(time.Until(q.envelope.Received.Add(noticeAfter)), noticeAfter-ackAfter)
	w.notice = time.AfterFunc(pause, func() { b.notice(ctx, q, w.reason(phrases{q.lang})) })
	return ctx, w
}

// over ends the wait.
func (w *wait) over() {
	w.limit.Stop()
	w.notice.Stop()
	w.giveUp(nil)
}

// reading says that a file is being read.
func (w *wait) reading() {
	w.file.Store(true)
	w.extend()
}

// watched says that the command itself tells how far it has come.
func (w *wait) watched() {
	w.notice.Stop()
	w.extend()
}

// extend makes the patience the longest, from the beginning on.
func (w *wait) extend() { w.limit.Reset(longest - time.Since(w.began)) }

// reason is what keeps the answer, as far as is known.
func (w *wait) reason(say phrases) string {
	if w.file.Load() {
		return say.reading()
	}
	return say.silent()
}

// notice tells the asker what keeps the answer, unless it is there. It is not taken back
// when the answer comes meanwhile, which waits for it. A Home that shows something keeps
// that: nobody has asked for it in so many words.
func (b *Bot) notice(ctx context.Context, q *inquiry, sentence string) {
	defer b.survive(q.envelope, "deliver")
	q.posting.Lock()
	defer q.posting.Unlock()
	if q.answered || q.pane != nil && q.pane.home && !q.pane.blank {
		return
	}
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), noticeTime)
	defer cancel()
	if err := b.send(ctx, q, answer{Reply: say(sentence)}); err != nil {
		b.observer.Failed("deliver")
		b.log.Warn("reason for the delay not delivered", "envelope", q.envelope.ID, "error", err)
	}
}
