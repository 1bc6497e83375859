package bot

import (
	"context"
	"log/slog"
	"regexp"
	"sync"
	"time"

	"github.com/tierbot/tierbot/bot/socketmode"
	"github.com/tierbot/tierbot/commands"
	"github.com/tierbot/tierbot/program"
)

// Commands answers requests. Replies are complete and to be shown whatever the error,
// which says that storage could not be reached. Everything ends with ctx.
type Commands interface {
	// Do answers one request.
	Do(ctx context.Context, req commands.Request) (commands.Reply, error)

	// Needs is what it takes to run what these words ask.
	Needs(command, text string) commands.Access

	// Compose is the command line that says what was filled into a form; empty for a
	// form that is not known.
	Compose(form string, values commands.Values, state string) string

	// Redraw is a form as it should look after a change; nil when it is not known or
	// not for whoever asks.
	Redraw(ctx context.Context, req commands.Request, form string, values commands.Values, state string) (*commands.Form, error)

	// Suggest is the partners that somebody may mean who has typed so far.
	Suggest(ctx context.Context, req commands.Request, typed string) ([]commands.Choice, error)

	// Home is what somebody sees in the bot's Home tab. The request has no words.
	Home(ctx context.Context, req commands.Request) (commands.Reply, error)

	// Changes reports whether these words may change something that Home shows.
	Changes(command, text string) bool

	// Quote answers somebody who wants to record what a message says.
	Quote(ctx context.Context, req commands.Request, message, link string) (commands.Reply, error)
}

// Options say for whom the bot works and with whom. Access, Identity and Commands
// are required.
type Options struct {
	Access   Access
	Identity Identity // from [Identify]
	Commands Commands

	// Managers are the ids of those who may change what is recorded, as far as they
	// are full members: users, and user groups, whose members Slack knows.
	Managers []string

	Events   Events           // what all replicas have dealt with; nil: this process remembers alone
	Lang     program.Lang     // of what a channel reads; empty: English
	Now      func() time.Time // the time the commands answer for; nil: [time.Now]
	Log      *slog.Logger     // nil discards
	Observer Observer         // nil: nobody counts

	Reminders *Reminders // what it takes to speak first; nil: the bot only answers

	Connections int           // sockets to Slack; 0 means 2
	Workers     int           // questions at once; 0 means 512
	Drain       time.Duration // to finish answers when [Bot.Run] ends; 0 means 15 seconds
}

// Bot answers questions in one workspace. It is made by [New] and run once.
type Bot struct {
	identity Identity
	slashes  []string       // the slash commands, the first of which answers anything
	mention  *regexp.Regexp // the bot's own name in a text
	lang     program.Lang

	commands Commands
	events   Events
	observer Observer
	log      *slog.Logger
	now      func() time.Time

	web       *web
	people    *people
	managers  *managers
	once      *once
	turns     turns
	rows      *recent[string, settledRows] // by message
	touched   *recent[string, string]      // by view: the envelope of what was done last in it
	homes     *recent[string, string]      // by user: the hash of the Home that was published last
	plainness plainness
	panes     plainness // of what is no message
	sockets   *socketmode.Client

	reminder *reminder // nil: the bot only answers
	drain    time.Duration
}

// New is a bot that has not connected yet.
func New(o Options) *Bot {
	if o.Log == nil {
		o.Log = slog.New(slog.DiscardHandler)
	}
	if o.Observer == nil {
		o.Observer = nobody{}
	}
	if o.Now == nil {
		o.Now = time.Now
	}
	if o.Lang == "" {
		o.Lang = program.English
	}
	if o.Drain <= 0 {
		o.Drain = 15 * time.Second
	}
	api := newWeb(o.Access)
	b := &Bot{
		identity: o.Identity,
		mention:  regexp.MustCompile(`<@` + regexp.QuoteMeta(o.Identity.User) + `(?:\|[^>]*)?>`),
		lang:     o.Lang,
		commands: o.Commands, events: o.Events, observer: o.Observer, log: o.Log, now: o.Now,
		web: api, people: newPeople(o.Identity, api), managers: newManagers(o.Managers, api),
		once: newOnce(), turns: turns{taken: make(map[string]chan struct{})},
		rows:    newRecent[string, settledRows](settledLife, settledMost),
		touched: newRecent[string, string](longest, settledMost), homes: newRecent[string, string](longest, settledMost),
	}
	for _, slash := range commands.SlashCommands() {
		b.slashes = append(b.slashes, slash.Name)
	}
	b.sockets = socketmode.New(b.socketOptions(o))
	b.reminder, b.drain = newReminder(b, o.Reminders), o.Drain
	return b
}

// socketOptions are the options of the connections to Slack.
func (b *Bot) socketOptions(o Options) socketmode.Options {
	return socketmode.Options{
		Open:        b.web.ticket,
		Handle:      b.handle,
		Busy:        b.busy,
		Connections: o.Connections, Workers: o.Workers,
		Drain: o.Drain,
		Dial:  o.Access.Dial,
		Log:   o.Log,
	}
}

// Run answers and reminds until ctx ends, then finishes what is under way and returns nil.
// The error is a [*ConfigError] when Slack refuses the app before the first connection;
// later refusals are retried, and shown by [Bot.Status].
func (b *Bot) Run(ctx context.Context) error {
	defer b.web.http.CloseIdleConnections()
	ctx, stop := context.WithCancel(ctx)
	defer stop()
	var reminding sync.WaitGroup
	if b.reminder != nil {
		reminding.Go(func() { b.reminder.run(ctx, b.drain) })
	}
	err := b.sockets.Run(ctx)
	stop()
	reminding.Wait()
	return Redact(err)
}

// Remind makes the bot look at once whether somebody is to be told something, as after the
// clock of [Options.Now] was set. By itself it notices within half a minute.
func (b *Bot) Remind() {
	if b.reminder != nil {
		b.reminder.rouse()
	}
}

// Status is the bot's condition at one instant, for readiness and metrics.
type Status struct {
	Identity Identity
	Sockets  socketmode.Status

	Reminders RemindersStatus
}

// Status may be asked at any time, from any goroutine. The bot is ready while
// Sockets.Live is above 0; Sockets.DownSince says since when it is not.
func (b *Bot) Status() Status {
	return Status{Identity: b.identity, Sockets: b.sockets.Status(), Reminders: b.reminder.status()}
}
