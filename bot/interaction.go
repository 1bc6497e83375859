package bot

import (
	"context"
	"slices"

	"github.com/tierbot/tierbot/bot/socketmode"
	"github.com/tierbot/tierbot/commands"
)

// A deed is what somebody does with what they see.
type deed int

// The deeds.
const (
	nothingOurs deed = iota // not asked for by anything of the bot's
	pressing                // a button of an answer, or choosing from a menu of one
	changing                // what a form holds that is redrawn then
	submitting              // a form
	typing                  // into a menu of a form
	choosing                // a shortcut on a message
)

// deed is what a payload tells of.
func (p *interaction) deed() deed {
	switch p.Type {
	case "block_actions":
		switch {
		case len(p.Actions) == 0:
			return nothingOurs
		case p.View != nil && !p.View.shows():
			return changing
		case p.Actions[0].Type == "button", p.Actions[0].Type == "static_select":
			return pressing
		}
	case "view_submission":
		if p.View != nil {
			return submitting
		}
	case "block_suggestion":
		return typing
	case "message_action":
		return choosing
	}
	return nothingOurs
}

// handleInteraction answers what somebody did. Forms and menus wait for the
// acknowledgement, which holds the answer; for the rest it is empty.
func (b *Bot) handleInteraction(ctx context.Context, e *socketmode.Envelope) {
	var p interaction
	if !b.read(e, &p) {
		return
	}
	switch p.deed() {
	case submitting:
		b.submit(ctx, e, &p)
	case typing:
		b.suggest(ctx, e, &p)
	case pressing:
		b.ack(e, nil)
		b.press(ctx, e, &p)
	case changing:
		b.ack(e, nil)
		b.redraw(ctx, e, &p)
	case choosing:
		b.ack(e, nil)
		b.record(ctx, e, &p)
	default:
		b.ack(e, nil)
	}
}

// press answers a press of a button, and what was chosen from a menu.
func (b *Bot) press(ctx context.Context, e *socketmode.Envelope, p *interaction) {
	on := b.paneOf(p)
	q := &inquiry{
		pane: on, renews: on != nil,
		way: byButton, envelope: e, op: p.pressed(), trigger: p.Trigger,
		user: p.User.ID, team: p.team(), channel: p.channel(), thread: p.Container.Thread, address: p.ResponseURL,
		private: p.Container.Ephemeral || isDirect(p.channel()), below: p.below(),
	}
	// What the bot did not write, in the id or in the value, leaves the command empty.
	if effect, ours := effectOf(p.Actions[0].ID); ours || on != nil && p.goesBack() {
		if l, ok := readCommandLine(p.Actions[0].asks()); ok && slices.Contains(b.slashes, l.command) {
			q.commandLine, q.effect = l, effect
		}
	}
	if on != nil {
		b.pressInPane(ctx, q)
		return
	}
	b.answer(ctx, q)
}

// pressInPane answers a press in Home, or in a modal that shows an answer. Nobody else reads
// there, so that nothing can be shared.
func (b *Bot) pressInPane(ctx context.Context, q *inquiry) {
	if q.String() == commands.HomeLine {
		b.home(ctx, q.envelope, q.user, q.team, &pane{home: true})
		return
	}
	b.touch(q.pane.id, q.envelope)
	if q.effect == commands.Share {
		q.effect = commands.Answer
	}
	if !b.commands.Changes(q.command, q.text) {
		q.pane.line = q.String()
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
