package bot

import (
	"context"
	"slices"
	"time"

	"github.com/slack-go/slack"

	"github.com/tierbot/tierbot/bot/socketmode"
	"github.com/tierbot/tierbot/commands"
	"github.com/tierbot/tierbot/program"
)

// The Home tab is the bot's page for one person. Slack keeps what was published, and shows it
// before the bot hears that it was opened, so that it is published anew each time.

// opened answers somebody who has opened the bot's Home. The other tab has messages, which
// need no answer. Replicas that hear of the same opening publish the same.
func (b *Bot) openedHome(ctx context.Context, e *socketmode.Envelope, p *eventCallback) {
	ev := &p.Event
	user := ev.user()
	if ev.Tab != "home" || user == "" || user == b.identity.User || !b.once.first(time.Now(), p.ID) {
		return
	}
	b.home(ctx, e, user, p.Team, &pane{home: true, hash: ev.View.Hash, blank: ev.View.ID == ""})
}

// home publishes somebody's Home. What was asked for later in this process is published
// later, so that nothing older takes its place; of those that wait the last is enough.
func (b *Bot) home(ctx context.Context, e *socketmode.Envelope, user, team string, on *pane) {
	name := op("home", user)
	b.touch(name, e)
	defer b.turns.take(ctx, name)()
	if !b.isLast(name, e) {
		return
	}
	b.answer(ctx, &inquiry{way: byHome, envelope: e, user: user, team: team, pane: on})
}

// renew publishes the asker's Home again, when what they have done there, or in what opened
// from there, may have changed it.
func (b *Bot) renew(ctx context.Context, q *inquiry, a answer) {
	if !q.renews || a.outcome != Done || a.Form != nil || len(a.Problems) > 0 || !b.commands.Changes(q.command, q.text) {
		return
	}
	defer b.survive(q.envelope, "deliver")
	b.home(ctx, q.envelope, q.user, q.team, &pane{home: true})
}

// publish shows an answer in its reader's Home, unless that shows something newer.
func (b *Bot) publish(ctx context.Context, q *inquiry, a answer) error {
	r := a.Reply
	if a.outcome == Unchecked || a.outcome == Panicked {
		r.Actions = []commands.Action{{Label: phrases{q.lang}.tryAgain(), Command: commands.HomeLine, Primary: true}}
	}
	return b.paint(view{lang: q.lang, direct: true, where: onHome}, func(v view) error {
		request := slack.PublishViewContextRequest{
			UserID: q.user,
			View:   slack.HomeTabViewRequest{Type: slack.VTHomeTab, Blocks: slack.Blocks{BlockSet: v.pane(r)}},
		}
		return b.published(ctx, q, request)
	})
}

// published publishes a view, unless Home shows another by now that this process has not
// published: it is another replica's, and newer.
func (b *Bot) published(ctx context.Context, q *inquiry, request slack.PublishViewContextRequest) error {
	publish := func() error {
		request.Hash = nil
		if q.pane.hash != "" {
			request.Hash = &q.pane.hash
		}
		return b.web.call(ctx, "views.publish", func(ctx context.Context) error {
			shown, err := b.web.PublishViewContext(ctx, request)
			if err == nil {
				q.pane.hash = shown.Hash
				b.homes.put(q.user, shown.Hash, time.Now())
			}
			return err
		})
	}
	err := persist(ctx, publish)
	if own, known := b.homes.get(q.user, time.Now()); known && own != q.pane.hash && slackCode(err) == "hash_conflict" {
		q.pane.hash = own
		err = persist(ctx, publish)
	}
	if slackCode(err) == "hash_conflict" {
		return nil
	}
	return wrap("publish home", err)
}

// persist makes a call again, when what is wrong may be over in a moment.
func persist(ctx context.Context, call func() error) error {
	for _, again := range postAgain {
		err := call()
		if err == nil || !passing(err) || !pause(ctx, again) {
			return err
		}
	}
	return call()
}

// paint shows something that is no message as richly as Slack takes it. What it takes in
// messages says little of that, and is not to suffer from it.
func (b *Bot) paint(v view, show func(view) error) error {
	now := time.Now()
	for v.form = max(b.plainness.form(now), b.panes.form(now)); ; v.form++ {
		err := show(v)
		if v.form == bare || !refusedView(err) {
			return err
		}
		b.log.Error("slack refused the blocks of a view; plainer ones follow", "error", Redact(err))
		b.panes.refused(v.form, time.Now())
	}
}

// refusedView reports whether Slack refused a view for what is in it.
func refusedView(err error) bool {
	return refusedBlocks(err) || slices.Contains([]string{"invalid_arguments", "view_too_large"}, slackCode(err))
}

// pane is a reply as the blocks of a view, which has some in any case.
func (v view) pane(r commands.Reply) []slack.Block {
	if blocks := v.render(r); len(blocks) > 0 {
		return blocks
	}
	text := slack.NewTextBlockObject(slack.PlainTextType, alternative(r), false, false)
	return []slack.Block{slack.NewSectionBlock(text, nil, nil)}
}

// langOf is the language in which somebody reads, as far as it is remembered.
func (b *Bot) langOf(user string) program.Lang {
	if known, ok := b.people.recall(user); ok {
		return commands.Request{Locale: known.locale}.Lang()
	}
	return b.lang
}
