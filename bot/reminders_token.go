package bot

import (
	"context"
	"sync"
	"time"
)

// broken is that Slack refuses the bot, whoever it writes to. Nothing is sent, and nothing
// is marked, until a person has mended it.
type broken struct {
	mu    sync.Mutex
	code  string    // Slack's; empty: it does not
	tried time.Time // when the token was last tried
}

// set remembers a refusal, and reports whether Slack took the bot until now.
func (b *broken) set(code string) bool {
	b.mu.Lock()
	defer b.mu.Unlock()
	fresh := b.code == ""
	if fresh {
		b.tried = time.Now()
	}
	b.code = code
	return fresh
}

// now reports whether Slack refuses the bot.
func (b *broken) now() bool { return b.why() != "" }

// why is Slack's code for it; empty while Slack does not.
func (b *broken) why() string {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.code
}

// due reports whether a token that was refused may be tried again, and remembers that it is.
func (b *broken) due(now time.Time) bool {
	b.mu.Lock()
	defer b.mu.Unlock()
	if now.Sub(b.tried) < tokenPause {
		return false
	}
	b.tried = now
	return true
}

func (b *broken) mended() {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.code = ""
}

// tokenPause is how long a token that was refused is not tried again.
const tokenPause = time.Minute

// tryToken asks Slack whether it takes the bot again: once a minute, and once for whoever
// asks whether there is anything left to say. A scope that was missing is not seen by that:
// it is tried again with the next message.
func (r *reminder) tryToken(ctx context.Context, asked int) {
	if !r.repose.first(asked) && !r.broken.due(time.Now()) {
		return
	}
	if err := r.checkToken(ctx); err != nil {
		r.failed("slack refuses the bot; nothing is sent", err)
		return
	}
	r.log.Info("slack takes the bot again")
	r.broken.mended()
}

// halt stops everything, since Slack refuses the bot. It is logged once.
func (r *reminder) halt(code string) {
	if r.broken.set(code) {
		r.bot.observer.Failed("reminder")
		r.log.Error("slack refuses the bot; nothing is sent until it is let in again", "code", code)
	}
}

// checkToken asks Slack whose token the bot has.
func (r *reminder) checkToken(ctx context.Context) error {
	return r.bot.web.call(ctx, "auth.test", func(ctx context.Context) error {
		_, err := r.bot.web.AuthTestContext(ctx)
		return err
	})
}

// whose tells whether it is somebody's account that Slack finds inactive, or the bot's own.
func (r *reminder) whose(ctx context.Context, f fate, code string) fate {
	if f == refused && code == "account_inactive" && r.checkToken(ctx) != nil {
		return botBroken
	}
	return f
}
