package bot

import (
	"context"
	"slices"
	"time"

	"github.com/tierbot/tierbot/bot/socketmode"
	"github.com/tierbot/tierbot/commands"
)

// submit answers a form that was filled in. What it asks is the command line that
// package commands composes from it, so that a form can do nothing that words cannot.
func (b *Bot) submit(ctx context.Context, e *socketmode.Envelope, p *interaction) {
	b.touch(p.View.ID, e)
	from := p.View.metadata()
	on, meanwhile := b.paneBelow(p.View, b.langOf(p.User.ID))
	b.answer(ctx, &inquiry{
		pane: on, renews: on != nil, meanwhile: meanwhile,
		way: byForm, envelope: e, ackAfter: formAfter, sheet: p.View,
		user: p.User.ID, team: p.team(), channel: from.Channel, thread: from.Thread, spare: from.Address,
	})
}

// compose finds the words that a form stands for, and names the gesture by them: a
// second click on the same form is the same gesture, and another try with other values
// is not.
func (b *Bot) compose(q *inquiry) {
	if q.sheet == nil {
		return
	}
	command, text := firstWord(b.commands.Compose(q.sheet.Form, q.sheet.values(), q.sheet.metadata().State))
	if slices.Contains(b.slashes, command) {
		q.commandLine = commandLine{command, text}
		q.op = op("form", q.sheet.ID, digest(command+" "+text))
	}
}

// A formAnswer is the acknowledgement of a form that stays on the screen.
type formAnswer struct {
	Action string            `json:"response_action"`
	Errors map[string]string `json:"errors,omitempty"`
	View   any               `json:"view,omitempty"`
}

// fillIn answers in the form itself, and reports whether it did: with what is wrong
// beside each field, with what is to be asked next, and with why nothing was done when
// what was typed should not be lost. Otherwise, and when it is too late for that, the
// form closes.
func (b *Bot) fillIn(q *inquiry, a answer) bool {
	if shown := b.inForm(q, a); shown != nil && b.ack(q.envelope, shown) {
		return true
	}
	b.ack(q.envelope, q.meanwhile)
	if q.meanwhile != nil {
		q.pane.settled = time.Now().Add(ackSettles)
	}
	return false
}

// ackSettles is how long the view of an acknowledgement is given before another takes its
// place. They go to Slack by two ways, and the one that comes last stays: it must not be
// the word that the answer is under way.
const ackSettles = 500 * time.Millisecond

// inForm is the answer that a form can show; nil when it cannot.
func (b *Bot) inForm(q *inquiry, a answer) *formAnswer {
	first := q.sheet.first()
	switch {
	case a.outcome == Done && a.Form != nil:
		modal, err := b.formView(q.lang).modal(a.Form, q.sheet.metadata(), q.sheet)
		if err != nil {
			b.formless("form not shown", q.envelope.ID, err)
			return nil
		}
		return &formAnswer{Action: "update", View: modal}
	case first == "":
		return nil
	case a.outcome == Done && len(a.Problems) > 0:
		return &formAnswer{Action: "errors", Errors: q.sheet.errors(a.Problems)}
	case a.outcome != Done:
		why := a.Reply
		why.Actions = nil
		return &formAnswer{Action: "errors", Errors: map[string]string{first: cut(orEllipsis(why.String()), maxFieldError)}}
	}
	return nil
}

// errors are problems by the block that they are shown below.
func (s *sheet) errors(problems []commands.Problem) map[string]string {
	errors := make(map[string]string)
	for _, p := range problems {
		block := s.block(p.Field)
		text := orEllipsis(p.Text)
		if errors[block] != "" {
			text = errors[block] + " " + text
		}
		errors[block] = cut(text, maxFieldError)
	}
	return errors
}
