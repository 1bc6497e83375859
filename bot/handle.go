package bot

import (
	"cmp"
	"context"
	"encoding/json"
	"log/slog"
	"time"

	"github.com/tierbot/tierbot/bot/socketmode"
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
		commandLine: commandLine{p.Command, typed(p.Text)}, way: byCommand,
		envelope: e, ackAfter: ackAfter, inAck: true,
		op: op("command", cmp.Or(p.Trigger, e.ID)), trigger: p.Trigger,
		user: p.User, team: p.Team, channel: p.Channel, address: p.ResponseURL,
	})
}

// busy is what happens when every worker is taken: commands, buttons and forms are
// told so, events stay unacknowledged and come again.
func (b *Bot) busy(ctx context.Context, e *socketmode.Envelope) {
	q := &inquiry{envelope: e}
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
		if !b.read(e, &p) || !b.busyWith(q, &p) {
			b.ack(e, nil)
			return
		}
	default:
		return
	}
	q.lang = b.langOf(q.user)
	a := answer{Reply: say(phrases{q.lang}.busy()), outcome: Busy}
	a.err = b.deliver(ctx, q, a)
	b.report(q, a)
}

// busyWith says who waits for an answer to what they did, if anybody does.
func (b *Bot) busyWith(q *inquiry, p *interaction) bool {
	q.user, q.channel, q.address = p.User.ID, p.channel(), p.ResponseURL
	switch p.deed() {
	case pressing:
		q.way, q.trigger, q.pane = byButton, p.Trigger, b.paneOf(p)
	case choosing:
		q.way = byShortcut
	case submitting:
		q.way, q.sheet, q.channel = byForm, p.View, p.View.metadata().Channel
		return true
	case typing:
		b.ack(q.envelope, nothing())
		return false
	default:
		return false
	}
	b.ack(q.envelope, nil)
	return true
}
