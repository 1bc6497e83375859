package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net"
	"net/http"
	"slices"
	"strings"
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

// world is everything that runs in the sandbox.
type world struct {
	mute     bool // the bot does not speak first, so that what it says is the answer
	calendar *calendar
	slack    *sandbox.Workspace
	server   *http.Server
	url      string
	redis    *miniredis.Miniredis
	storage  *store.Redis
	bot      *bot.Bot
}

// build starts the local Slack and Redis, fills them, and introduces the bot, which
// [world.run] lets in.
func build(ctx context.Context, f flags, stderr io.Writer) (*world, error) {
	rules := program.Default()
	calendar := calendarFrom(f.day, rules.Zone)
	level := slog.LevelWarn
	if f.asked {
		level = slog.LevelError // leaving in the middle of things is no reason to warn
	}
	log := slog.New(slog.NewTextHandler(stderr, &slog.HandlerOptions{Level: level}))
	w := &world{mute: f.asked, calendar: calendar, slack: sandbox.New(sandbox.Options{
		Now:    calendar.now,
		Banner: calendar.banner,
		App: sandbox.App{
			BotUser: tierbot, AppToken: appToken, BotToken: botToken, Commands: slashCommands(),
			Shortcuts: []sandbox.Shortcut{{Name: "Record as certification", Callback: "record"}},
			Events: []string{
				"app_mention", "message.im", "subteam_members_changed", "subteam_updated", "user_change",
			},
		},
	})}
	populate(w.slack)

	err := w.listen(ctx, f.addr)
	if err == nil {
		err = w.introduce(ctx, rules, log)
	}
	if err != nil {
		w.close()
		return nil, err
	}
	return w, nil
}

// listen serves the workspace on a loopback address.
func (w *world) listen(ctx context.Context, addr string) error {
	host, _, err := net.SplitHostPort(addr)
	if ip := net.ParseIP(host); err != nil || host != "localhost" && (ip == nil || !ip.IsLoopback()) {
		return fmt.Errorf("-addr %q: want a loopback address such as 127.0.0.1:8000", addr)
	}
	listener, err := new(net.ListenConfig).Listen(ctx, "tcp", addr)
	if err != nil {
		return fmt.Errorf("serve the page: %w", err)
	}
	w.url = "http://" + listener.Addr().String()
	w.server = &http.Server{Handler: w.slack, ReadHeaderTimeout: 10 * time.Second}
	go w.server.Serve(listener) // ends when close shuts it down
	return nil
}

// introduce starts the store with the invented partners in it, and wires the bot.
func (w *world) introduce(ctx context.Context, rules *program.Rules, log *slog.Logger) error {
	access := bot.Access{AppToken: appToken, BotToken: botToken, APIURL: w.url + "/api/"}
	identity, err := bot.Identify(ctx, access)
	if err != nil {
		return fmt.Errorf("meet the local slack: %w", err)
	}
	if w.redis, err = miniredis.Run(); err != nil {
		return fmt.Errorf("start the in-process redis: %w", err)
	}
	if w.storage, err = store.Open("redis://" + w.redis.Addr()); err != nil {
		return err
	}
	workspace := w.storage.Workspace(identity.Team)
	// Who hears of a partner after the hour of their digest is told the next morning, so that
	// all have been heard of the evening before.
	evening := w.calendar.now().Add(-12 * time.Hour)
	batch := program.Batch{Op: "invented", By: "sandbox", At: evening, What: "import partners.csv"}
	for _, partner := range invented() {
		batch.Changes = append(batch.Changes, program.Change{After: partner})
	}
	if _, err := workspace.Apply(ctx, batch, nil); err != nil {
		return fmt.Errorf("invent partners: %w", err)
	}
	asked := commands.New(rules, workspace)
	options := bot.Options{
		Access: access, Identity: identity,
		Commands: asked,
		Managers: []string{managers},
		Events:   workspace,
		Now:      w.calendar.now,
		Log:      log,
	}
	if !w.mute {
		options.Reminders = &bot.Reminders{Outbox: workspace, Texts: asked, Rules: rules, House: asked.House, Channel: office}
	}
	w.bot = bot.New(options)
	return nil
}

// run keeps the bot connected while do runs, and takes everything down after it. A bot
// that ends by itself ends do.
func (w *world) run(ctx context.Context, do func(context.Context) error) error {
	defer w.close()
	ctx, stop := context.WithCancel(ctx)
	ended := make(chan error, 1)
	go func() {
		ended <- w.bot.Run(ctx)
		stop()
	}()

	err := w.slack.Connected(ctx, 1)
	if err == nil {
		err = do(ctx)
	}
	stop()
	return errors.Join(<-ended, err)
}

// close ends what was started; it may not all have been.
func (w *world) close() {
	w.slack.Close()
	if w.server != nil {
		w.server.Close()
	}
	if w.storage != nil {
		w.storage.Close()
	}
	if w.redis != nil {
		w.redis.Close()
	}
}

// serve prints the page's address and waits to be interrupted.
func serve(ctx context.Context, f flags, stdout, stderr io.Writer) error {
	w, err := build(ctx, f, stderr)
	if err != nil {
		return err
	}
	return w.run(ctx, func(ctx context.Context) error {
		fmt.Fprintf(stdout, "Tierbot's sandbox: open %s/\nIt is %s there. Ctrl-C ends it, and nothing is kept.\n", w.url, f.day)
		<-ctx.Done()
		return nil
	})
}

// say asks one thing and prints what the person sees.
func say(ctx context.Context, f flags, stdout, stderr io.Writer) error {
	w, err := build(ctx, f, stderr)
	if err != nil {
		return err
	}
	asker, _ := personNamed(f.as)
	return w.run(ctx, func(ctx context.Context) error {
		answer, err := seen(ctx, w.put(asker.ID, f.say))
		if err != nil {
			return fmt.Errorf("ask %q: %w", f.say, err)
		}
		_, err = fmt.Fprintln(stdout, answer)
		return err
	})
}

// seen is what a person reads first of what they asked for: a message, or a form.
func seen(ctx context.Context, asked *sandbox.Exchange) (string, error) {
	ctx, stop := context.WithCancel(ctx)
	defer stop()
	type sight struct {
		text string
		err  error
	}
	sights := make(chan sight, 2)
	go func() {
		answer, err := asked.Answer(ctx)
		sights <- sight{answer.Plain(), err}
	}()
	go func() {
		form, err := asked.View(ctx, 1)
		sights <- sight{form.Plain(), err}
	}()
	first := <-sights
	return first.text, first.err
}

// put asks something: a slash command as such, any other words in the conversation with
// the bot.
func (w *world) put(user, words string) *sandbox.Exchange {
	if strings.HasPrefix(words, "/") {
		return w.slack.Command(user, w.place(user), words)
	}
	return w.slack.Say(user, w.slack.DM(user), words)
}

// place is where somebody types: in the partners' channel when they are in it, else
// in their conversation with the bot.
func (w *world) place(user string) string {
	if channel, _ := w.slack.Channel(partners); slices.Contains(channel.Members, user) {
		return partners
	}
	return w.slack.DM(user)
}

// slashCommands are those of the bot's command table.
func slashCommands() []string {
	var names []string
	for _, command := range commands.SlashCommands() {
		names = append(names, command.Name)
	}
	return names
}
