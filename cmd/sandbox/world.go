package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"sync"
	"time"

	"github.com/alicebob/miniredis/v2"

	"github.com/tierbot/tierbot/bot"
	"github.com/tierbot/tierbot/bot/sandbox"
	"github.com/tierbot/tierbot/cmd/sandbox/gallery"
	"github.com/tierbot/tierbot/commands"
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
	stage    *stage
	clock    *clock
	slack    *sandbox.Workspace
	line     *line                // to Redis
	redis    *miniredis.Miniredis // nil: it is another process
	storage  *store.Redis
	partners *store.Workspace
	bot      *bot.Bot
	stale    bool // Redis goes on from another time, and nothing else does

	stop  context.CancelFunc // of the bot; nil: it has not been started
	ended chan struct{}      // closed when the bot has ended
	err   error              // why it has, once ended is closed
}

// open makes a world on the morning of a day, or goes on with one that was kept, and lets
// the bot in, which runs until the world is closed or ctx ends.
func (s *stage) open(ctx context.Context, b *beginning) (*world, error) {
	w := &world{stage: s, clock: clockAt(b.time(s.rules.Zone)), line: newLine(), ended: make(chan struct{})}
	w.slack = sandbox.New(w.slackOptions())
	err := w.people(b.kept)
	s.world.Store(w)
	if err == nil {
		err = w.fill(ctx, b.kept)
	}
	if err == nil {
		err = w.start(ctx)
	}
	if err != nil {
		return nil, errors.Join(w.close(), err)
	}
	return w, nil
}

// specimens are those of the gallery. They are the same in every world, and played when
// somebody asks for the first time.
var specimens = sync.OnceValues(gallery.Specimens)

// slackOptions are what the local Slack is like.
func (w *world) slackOptions() sandbox.Options {
	return sandbox.Options{
		Now:        w.clock.now,
		Calendar:   &w.stage.calendar,
		RateLimits: true,
		Gallery:    specimens,
		Troubles:   w.line.troubles(),
		App: sandbox.App{
			BotUser: tierbot, AppToken: appToken, BotToken: botToken, Commands: slashCommands(), Hints: hints,
			Welcome:   w.stage.flags.welcome,
			Shortcuts: []sandbox.Shortcut{{Name: "Record as certification", Callback: "record"}},
			Events: []string{
				"app_home_opened", "app_mention", "message.im", "subteam_members_changed", "subteam_updated", "user_change",
			},
		},
	}
}

// people lets everybody in, or those who were there.
func (w *world) people(kept *kept) error {
	if kept == nil {
		populate(w.slack)
		return nil
	}
	return w.slack.Load(bytes.NewReader(kept.Slack))
}

// fill opens the store, puts the partners into it unless they are there, and makes the bot.
func (w *world) fill(ctx context.Context, kept *kept) error {
	access := bot.Access{AppToken: appToken, BotToken: botToken, APIURL: w.stage.url + "/api/"}
	identity, err := bot.Identify(ctx, access)
	if err != nil {
		return fmt.Errorf("meet the local slack: %w", err)
	}
	if err := w.openRedis(ctx, kept); err != nil {
		return err
	}
	w.partners = w.storage.Workspace(identity.Team)
	if err := w.hire(ctx, kept); err != nil {
		return err
	}
	w.bot = bot.New(w.botOptions(access, identity, w.partners))
	return nil
}

// hire puts the partners into the store, unless there are some.
func (w *world) hire(ctx context.Context, kept *kept) error {
	there, err := w.partners.Pulse(ctx, w.clock.now())
	if err != nil {
		return fmt.Errorf("look for partners: %w", bot.Redact(err))
	}
	if there.Audit > 0 {
		w.stale = kept == nil
		return nil
	}
	// Who hears of a partner after the hour of their digest is told the next morning, so that
	// all have been heard of the evening before.
	batch, err := w.stage.flags.batch(w.clock.now().Add(-12 * time.Hour))
	if err != nil {
		return err
	}
	if _, err := w.partners.Apply(ctx, batch, nil); err != nil {
		return fmt.Errorf("put the partners into the store: %w", bot.Redact(err))
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
	if err := w.slack.Connected(connecting, 1); err != nil {
		return fmt.Errorf("wait for the bot to connect: %w", err)
	}
	return nil
}

// hush ends the bot, which finishes what it has begun. Trouble with Redis is over for that.
func (w *world) hush() {
	w.line.mend()
	if w.stop != nil {
		w.stop()
		<-w.ended
	}
}

// close ends what was started; it may not all have been. The error is why the bot has
// ended, if not because of this.
func (w *world) close() error {
	w.hush()
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
