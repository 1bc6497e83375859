package bot

import (
	"context"

	"github.com/tierbot/tierbot/bot/socketmode"
	"github.com/tierbot/tierbot/commands"
)

// redraw brings a form up to date after a change in it. When it changed again meanwhile
// that change brings it up to date, which the hash is for.
func (b *Bot) redraw(ctx context.Context, e *socketmode.Envelope, p *interaction) {
	defer b.survive(e, "form")
	ctx, cancel := context.WithTimeout(ctx, patience)
	defer cancel()
	q := &inquiry{envelope: e, way: byForm, sheet: p.View, user: p.User.ID, team: p.team(), lang: b.lang, needs: commands.Reader}
	err := b.redrawn(ctx, q)
	switch slackCode(err) {
	case "hash_conflict", "not_found", "view_not_found": // it changed, or is closed
		return
	}
	if err != nil {
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
	return b.web.call(ctx, "views.update", func(ctx context.Context) error {
		_, err := b.web.UpdateViewContext(ctx, modal, "", q.sheet.Hash, q.sheet.ID)
		return err
	})
}
