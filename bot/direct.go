package bot

import (
	"context"

	"github.com/tierbot/tierbot/commands"
)

// aside delivers an answer that belongs in the asker's conversation with the bot, and
// says so where they asked. Unless it is certain to have arrived there, they read it, alone,
// where they asked.
func (b *Bot) aside(ctx context.Context, q *inquiry, a answer) error {
	home, err := b.conversation(ctx, q.user)
	if err != nil || home == q.channel && a.where == commands.Replace {
		return b.send(ctx, q, a)
	}
	err = b.draw(view{lang: q.lang, direct: true}, a.Reply, func(m message) error {
		return b.postMessage(ctx, home, "", m)
	})
	switch {
	case err != nil:
		return b.send(ctx, q, a)
	case home == q.channel:
		b.ack(q.envelope, nil)
		return nil
	}
	return b.send(ctx, q, answer{Reply: say(phrases{q.lang}.seeDirect())})
}
