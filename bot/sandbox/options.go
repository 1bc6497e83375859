package sandbox

import (
	"cmp"
	"log/slog"
	"time"
)

// Options describe a workspace before anybody uses it. The zero value is a
// usable workspace with one bot and nobody else in it.
type Options struct {
	// Now is the workspace's clock: it dates messages and events, and a
	// calendar may move it. Deadlines of the protocol (acks, triggers, rate
	// limits) run on real time whatever it says. Nil means time.Now.
	Now func() time.Time

	// Logger hears what goes wrong between the workspace and the app, never a
	// token or a message. Nil means silence.
	Logger *slog.Logger

	Team   Team
	App    App
	Timing Timing

	// RateLimits switches Slack's request limits on (see api_limits.go).
	RateLimits bool

	// Seed decides which calls a Fault with a Chance strikes.
	Seed uint64

	// Journal is how many entries Journal keeps, the oldest going first: 2,000
	// when zero, none when negative. Violations are kept either way.
	Journal int

	// History is how many messages each conversation keeps: 1,000 when zero.
	History int

	// Calendar is the time that the page shows and moves. Nil means none; Now is
	// expected to follow it.
	Calendar Calendar

	// Troubles are what the inspector's buttons can make go wrong beside the
	// workspace itself.
	Troubles []Trouble

	// Gallery is all that the app can show, in the order of the page at /gallery. Nil
	// means that there is no such page.
	Gallery func() ([]Specimen, error)
}

// A Trouble is something beside the workspace, such as the app's store, that can be
// made to go wrong while one watches.
type Trouble struct {
	Name   string        // of its button, in English
	Says   string        // what it does, in a sentence
	On     func() bool   // whether it goes on just now; nil: it is over at once
	Switch func(on bool) // begins it, or ends it
}

// A Hint is a line that the page shows to whoever types a command.
type Hint struct {
	Typed string // how it is typed, as in "/tier assign <partner> @owner"
	Says  string // what for, in a few words
}

// Team is the workspace that the app is installed in.
type Team struct {
	ID         string // T0SANDBOX when empty
	Name       string // Sandbox when empty
	Domain     string // sandbox when empty
	Enterprise string // the E… id of its Enterprise Grid organisation, or empty
}

// App is the one app of the workspace and its bot user.
type App struct {
	ID       string // A0SANDBOX when empty
	BotID    string // B0SANDBOX when empty
	BotUser  string // U0SANDBOX when empty
	Name     string // the bot's name, tierbot when empty
	BotToken string // xoxb-sandbox when empty
	AppToken string // xapp-sandbox when empty

	// Scopes are the bot token's granted scopes; nil means all that a method
	// of this workspace can ask for.
	Scopes []string

	// Events are the subscribed bot events; nil means app_home_opened,
	// app_mention and message.im.
	Events []string

	// Commands are the slash commands with the leading slash. Nil means that
	// every command belongs to the app.
	Commands []string

	// Hints are shown, in a person's language, while they type a command: those that
	// begin as what they have typed. Nil means none.
	Hints func(locale string) []Hint

	// Welcome is what a person could try first. The page shows it, in their language, in
	// their conversation with the app while that is empty. Nil means nothing.
	Welcome func(User) []Hint

	// Shortcuts are the app's entries in the menus of messages and of the message
	// box. Nil means that every callback is the app's, and that the page shows none.
	Shortcuts []Shortcut
}

// Timing holds the protocol's clocks, all in real time. A zero field has
// Slack's own value, given with each.
type Timing struct {
	Ack         time.Duration   // how long an envelope waits for its ack: 3 s
	Ping        time.Duration   // between two ping frames: 9 s
	Retries     []time.Duration // when an unacked event comes again: at once, 1 min, 5 min
	Warning     time.Duration   // from a disconnect frame to the close: 10 s
	Connection  time.Duration   // how long a socket lives: 5 h 1 min
	Ticket      time.Duration   // how long a Socket Mode URL is good for: 30 s
	Trigger     time.Duration   // life of a trigger_id: 3 s
	ResponseURL time.Duration   // life of a response_url: 30 min
}

// allScopes are the scopes that some method here checks for, and that an app
// gets unless its Scopes say otherwise.
var allScopes = []string{
	"app_mentions:read", "channels:history", "channels:read", "chat:write",
	"commands", "files:read", "files:write", "groups:history", "groups:read",
	"im:history", "im:read", "im:write", "mpim:history", "mpim:read",
	"usergroups:read", "users:read", "users:read.email",
}

func (o Options) withDefaults() Options {
	if o.Now == nil {
		o.Now = time.Now
	}
	if o.Logger == nil {
		o.Logger = slog.New(slog.DiscardHandler)
	}
	o.Team.ID = cmp.Or(o.Team.ID, "T0SANDBOX")
	o.Team.Name = cmp.Or(o.Team.Name, "Sandbox")
	o.Team.Domain = cmp.Or(o.Team.Domain, "sandbox")
	o.App = o.App.withDefaults()
	o.Timing = o.Timing.withDefaults()
	o.Journal = cmp.Or(o.Journal, 2000)
	o.History = cmp.Or(o.History, 1000)
	return o
}

func (a App) withDefaults() App {
	a.ID = cmp.Or(a.ID, "A0SANDBOX")
	a.BotID = cmp.Or(a.BotID, "B0SANDBOX")
	a.BotUser = cmp.Or(a.BotUser, "U0SANDBOX")
	a.Name = cmp.Or(a.Name, "tierbot")
	a.BotToken = cmp.Or(a.BotToken, "xoxb-sandbox")
	a.AppToken = cmp.Or(a.AppToken, "xapp-sandbox")
	if a.Scopes == nil {
		a.Scopes = allScopes
	}
	if a.Events == nil {
		a.Events = []string{"app_home_opened", "app_mention", "message.im"}
	}
	return a
}

func (t Timing) withDefaults() Timing {
	t.Ack = cmp.Or(t.Ack, 3*time.Second)
	t.Ping = cmp.Or(t.Ping, 9*time.Second)
	if t.Retries == nil {
		t.Retries = []time.Duration{0, time.Minute, 5 * time.Minute}
	}
	t.Warning = cmp.Or(t.Warning, 10*time.Second)
	t.Connection = cmp.Or(t.Connection, 18060*time.Second)
	t.Ticket = cmp.Or(t.Ticket, 30*time.Second)
	t.Trigger = cmp.Or(t.Trigger, 3*time.Second)
	t.ResponseURL = cmp.Or(t.ResponseURL, 30*time.Minute)
	return t
}
