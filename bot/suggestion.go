package bot

import (
	"context"
	"time"

	"github.com/slack-go/slack"

	"github.com/tierbot/tierbot/bot/socketmode"
	"github.com/tierbot/tierbot/commands"
)

// suggestAfter is when a menu is told what there is, or that there is nothing. Slack
// waits for three seconds, and whoever types for less.
const suggestAfter = 2 * time.Second

// suggestions are what a menu offers.
type suggestions struct {
	Options []*slack.OptionBlockObject      `json:"options,omitzero"`
	Groups  []*slack.OptionGroupBlockObject `json:"option_groups,omitempty"`
}

// nothing is what a menu offers to whoever may record nothing, and when nobody knows.
func nothing() suggestions { return suggestions{Options: []*slack.OptionBlockObject{}} }

// suggest answers somebody who types a partner's name into a form.
func (b *Bot) suggest(ctx context.Context, e *socketmode.Envelope, p *interaction) {
	defer b.ack(e, nothing())
	defer b.survive(e, "form")
	ctx, cancel := context.WithDeadline(ctx, e.Received.Add(suggestAfter))
	defer cancel()
	late := time.AfterFunc(time.Until(e.Received.Add(suggestAfter)), func() { b.ack(e, nothing()) })
	defer late.Stop()

	q := &inquiry{envelope: e, way: byForm, sheet: p.View, user: p.User.ID, team: p.team(), needs: commands.Reader}
	req, _, err := b.request(ctx, q)
	if err != nil || req.As < commands.Manager {
		return
	}
	choices, err := b.commands.Suggest(ctx, req, unescaper.Replace(p.Value))
	if err != nil {
		b.formless("partners not suggested", e.ID, err)
		return
	}
	if options, groups := menu(offered(choices)); len(options)+len(groups) > 0 {
		b.ack(e, suggestions{Options: options, Groups: groups})
	}
}
