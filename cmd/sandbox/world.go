package main

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/alicebob/miniredis/v2"

	"github.com/tierbot/tierbot/bot"
	"github.com/tierbot/tierbot/bot/sandbox"
	"github.com/tierbot/tierbot/commands"
	"github.com/tierbot/tierbot/program"
	"github.com/tierbot/tierbot/store"
)

// The local app's tokens. They open nothing but the sandbox.
const (
	appToken = "xapp-sandbox"
	botToken = "xoxb-sandbox"
)

// world is everything that begins anew when the sandbox does: the time, a Slack with
// people in it, a Redis with partners in it, and the bot.
type world struct {
	stage   *stage
	clock   *clock
	slack   *sandbox.Workspace
	redis   *miniredis.Miniredis
	storage *store.Redis
	bot     *bot.Bot

	stop  context.CancelFunc // of the bot; nil: it has not been started
	ended chan struct{}      // closed when the bot has ended
	err   error              // why it has, once ended is closed
}

// open makes a world on the morning of a day and lets the bot in, which runs until the
// world is closed or ctx ends.
func (s *stage) open(ctx context.Context, day program.Date) (*world, error) {
	w := &world{stage: s, clock: clockAt(morning(day, s.rules.Zone)), ended: make(chan struct{})}
	w.slack = sandbox.New(w.slackOptions())
	populate(w.slack)
	s.world.Store(w)
	err := w.fill(ctx)
	if err == nil {
		err = w.start(ctx)
	}
	if err != nil {
		return nil, errors.Join(w.close(), err)
	}
	return w, nil
}

// slackOptions are what the local Slack is like.
func (w *world) slackOptions() sandbox.Options {
	return sandbox.Options{
		Now:      w.clock.now,
		Banner:   w.clock.banner,
		Calendar: &w.stage.calendar,
		App: sandbox.App{
			BotUser: tierbot, AppToken: appToken, BotToken: botToken, Commands: slashCommands(),
			Welcome:   welcome,
			Shortcuts: []sandbox.Shortcut{{Name: "Record as certification", Callback: "record"}},
			Events: []string{
				"app_mention", "message.im", "subteam_members_changed", "subteam_updated", "user_change",
			},
		},
	}
}

// fill opens the store, puts the partners into it, and makes the bot.
func (w *world) fill(ctx context.Context) error {
	access := bot.Access{AppToken: appToken, BotToken: botToken, APIURL: w.stage.url + "/api/"}
	identity, err := bot.Identify(ctx, access)
	if err != nil {
		return fmt.Errorf("meet the local slack: %w", err)
	}
	if err := w.openRedis(); err != nil {
		return err
	}
	workspace := w.storage.Workspace(identity.Team)
	if err := w.hire(ctx, workspace); err != nil {
		return err
	}
	w.bot = bot.New(w.botOptions(access, identity, workspace))
	return nil
}

// openRedis opens the store.
func (w *world) openRedis() (err error) {
	if w.redis, err = miniredis.Run(); err != nil {
		return fmt.Errorf("start the in-process redis: %w", err)
	}
	w.storage, err = store.Open("redis://" + w.redis.Addr())
	return err
}

// hire puts the partners into the store.
func (w *world) hire(ctx context.Context, workspace *store.Workspace) error {
	// Who hears of a partner after the hour of their digest is told the next morning, so that
	// all have been heard of the evening before.
	evening := w.clock.now().Add(-12 * time.Hour)
	batch, err := w.stage.flags.batch(evening)
	if err != nil {
		return err
	}
	if _, err := workspace.Apply(ctx, batch, nil); err != nil {
		return fmt.Errorf("put the partners into the store: %w", err)
	}
	return nil
}

// botOptions are what the bot is like. With -say it does not speak first, so that what it
// says is the answer.
func (w *world) botOptions(access bot.Access, identity bot.Identity, workspace *store.Workspace) bot.Options {
	asked := commands.New(w.stage.rules, workspace)
	options := bot.Options{
		Access: access, Identity: identity,
		Commands: asked,
		Managers: []string{managers},
		Events:   workspace,
		Lang:     w.stage.flags.lang,
		Now:      w.clock.now,
		Log:      w.stage.log,
	}
	if !w.stage.flags.asked {
		options.Reminders = &bot.Reminders{
			Outbox: workspace, Texts: asked, Rules: w.stage.rules, House: asked.House, Channel: office,
		}
	}
	return options
}

// start lets the bot in.
func (w *world) start(ctx context.Context) error {
	ctx, w.stop = context.WithCancel(ctx)
	go func() {
		defer close(w.ended)
		w.err = w.bot.Run(ctx)
	}()
	connecting, cancel := context.WithCancel(ctx)
	defer cancel()
	go func() { // a bot that has ended connects no more
		select {
		case <-w.ended:
			cancel()
		case <-connecting.Done():
		}
	}()
	return w.slack.Connected(connecting, 1)
}

// close ends what was started; it may not all have been. The error is why the bot has
// ended, if not because of this.
func (w *world) close() error {
	if w.stop != nil {
		w.stop()
		<-w.ended
	}
	w.slack.Close()
	if w.storage != nil {
		w.storage.Close()
	}
	if w.redis != nil {
		w.redis.Close()
	}
	return w.err
}

// slashCommands are those of the bot's command table.
func slashCommands() []string {
	var names []string
	for _, command := range commands.SlashCommands() {
		names = append(names, command.Name)
	}
	return names
}
