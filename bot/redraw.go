package bot

import (
	"context"

	"github.com/tierbot/tierbot/bot/socketmode"
	"github.com/tierbot/tierbot/commands"
)

// redraw brings a form up to date after a change in it. When it changed again meanwhile
// that change brings it up to date, in whatever order they are dealt with.
func (b *Bot) redraw(ctx context.Context, e *socketmode.Envelope, p *interaction) {
	defer b.survive(e, "form")
	b.touch(p.View.ID, e)
	ctx, cancel := context.WithTimeout(ctx, patience)
	defer cancel()
	q := &inquiry{envelope: e, way: byForm, sheet: p.View, user: p.User.ID, team: p.team(), lang: b.lang, needs: commands.Reader}
	if err := b.redrawn(ctx, q); err != nil && !isClosed(err) {
		b.formless("form not redrawn", e.ID, err)
	}
}

func (b *Bot) redrawn(ctx context.Context, q *inquiry) error {
	req, _, err := b.request(ctx, q)
	if err != nil || req.As == 0 {
		return err
	}
	q.lang = req.Lang()
	from := q.sheet.metadata()
	form, err := b.commands.Redraw(ctx, req, q.sheet.Form, q.sheet.values(), from.State)
	if err != nil || form == nil {
		return wrap("redraw", err)
	}
	modal, err := b.formView(q.lang).modal(form, from, q.sheet)
	if err != nil {
		return err
	}
	return b.replaceModal(ctx, q.envelope, &pane{id: q.sheet.ID, hash: q.sheet.Hash}, modal)
}
