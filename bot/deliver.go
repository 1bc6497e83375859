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
	var attached *attachment
	if a.File != nil {
		attached = b.attach(ctx, q, &a)
	}
	q.posting.Lock()
	defer q.posting.Unlock()
	q.answered = true
	ctx, cancel := context.WithTimeout(ctx, deliveryTime)
	defer cancel()
	err := b.bring(ctx, q, a)
	q.interim = "" // what follows takes nothing's place
	if err != nil {
		b.observer.Failed("deliver")
	}
	if err != nil && a.where == commands.Share && !errors.Is(err, errInDoubt) {
		sorry := answer{Reply: say(phrases{q.lang}.refusedPost())}
		err = errors.Join(err, b.send(ctx, q, sorry))
	}
	return errors.Join(err, b.complete(ctx, q, attached))
}

// bring shows the answer where it belongs: in the form that asked, as a form of its
// own, below the row with which it was asked, in the conversation with the bot, or below
// what was asked.
func (b *Bot) bring(ctx context.Context, q *inquiry, a answer) error {
	switch {
	case q.sheet != nil && b.fillIn(q, a), b.opened(ctx, q, a), b.settled(ctx, q, a):
		return nil
	case a.Direct && a.where != commands.Share && !q.lasts():
		return b.aside(ctx, q, a)
	}
	return b.send(ctx, q, a)
}

// send delivers an answer in the form this workspace takes, and in a plainer one when
// it is refused. Its caller holds q.posting.
func (b *Bot) send(ctx context.Context, q *inquiry, a answer) error {
	if q.inPane() {
		if shown, err := b.inPane(ctx, q, a); shown {
			return err
		}
	}
	v := view{lang: q.lang, public: a.where == commands.Share, direct: isDirect(q.channel) || q.channel == ""}
	return b.draw(v, a.Reply, func(m message) error {
		if a.where == commands.Answer && q.inAck && b.mayAck(q, &m) && b.ack(q.envelope, m) {
			return nil
		}
		err := b.post(ctx, q, m, a.where)
		if err == nil && m.novel() {
			b.plainness.tookNovel(time.Now())
		}
		return err
	})
}

// mayAck reports whether a message may be the acknowledgement, of which nobody hears that
// it was refused: a table goes by a way on which that is heard unless one was taken lately,
// and an empty acknowledgement ahead of it.
func (b *Bot) mayAck(q *inquiry, m *message) bool {
	if !m.novel() || b.plainness.knowsNovel(time.Now()) {
		return true
	}
	b.ack(q.envelope, nil)
	return false
}

// draw posts a reply as richly as this workspace takes it.
func (b *Bot) draw(v view, r commands.Reply, post func(message) error) error {
	v.form, v.sober = b.plainness.form(time.Now()), b.plainness.soberly(time.Now())
	for {
		m := v.draw(r)
		err := post(m)
		if v.form == bare || !refusedBlocks(err) {
			return err
		}
		b.log.Error("slack refused the blocks of an answer; plainer ones follow", "error", err)
		if m.novel() {
			b.plainness.refusedNovel(time.Now())
			v.sober = true
			continue
		}
		b.plainness.refused(v.form, time.Now())
		v.form++
	}
}

// errInDoubt says that a message may have been posted, although Slack did not say so.
var errInDoubt = errors.New("it may have been posted all the same")

// postAgain are the pauses after which all ways are tried again when none was open, for as
// long as an answer is worth it: what is wrong inside Slack often is so for a moment.
var postAgain = [...]time.Duration{500 * time.Millisecond, 2 * time.Second, 5 * time.Second}

// post delivers a message by the first way that takes it. Only the asker reads a
// private answer, so it had better come twice than not at all, and is tried again; what a
// channel reads goes another way only when it certainly did not arrive by the one before.
func (b *Bot) post(ctx context.Context, q *inquiry, m message, where commands.Effect) error {
	for _, again := range postAgain {
		err, passes := b.postOnce(ctx, q, m, where)
		if err == nil || !passes || !pause(ctx, again) {
			return err
		}
	}
	err, _ := b.postOnce(ctx, q, m, where)
	return err
}

// postOnce tries each way once, and reports whether what is wrong may pass.
func (b *Bot) postOnce(ctx context.Context, q *inquiry, m message, where commands.Effect) (err error, passes bool) {
	var problems []error
	for _, way := range b.ways(q, m, where) {
		err := way(ctx)
		if err == nil || refusedBlocks(err) {
			return err, false
		}
		problems = append(problems, err)
		passes = passes || passing(err)
		if where == commands.Share && !notPosted(err) {
			problems = append(problems, errInDoubt)
			break
		}
	}
	return errors.Join(problems...), passes && where != commands.Share
}

// lasts reports whether an answer is a message that stays and can be changed: what was
// asked in the bot's conversation in so many words, or in a form, is answered there.
func (q *inquiry) lasts() bool {
	return q.way == byMessage || q.way == byForm && isDirect(q.channel)
}

// ways are the ways a message can go, the best first.
func (b *Bot) ways(q *inquiry, m message, where commands.Effect) []func(context.Context) error {
	var ways []func(context.Context) error
	if q.interim != "" {
		ways = append(ways, func(ctx context.Context) error {
			return wrap("replace message", b.updateMessage(ctx, q.channel, q.interim, m))
		})
	}
	respond := func(address string) func(context.Context) error {
		return func(ctx context.Context) error {
			replace := where == commands.Replace && address == q.address
			m.ReplaceOriginal = &replace
			m.ResponseType = ephemeral
			if where == commands.Share {
				m.ResponseType = inChannel
			}
			return wrap("answer by response url", b.web.respond(ctx, address, m))
		}
	}
	if q.address != "" {
		ways = append(ways, respond(q.address))
	}
	if where == commands.Share || q.lasts() {
		ways = append(ways, func(ctx context.Context) error {
			return wrap("post message", b.postMessage(ctx, q.channel, q.thread, m))
		})
	}
	if where == commands.Share {
		return ways
	}
	if q.channel != "" {
		ways = append(ways, func(ctx context.Context) error {
			return wrap("post ephemeral message", b.postEphemeral(ctx, q, m))
		})
	}
	ways = append(ways, func(ctx context.Context) error {
		return wrap("post direct message", b.postDirect(ctx, q.user, m))
	})
	if q.spare != "" {
		ways = append(ways, respond(q.spare))
	}
	return ways
}

func wrap(operation string, err error) error {
	if err == nil {
		return nil
	}
	return fmt.Errorf("%s: %w", operation, err)
}

func (b *Bot) postMessage(ctx context.Context, channel, thread string, m message) error {
	_, err := b.postedMessage(ctx, channel, thread, m)
	return err
}

// postedMessage posts a message and returns its ts.
func (b *Bot) postedMessage(ctx context.Context, channel, thread string, m message) (ts string, err error) {
	options := m.options()
	if thread != "" {
		options = append(options, slack.MsgOptionTS(thread))
	}
	err = b.web.call(ctx, "chat.postMessage", func(ctx context.Context) (err error) {
		_, ts, err = b.web.PostMessageContext(ctx, channel, options...)
		return err
	})
	return ts, err
}

// updateMessage puts a message in the place of another, whose blocks stay unless it says
// that there are none.
func (b *Bot) updateMessage(ctx context.Context, channel, ts string, m message) error {
	options := m.options()
	if len(m.Blocks) == 0 {
		options = append(options, slack.MsgOptionBlocks())
	}
	return b.web.call(ctx, "chat.update", func(ctx context.Context) error {
		_, _, _, err := b.web.UpdateMessageContext(ctx, channel, ts, options...)
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
	channel, err := b.conversation(ctx, user)
	if err != nil {
		return err
	}
	return b.postMessage(ctx, channel, "", m)
}

// conversation is the id of somebody's conversation with the bot.
func (b *Bot) conversation(ctx context.Context, user string) (string, error) {
	var channel *slack.Channel
	err := b.web.call(ctx, "conversations.open", func(ctx context.Context) (err error) {
		channel, _, _, err = b.web.OpenConversationContext(ctx, &slack.OpenConversationParameters{Users: []string{user}})
		return err
	})
	if err != nil {
		return "", err
	}
	return channel.ID, nil
}
