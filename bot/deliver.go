package bot

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/slack-go/slack"

	"github.com/tierbot/tierbot/bot/socketmode"
	"github.com/tierbot/tierbot/commands"
)

// ack acknowledges an envelope, with an answer in it or with nothing, and reports
// whether the acknowledgement was written with what was given.
func (b *Bot) ack(e *socketmode.Envelope, payload any) bool {
	err := e.Ack(payload)
	if errors.Is(err, socketmode.ErrAckTooLarge) {
		b.ack(e, nil)
		return false
	}
	if errors.Is(err, socketmode.ErrAcked) {
		return false
	}
	b.once.settle(e.ID)
	if err != nil {
		b.observer.Failed("ack")
		b.log.Warn("envelope not acknowledged", "envelope", e.ID, "error", err)
		return false
	}
	b.observer.Acked(time.Since(e.Received))
	return true
}

// deliver brings the answer to its reader. The time for it begins now: a command that
// was given up at the last moment still has an answer.
func (b *Bot) deliver(ctx context.Context, q *inquiry, a answer) error {
	q.posting.Lock()
	defer q.posting.Unlock()
	q.answered = true
	ctx, cancel := context.WithTimeout(ctx, deliveryTime)
	defer cancel()
	err := b.send(ctx, q, a)
	if err != nil {
		b.observer.Failed("deliver")
	}
	if err != nil && a.where == commands.Share && !errors.Is(err, errInDoubt) {
		sorry := answer{Reply: say(phrases{q.lang}.refusedPost())}
		return errors.Join(err, b.send(ctx, q, sorry))
	}
	return err
}

// send delivers an answer in the form this workspace takes, and in a plainer one when
// it is refused. Its caller holds q.posting.
func (b *Bot) send(ctx context.Context, q *inquiry, a answer) error {
	v := view{lang: q.lang, public: a.where == commands.Share, direct: isDirect(q.channel)}
	for v.form = b.plainness.form(time.Now()); ; v.form++ {
		m := v.draw(a.Reply)
		if a.where == commands.Answer && q.inAck && b.ack(q.envelope, m) {
			return nil
		}
		err := b.post(ctx, q, m, a.where)
		if v.form == bare || !refusedBlocks(err) {
			return err
		}
		b.log.Error("slack refused the blocks of an answer; plainer ones follow", "envelope", q.envelope.ID, "error", err)
		b.plainness.refused(v.form, time.Now())
	}
}

// errInDoubt says that a message may have been posted, although Slack did not say so.
var errInDoubt = errors.New("it may have been posted all the same")

// post delivers a message by the first way that takes it. Only the asker reads a
// private answer, so it had better come twice than not at all; what a channel reads
// goes another way only when it certainly did not arrive by the one before.
func (b *Bot) post(ctx context.Context, q *inquiry, m message, where commands.Effect) error {
	var problems []error
	for _, way := range b.ways(q, m, where) {
		err := way(ctx)
		if err == nil || refusedBlocks(err) {
			return err
		}
		problems = append(problems, err)
		if where == commands.Share && !notPosted(err) {
			problems = append(problems, errInDoubt)
			break
		}
	}
	return errors.Join(problems...)
}

// ways are the ways a message can go, the best first.
func (b *Bot) ways(q *inquiry, m message, where commands.Effect) []func(context.Context) error {
	var ways []func(context.Context) error
	if q.address != "" {
		ways = append(ways, func(ctx context.Context) error {
			replace := where == commands.Replace
			m.ReplaceOriginal = &replace
			m.ResponseType = ephemeral
			if where == commands.Share {
				m.ResponseType = inChannel
			}
			return wrap("answer by response url", b.web.respond(ctx, q.address, m))
		})
	}
	if where == commands.Share || q.way == byMessage {
		return append(ways, func(ctx context.Context) error {
			return wrap("post message", b.postMessage(ctx, q.channel, q.thread, m))
		})
	}
	return append(ways,
		func(ctx context.Context) error {
			return wrap("post ephemeral message", b.postEphemeral(ctx, q, m))
		},
		func(ctx context.Context) error {
			return wrap("post direct message", b.postDirect(ctx, q.user, m))
		})
}

func wrap(operation string, err error) error {
	if err == nil {
		return nil
	}
	return fmt.Errorf("%s: %w", operation, err)
}

func (b *Bot) postMessage(ctx context.Context, channel, thread string, m message) error {
	options := m.options()
	if thread != "" {
		options = append(options, slack.MsgOptionTS(thread))
	}
	return b.web.call(ctx, "chat.postMessage", func(ctx context.Context) error {
		_, _, err := b.web.PostMessageContext(ctx, channel, options...)
		return err
	})
}

func (b *Bot) postEphemeral(ctx context.Context, q *inquiry, m message) error {
	options := m.options()
	if q.thread != "" {
		options = append(options, slack.MsgOptionTS(q.thread))
	}
	return b.web.call(ctx, "chat.postEphemeral", func(ctx context.Context) error {
		_, err := b.web.PostEphemeralContext(ctx, q.channel, q.user, options...)
		return err
	})
}

func (b *Bot) postDirect(ctx context.Context, user string, m message) error {
	var channel *slack.Channel
	err := b.web.call(ctx, "conversations.open", func(ctx context.Context) (err error) {
		channel, _, _, err = b.web.OpenConversationContext(ctx, &slack.OpenConversationParameters{Users: []string{user}})
		return err
	})
	if err != nil {
		return err
	}
	return b.postMessage(ctx, channel.ID, "", m)
}
