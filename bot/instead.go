package bot

import (
	"context"

	"github.com/tierbot/tierbot/commands"
)

// public reports whether the question is a button below a message that a whole channel
// reads. Of the bot's messages only those that speak first are such: what is shared has no
// buttons.
func (q *inquiry) public() bool {
	return q.way == byButton && !q.private && q.address != ""
}

// instead puts what everybody is to read in the place of the message with the button, as a
// channel is told anything. Whoever pressed has their answer. When it fails the message
// stays, and its buttons answer what is true by then.
func (b *Bot) instead(ctx context.Context, q *inquiry, n *commands.Notice) {
	if n == nil || !q.public() {
		return
	}
	defer b.survive(q.envelope, "deliver")
	ctx, cancel := context.WithTimeout(ctx, deliveryTime)
	defer cancel()
	err := b.draw(view{lang: b.lang, direct: true}, n.In(b.lang), func(m message) error {
		replace := true
		m.ReplaceOriginal = &replace
		return wrap("replace message", b.web.respond(ctx, q.address, m))
	})
	if err != nil {
		b.observer.Failed("deliver")
		b.log.Warn("message not replaced by what was decided", "envelope", q.envelope.ID, "error", Redact(err))
	}
}
