package bot

import (
	"context"
	"encoding/json"
	"log/slog"
	"slices"
	"time"

	"github.com/tierbot/tierbot/bot/socketmode"
	"github.com/tierbot/tierbot/commands"
)

// handle deals with one envelope.
func (b *Bot) handle(ctx context.Context, e *socketmode.Envelope) {
	b.log.LogAttrs(ctx, slog.LevelDebug, "envelope", slog.String("envelope", e.ID),
		slog.String("type", e.Type), slog.Int("retry", e.RetryAttempt))
	if !b.once.begin(e.ID, time.Now()) {
		b.once.await(ctx, e.ID)
		b.ack(e, nil)
		return
	}
	defer b.once.settle(e.ID)
	switch e.Type {
	case socketmode.SlashCommands:
		b.handleCommand(ctx, e)
	case socketmode.Interactive:
		b.ack(e, nil)
		b.handleInteraction(ctx, e)
	case socketmode.EventsAPI:
		b.ack(e, nil)
		b.handleEvent(ctx, e)
	default:
		b.ack(e, nil)
	}
}

// read decodes a payload. One that cannot be read is acknowledged, as it would not
// be more legible the next time.
func (b *Bot) read(e *socketmode.Envelope, payload any) bool {
	err := json.Unmarshal(e.Payload, payload)
	if err == nil {
		return true
	}
	// The decoder's own words may quote the payload.
	b.observer.Failed("payload")
	b.log.Error("payload is not legible", "envelope", e.ID, "type", e.Type)
	b.ack(e, nil)
	return false
}

func (b *Bot) handleCommand(ctx context.Context, e *socketmode.Envelope) {
	var p slashCommand
	if !b.read(e, &p) {
		return
	}
	b.answer(ctx, &inquiry{
		commandLine: commandLine{p.Command, typed(p.Text)}, way: byCommand, envelope: e, inAck: true,
		user: p.User, team: p.Team, channel: p.Channel, address: p.ResponseURL,
	})
}

// handleInteraction answers a press of a button. What else people can do with a
// message is not asked for by any of the bot's.
func (b *Bot) handleInteraction(ctx context.Context, e *socketmode.Envelope) {
	var p interaction
	if !b.read(e, &p) || p.Type != "block_actions" || len(p.Actions) == 0 || p.Actions[0].Type != "button" {
		return
	}
	q := &inquiry{
		way: byButton, envelope: e,
		user: p.User.ID, team: p.team(), channel: p.channel(), thread: p.Container.Thread, address: p.ResponseURL,
		private: p.Container.Ephemeral || isDirect(p.channel()),
	}
	// A button whose id or value the bot did not write leaves the command empty.
	if effect, ours := effectOf(p.Actions[0].ID); ours {
		if l, ok := readCommandLine(p.Actions[0].Value); ok && slices.Contains(b.slashes, l.command) {
			q.commandLine, q.effect = l, effect
		}
	}
	b.answer(ctx, q)
}

// team is the team to compare the person's with: their own, as the press tells it.
func (p *interaction) team() string {
	if p.User.Team != "" {
		return p.User.Team
	}
	return p.Team.ID
}

func (p *interaction) channel() string {
	if p.Container.Channel != "" {
		return p.Container.Channel
	}
	return p.Channel.ID
}

func (b *Bot) handleEvent(ctx context.Context, e *socketmode.Envelope) {
	var p eventCallback
	if !b.read(e, &p) {
		return
	}
	if p.Event.Type == "user_change" {
		b.people.forget(p.Event.user())
		return
	}
	q := b.heard(&p)
	if q == nil || b.repeated(ctx, &p) {
		return
	}
	q.envelope = e
	b.answer(ctx, q)
}

// heard is the question in an event; nil when there is none. The bot does not listen
// to itself, to other bots, to edits, and to anything it does not know.
func (b *Bot) heard(p *eventCallback) *inquiry {
	ev := &p.Event
	user := ev.user()
	switch {
	case user == "", user == b.identity.User, ev.Bot != "", ev.Subtype != "", len(ev.Edited) > 0, ev.Channel == "":
		return nil
	}
	q := &inquiry{commandLine: b.said(ev.Text), user: user, team: ev.Team, channel: ev.Channel, thread: ev.Thread}
	switch {
	case ev.Type == "message" && ev.ChannelType == "im", ev.Type == "app_mention" && isDirect(ev.Channel):
		q.way = byMessage
	case ev.Type == "app_mention":
		q.way = byMention
	default:
		return nil
	}
	if q.team == "" {
		q.team = p.Team
	}
	return q
}

// repeated reports whether an event was answered before, here or by another replica.
// One gesture can come as several events: a mention is also a message, and a message
// can come twice under two timestamps. When the replicas' memory cannot be asked, the
// event is answered: twice is better than never.
func (b *Bot) repeated(ctx context.Context, p *eventCallback) bool {
	ev := &p.Event
	gesture := ev.Channel + ":" + ev.TS
	if !b.once.first(time.Now(), p.ID, gesture, ev.ClientMsg) {
		return true
	}
	if b.events == nil {
		return false
	}
	ctx, cancel := context.WithTimeout(ctx, time.Second)
	defer cancel()
	seen, err := b.events.Seen(ctx, gesture)
	if err != nil {
		b.observer.Failed("events")
		b.log.Warn("replicas' memory of events not reached", "error", Redact(err))
		return false
	}
	return seen
}

// busy is what happens when every worker is taken: commands and buttons are told so,
// events stay unacknowledged and come again.
func (b *Bot) busy(ctx context.Context, e *socketmode.Envelope) {
	q := &inquiry{envelope: e, lang: b.lang}
	switch e.Type {
	case socketmode.SlashCommands:
		var p slashCommand
		if !b.read(e, &p) {
			return
		}
		q.way, q.inAck = byCommand, true
		q.command, q.user, q.channel, q.address = p.Command, p.User, p.Channel, p.ResponseURL
	case socketmode.Interactive:
		var p interaction
		b.ack(e, nil)
		if !b.read(e, &p) || p.Type != "block_actions" {
			return
		}
		q.way = byButton
		q.user, q.channel, q.address = p.User.ID, p.channel(), p.ResponseURL
	default:
		return
	}
	if known, ok := b.people.recall(q.user); ok {
		q.lang = commands.Request{Locale: known.locale}.Lang()
	}
	a := answer{Reply: say(phrases{q.lang}.busy()), outcome: Busy}
	a.err = b.deliver(ctx, q, a)
	b.report(q, a)
}
